//! What stands around a number and makes it another kind of number, or a longer one.

use super::super::context;

pub(super) fn is_price(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(4)..at];
    matches!(before.last(), Some(b'$' | b'#' | b'=' | b'*' | b'<')) && !before.ends_with(b"=")
        || before.ends_with("€".as_bytes())
        || before.ends_with("£".as_bytes())
        || before.ends_with("€ ".as_bytes())
        || before.ends_with("№ ".as_bytes())
}

/// A word before that makes digits in groups something else.
pub(super) fn is_counting(text: &[u8], at: usize) -> bool {
    const OTHER: [&str; 24] = [
        "isbn",
        "issn",
        "version",
        "order",
        "invoice",
        "serial",
        "sku",
        "tracking",
        "doi",
        "account",
        "acct",
        "iban",
        "id:",
        "id ",
        "ref",
        "reference",
        "ticket",
        "case",
        "model",
        "part no",
        "vat",
        "lat",
        "latitude",
        "ssn",
    ];
    context::precedes(text, at, 20, &OTHER)
}

pub(super) fn is_part_of_more(text: &[u8], start: usize, end: usize) -> bool {
    let before = match &text[start.saturating_sub(2)..start] {
        [.., b'_' | b'.' | b'+' | b'\\' | b','] => {
            text[start - 1] != b',' || start >= 2 && text[start - 2].is_ascii_digit()
        }
        [a, b'-' | b'/' | b':' | b'@' | b'%'] => {
            a.is_ascii_alphanumeric() && text[start - 1] != b':' || text[start - 1] == b':' && a.is_ascii_digit()
        }
        [a, b' '] => a.is_ascii_digit() && text[start] != b'+' && text[start] != b'(',
        _ => false,
    };
    let after = match (text.get(end), text.get(end + 1)) {
        (Some(b), _) if b.is_ascii_alphabetic() && *b != b'x' || matches!(b, b'_' | b'%' | b'#') => true,
        (Some(b'-' | b'/' | b':' | b',' | b'@'), Some(b)) => {
            b.is_ascii_digit() || b.is_ascii_alphabetic() && text[end] == b'-' && !is_kind(&text[end + 1..])
        }
        (Some(b'.'), Some(b)) => b.is_ascii_digit(),
        _ => false,
    };
    before || after
}

/// `415-555-2671-Office`: what kind of number it is.
pub(super) fn is_kind(rest: &[u8]) -> bool {
    const KINDS: [&[u8]; 6] = [b"office", b"home", b"fax", b"mobile", b"cell", b"work"];
    KINDS.iter().any(|k| rest.len() >= k.len() && rest[..k.len()].eq_ignore_ascii_case(k))
}

/// Takes in `x123`, ` ext. 123`.
pub(super) fn extension_end(text: &[u8], end: usize) -> usize {
    let rest = &text[end..text.len().min(end + 16)];
    for mark in [&b" extension "[..], b" ext. ", b" ext ", b" ext.", b" ext", b"ext", b" x ", b" x", b"x", b" #"] {
        if rest.len() > mark.len() && rest[..mark.len()].eq_ignore_ascii_case(mark) {
            let digits = rest[mark.len()..].iter().take_while(|b| b.is_ascii_digit()).count();
            if (1..=6).contains(&digits) {
                return end + mark.len() + digits;
            }
        }
    }
    end
}
