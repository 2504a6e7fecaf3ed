//! Numbers that are columns of something else: hex dumps, tables of code points, arrays of integers.
//!
//! Four groups of four digits in a dump pass Luhn's check once in ten, and pairs of digits look like a telephone number.

/// How many tokens to each side are looked at.
const TOKENS: usize = 8;

fn is_gap(b: u8) -> bool {
    matches!(b, b' ' | b';' | b'|' | b':')
}

/// Whether the number in `start..end` stands among hex groups as wide as its own, at least one of which holds a letter.
pub(super) fn holds(text: &[u8], start: usize, end: usize) -> bool {
    let first = text[start..end].iter().take_while(|b| b.is_ascii_digit()).count();
    let last = text[start..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    if !matches!(first, 2 | 4 | 8) || !matches!(last, 2 | 4 | 8) {
        return false;
    }
    let before = &text[start.saturating_sub(TOKENS * (first + 2))..start];
    let after = &text[end..text.len().min(end + TOKENS * (last + 2))];
    is_column(before.iter().rev(), first) || is_column(after.iter(), last)
}

/// Tokens of `width` hex digits, each after one or two gap marks, one of them with a letter.
fn is_column<'t>(mut bytes: impl Iterator<Item = &'t u8>, width: usize) -> bool {
    let (mut gap, mut digits, mut letter) = (0, 0, false);
    loop {
        match bytes.next() {
            Some(&b) if is_gap(b) && (digits == 0 && gap < 2 || digits == width) => {
                if digits == width && letter {
                    return true;
                }
                gap = if digits == 0 { gap + 1 } else { 1 };
                digits = 0;
            }
            Some(b) if b.is_ascii_hexdigit() && gap > 0 && digits < width => {
                letter |= b.is_ascii_alphabetic();
                digits += 1;
            }
            None | Some(b'\n' | b'\r') => return digits == width && letter,
            _ => return false,
        }
    }
}

/// Whether the number in `start..end` is an element of a list of numbers: a comma, and another number or a line's end beside it.
pub(super) fn lists(text: &[u8], start: usize, end: usize) -> bool {
    let mut before = text[..start].iter().rev().take(40).filter(|b| !b.is_ascii_whitespace());
    let follows = match before.next() {
        Some(b',') => before.next().is_some_and(u8::is_ascii_digit),
        first => matches!(first, Some(b'[' | b'{')),
    };
    let mut after = text[end..].iter().take(4).filter(|&&b| b != b' ');
    let leads = after.next() == Some(&b',')
        && after.next().is_none_or(|b| b.is_ascii_digit() || matches!(b, b'-' | b'\r' | b'\n'));
    follows || leads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(text: &str, number: &str) -> bool {
        let start = text.find(number).unwrap();
        holds(text.as_bytes(), start, start + number.len())
    }

    #[test]
    fn dumps_and_tables_are_known_by_their_columns() {
        assert!(among("00000010  00 30 81 88 02 42 01 8c ff  |..|", "30 81 88 02 42 01"));
        assert!(among("3300 3c00 5700 6000 6900 7200 7b00", "5700 6000 6900 7200"));
        assert!(among("1F09 0340;1F0B;0391 0314 0300;1F0B", "0391 0314 0300"));
        assert!(among("23222120 27262524  2b2a2928 2f2e2d2c", "23222120 27262524"));
    }

    #[test]
    fn numbers_in_prose_and_lists_of_numbers_are_no_dump() {
        assert!(!among("pay with 4012 8888 8888 1881 today", "4012 8888 8888 1881"));
        assert!(!among("4012 8888 8888 1881; 4111 1111 1111 1111", "4111 1111 1111 1111"));
        assert!(!among("call 01 23 45 67 89 or be late", "01 23 45 67 89"));
        assert!(!among("added 030 12345678 cafe", "030 12345678"));
    }
}
