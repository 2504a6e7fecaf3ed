//! The literals that lead to rules, and the table by which the kernel finds them (`text/packs/literals.rs`).

use std::collections::BTreeMap;

use regex_syntax::hir::literal::{ExtractKind, Extractor};

use crate::rule::Rule;

/// The kernel's constants.
const BITMAP_BYTES: usize = 8192;
const HEADS: usize = 4096;

/// A literal, folded, and the indices of its rules.
pub struct Literal {
    /// Every byte with bit 5 set.
    pub text: Vec<u8>,
    /// Where the three rarest bytes begin.
    pub rare: usize,
    /// Indices of rules.
    pub rules: Vec<u16>,
}

/// The literals a rule's matches start with (tokens) or are named by.
///
/// # Errors
/// When a pattern begins with nothing fixed of three bytes or more.
pub fn of_rule(rule: &Rule) -> Result<Vec<Vec<u8>>, String> {
    let mut literals: Vec<Vec<u8>> = rule.names.iter().map(|n| n.clone().into_bytes()).collect();
    if literals.is_empty() && rule.finder == "token" {
        let hir = regex_syntax::ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .build()
            .parse(&rule.pattern)
            .map_err(|e| e.to_string())?;
        let mut extractor = Extractor::new();
        extractor.kind(ExtractKind::Prefix).limit_class(16).limit_repeat(4).limit_literal_len(16).limit_total(128);
        let sequence = extractor.extract(&hir);
        literals = sequence
            .literals()
            .ok_or("the pattern begins with nothing fixed")?
            .iter()
            .map(|l| l.as_bytes().to_vec())
            .collect();
    }
    if literals.iter().any(|l| l.len() < 3 || l.len() > 60) {
        return Err(format!("a literal of rule {} has less than three bytes or too many", rule.id));
    }
    literals.iter_mut().for_each(|l| l.iter_mut().for_each(|b| *b |= 0x20));
    literals.sort();
    literals.dedup();
    Ok(literals)
}

/// How common a folded byte is in Go, Python, JavaScript and its docs, as counted there: `e` is 100. Line ends fold to `*`, tabs to
/// `)`, `_` to 0x7f. The letters that prose has more of are rounded up.
fn commonness(b: u8) -> u32 {
    match b {
        b' ' => 285,
        b'e' => 100,
        b't' => 75,
        b'a' | b'i' | b'n' | b'o' | b'r' | b's' => 57,
        b')' | b'*' => 43,
        b'c' | b'd' | b'l' | b'p' | b',' | b'0' => 32,
        b'f' | b'h' | b'm' | b'u' => 24,
        b'b' | b'g' | b'.' | b'"' => 18,
        b'(' | b':' | b'-' | b'\'' | b'y' | b'w' | b'1' | b'2' | 0x7f => 13,
        b'k' | b'v' | b'x' | b'=' | b'/' | b'{' | b'}' => 10,
        b'3'..=b'9' | b'|' => 7,
        _ => 3,
    }
}

/// Gathers the literals of all rules.
///
/// # Errors
/// As [`of_rule`].
pub fn gather(rules: &[Rule]) -> Result<Vec<Literal>, String> {
    let mut all: BTreeMap<Vec<u8>, Vec<u16>> = BTreeMap::new();
    for (i, rule) in rules.iter().enumerate() {
        for literal in of_rule(rule).map_err(|e| format!("{}: {e}", rule.id))? {
            all.entry(literal).or_default().push(i as u16);
        }
    }
    let literal = |(text, rules): (Vec<u8>, Vec<u16>)| {
        let score = |w: &[u8]| w.iter().map(|&b| commonness(b)).product::<u32>();
        let rare = (0..text.len() - 2).min_by_key(|&i| score(&text[i..i + 3])).unwrap_or(0);
        Literal { text, rare, rules }
    };
    Ok(all.into_iter().map(literal).collect())
}

/// The bitmap, the heads and the chains.
pub fn table(literals: &[Literal]) -> Vec<u8> {
    let mut bitmap = vec![0u8; BITMAP_BYTES];
    let mut heads = vec![0u16; HEADS];
    let mut chains = vec![0u16; literals.len()];
    for (i, literal) in literals.iter().enumerate() {
        let three = &literal.text[literal.rare..literal.rare + 3];
        let hashed = u32::from_le_bytes([three[0], three[1], three[2], 0]).wrapping_mul(0x9e37_79b1);
        let (bit, head) = ((hashed >> 16) as usize, (hashed >> 20) as usize);
        bitmap[bit / 8] |= 1 << (bit % 8);
        chains[i] = heads[head];
        heads[head] = i as u16 + 1;
    }
    let numbers = heads.iter().chain(&chains).flat_map(|n| n.to_le_bytes());
    bitmap.into_iter().chain(numbers).collect()
}
