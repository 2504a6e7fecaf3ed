//! What stands around a number and makes it another kind of number, or a longer one.

use super::written::Written;

pub(super) fn is_price(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(4)..at];
    matches!(before.last(), Some(b'$' | b'#' | b'=' | b'*' | b'<')) && !before.ends_with(b"=")
        || before.ends_with("€".as_bytes())
        || before.ends_with("£".as_bytes())
        || before.ends_with("€ ".as_bytes())
        || before.ends_with("№ ".as_bytes())
}

pub(super) fn is_part_of_more(text: &[u8], start: usize, w: &Written) -> bool {
    let end = w.end;
    let comma = joins_at_comma(w);
    let before = match &text[start.saturating_sub(2)..start] {
        [.., b'_' | b'.' | b'+' | b'\\' | b','] => {
            text[start - 1] != b',' || comma && start >= 2 && text[start - 2].is_ascii_digit()
        }
        [a, b'-' | b'/' | b':' | b'@' | b'%'] => {
            a.is_ascii_alphanumeric() && text[start - 1] != b':' || text[start - 1] == b':' && a.is_ascii_digit()
        }
        [a, b' '] => a.is_ascii_digit() && text[start] != b'+' && text[start] != b'(',
        _ => false,
    };
    let after = match (text.get(end), text.get(end + 1)) {
        (Some(b), _) if b.is_ascii_alphabetic() && *b != b'x' || matches!(b, b'_' | b'%' | b'#') => true,
        (Some(b','), Some(b)) => comma && b.is_ascii_digit(),
        // An address (`1234567890@qq.com`); SIP has international numbers there.
        (Some(b'@'), Some(b)) => b.is_ascii_digit() || !w.plus && b.is_ascii_alphabetic(),
        (Some(b'-' | b'/' | b':'), Some(b)) => {
            b.is_ascii_digit() || b.is_ascii_alphabetic() && text[end] == b'-' && !is_kind(&text[end + 1..])
        }
        (Some(b'.'), Some(b)) => b.is_ascii_digit(),
        _ => false,
    };
    before || after
}

/// A comma between digits is part of an amount (`1 234 567,89`, `13,178,002.1139`), or a list's (`[1234567,7654321]`); behind a
/// number that neither is written like, it divides fields.
fn joins_at_comma(w: &Written) -> bool {
    let zero = w.number().starts_with(&[0]) && w.number()[1] != 0;
    let thousands = w.parts()[1..].iter().all(|&g| g == 3) && !matches!(w.separator, b'-' | b'/');
    let decimals = w.separator == 0 || w.parts == 2 && w.separator == b'.';
    !w.plus && !w.parens && (decimals || thousands && !(zero && w.parts == 1))
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
