//! Writes what was built: a Rust file of constants and a table file a pack, and docs/RULES.md.

use std::fmt::Write;

use crate::automaton;
use crate::literal::{self, Literal};
use crate::rule::Rule;

/// A built pack.
pub struct Built {
    /// The Rust source of its constants.
    pub source: String,
    /// Its tables.
    pub tables: Vec<u8>,
}

/// Builds a pack; `name` is that of its files.
///
/// # Errors
/// Names the rule that can't be built.
pub fn build(name: &str, rules: &[Rule]) -> Result<Built, String> {
    let literals = literal::gather(rules)?;
    let mut tables = literal::table(&literals);
    let mut source = header(name);
    let mut places = std::collections::HashMap::new();
    for rule in rules {
        let place = if rule.pattern.is_empty() {
            0
        } else if let Some(&place) = places.get(&rule.pattern) {
            place
        } else {
            let place = tables.len();
            tables.extend(automaton::build(&rule.pattern).map_err(|e| format!("{}: {e}", rule.id))?);
            places.insert(rule.pattern.clone(), place);
            place
        };
        write_rule(&mut source, rule, place)?;
    }
    source.push_str("];\n\n#[rustfmt::skip]\nconst LITERALS: &[Literal] = &[\n");
    literals.iter().for_each(|l| write_literal(&mut source, l));
    source.push_str("];\n");
    Ok(Built { source, tables })
}

fn header(name: &str) -> String {
    format!(
        "//! The `{name}` pack. Generated from rules/ by crates/packs (`npm run build:packs`); not to be edited.\n\n\
         use super::super::tables::{{Check, Finder, Literal, PackRule, PackTables, Severity}};\n\n\
         /// The pack.\n\
         pub(crate) static PACK: PackTables = PackTables {{ rules: RULES, literals: LITERALS, tables: include_bytes!(\"{name}.bin\") }};\n\n\
         #[rustfmt::skip]\nconst RULES: &[PackRule] = &[\n"
    )
}

fn variant(word: &str) -> String {
    word.split('-').map(|w| w[..1].to_uppercase() + &w[1..]).collect()
}

fn write_rule(source: &mut String, rule: &Rule, place: usize) -> Result<(), String> {
    let fixed = if rule.finder == "token" && rule.lead == 0.0 {
        literal::of_rule(rule)?.iter().map(Vec::len).min().unwrap_or(0)
    } else {
        0
    };
    let check = if rule.check.is_empty() { "None".to_string() } else { variant(&rule.check) };
    writeln!(
        source,
        "    PackRule {{ id: {:?}, description: {:?}, severity: Severity::{}, finder: Finder::{}, dfa: {place}, fixed: {fixed}, lead: {}, entropy: {}, check: Check::{check}, weak: {} }},",
        rule.id, rule.description, variant(&rule.severity), variant(&rule.finder), rule.lead as u8, (rule.entropy * 1000.0) as u16, rule.weak
    )
    .map_err(|e| e.to_string())
}

fn write_literal(source: &mut String, literal: &Literal) {
    let text: String = literal.text.iter().map(|b| std::ascii::escape_default(*b).to_string()).collect();
    let rules: Vec<String> = literal.rules.iter().map(u16::to_string).collect();
    let _ = writeln!(
        source,
        "    Literal {{ text: b\"{text}\", rare: {}, rules: &[{}] }},",
        literal.rare,
        rules.join(", ")
    );
}

/// docs/RULES.md: every rule with id, description and severity.
pub fn document(packs: &[(&str, &str, &[Rule])]) -> String {
    let mut page = String::from(
        "# Rules\n\nGenerated from `rules/` by `npm run build:packs`; not to be edited. Each rule's data file holds examples of what it finds and what it\nleaves alone, and a test holds it to them. To change a rule: edit `rules/`, run `npm run build:packs` (any Rust that `crates/` builds with), then\n`npm run kernel`; `npm run build:packs -- --check` fails when what is committed isn't what `rules/` gives.\n",
    );
    for (name, about, rules) in packs {
        let _ =
            write!(page, "\n## {name}\n\n{about} {} rules.\n\n| id | finds | severity |\n|---|---|---|\n", rules.len());
        for rule in *rules {
            let _ = writeln!(page, "| `{}` | {} | {} |", rule.id, rule.description, rule.severity);
        }
    }
    page
}
