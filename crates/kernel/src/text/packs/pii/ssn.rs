//! US social security numbers: the areas, groups and serials that can have been issued (SSA's rules since 2011).

use core::ops::Range;

use super::context;

pub(super) const WORDS: [&str; 8] = ["ssn", "social", "soc sec", "soc. sec", "ss#", "tax id", "taxpayer", "itin"];

/// A number that starts at `at`.
pub(super) fn at(text: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let digits = |from: usize, count: usize| -> Option<u32> {
        let there = rest.get(from..from + count)?;
        there.iter().all(u8::is_ascii_digit).then(|| there.iter().fold(0, |v, b| v * 10 + u32::from(b - b'0')))
    };
    let separator = *rest.get(3)?;
    if !matches!(separator, b'-' | b' ' | b'.' | b'/' | b'0'..=b'9')
        || !rest[..3].iter().all(u8::is_ascii_digit)
        || !rest.get(7..9).is_some_and(|t| t.iter().all(u8::is_ascii_digit))
    {
        return None;
    }
    let known = context::precedes(text, at, 48, &WORDS);
    let (area, group, serial, length) = match separator {
        b'-' | b' ' if rest.get(6) == Some(&separator) => (digits(0, 3)?, digits(4, 2)?, digits(7, 4)?, 11),
        b'.' if rest.get(6) == Some(&separator) => (digits(0, 3)?, digits(4, 2)?, digits(7, 4)?, 11),
        b'/' if rest.get(6) == Some(&separator) && known => (digits(0, 3)?, digits(4, 2)?, digits(7, 4)?, 11),
        b'0'..=b'9' if known => (digits(0, 3)?, digits(3, 2)?, digits(5, 4)?, 9),
        _ => return None,
    };
    let issued = !matches!(area, 0 | 666 | 900..) && group != 0 && serial != 0;
    // The card in every wallet of 1938, and the number that everyone types.
    let famous = (area, group, serial) == (78, 5, 1120) || (area, group, serial) == (123, 45, 6789) && !known;
    let end = at + length;
    let goes_on = match (text.get(end), text.get(end + 1)) {
        (Some(b), _) if b.is_ascii_alphanumeric() || *b == b'_' => true,
        (Some(b'-' | b'.' | b' ' | b'/'), Some(b)) => b.is_ascii_digit(),
        _ => false,
    };
    let before = match &text[at.saturating_sub(2)..at] {
        [a, b'-' | b'.' | b'/' | b' '] => a.is_ascii_digit(),
        [.., b'_' | b'$' | b'+' | b'#'] => true,
        _ => false,
    };
    let dialled =
        !known && separator != b'-' && context::precedes(text, at, 32, &["phone", "tel", "fax", "mobile", "number is"]);
    (issued && !famous && !goes_on && !before && !dialled).then_some(at..end)
}
