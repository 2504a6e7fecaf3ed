//! The groupings in which countries write telephone numbers, and those of other numbers.

use super::written::Written;

/// E.164 country codes of one, two and three digits.
pub(super) fn country_code(digits: &[u8]) -> Option<usize> {
    let two = u32::from(digits.first()?.wrapping_mul(10)) + u32::from(*digits.get(1)?);
    match digits[0] {
        1 | 7 => Some(1),
        0 => None,
        _ => Some(match two {
            20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 => 2,
            21..=26 | 29 | 35 | 37 | 38 | 42 | 50 | 59 | 67..=69 | 80 | 83 | 85 | 87..=89 | 96 | 97 | 99 => 3,
            _ => return None,
        }),
    }
}

/// Ten or eleven digits with a trunk prefix of 0, as they are dialled; no ISBN and no run of digits.
pub(super) fn is_with_trunk(d: &[u8]) -> bool {
    let weighted: usize = d.iter().rev().zip(1..).map(|(&digit, weight)| usize::from(digit) * weight).sum();
    let kinds = d.iter().fold(0u16, |seen, &d| seen | 1 << d).count_ones();
    d[0] == 0
        && d[1] != 0
        && kinds >= 4
        && (d.len() == 10 && !weighted.is_multiple_of(11) || d.len() == 11)
        && d[..5] != [0, 1, 2, 3, 4]
}

/// The grouping of a US social security number.
pub(super) fn is_ssn(w: &Written) -> bool {
    w.parts() == [3, 2, 4] && matches!(w.separator, b'-' | b'.')
}

/// Groupings that telephone numbers have and little else.
pub(super) fn is_usual(w: &Written) -> bool {
    let (d, sep) = (w.number(), w.separator);
    let zero = d[0] == 0 && d[1] != 0;
    match w.parts() {
        // North America: 555-123-4567, (555) 123-4567, 1-555-123-4567.
        [3, 3, 4] => zero || d[0] >= 2 && (w.parens || sep != b' ' || d[3] >= 2 || d[0] == 3 && d[1] != 0),
        [1, 3, 3, 4] => d[0] == 1 && (d[1] >= 2 || sep == b'-') || d[0] == 8,
        [3, 3, 3, 4] => d[..3] == [0, 0, 1],
        // Russia: 8 (495) 123-45-67.
        [1, 3, 3, 2, 2] => d[0] == 8 || d[0] == 7,
        [3, 3, 2, 2] => zero || w.parens || sep == b'-',
        // East Asia, Brazil: 090-1234-5678, 03-1234-5678, (11) 91234-5678.
        [3, 4, 4] => zero || d[0] == 1 && d[1] >= 3 || w.parens,
        [2, 4 | 5, 4] => zero || w.parens || d[0] >= 1 && (sep == b'-' && d[2] == 9 || sep == 0),
        [2, 3, 4] => zero,
        // Free and shared-cost numbers: 1800 123 456, 1300 12 3456, 0800 123 4567.
        [4, 3, 3 | 4] | [4, 2, 4] | [4, 6] if d[0] == 1 && matches!(d[1..4], [3, 0, 0] | [8, 0, 0] | [8, 6, 0]) => {
            sep != b'.'
        }
        // Sweden: 08-12 34 56.
        [2, 2, 2, 2] if zero => sep == 0,
        // Thailand, Georgia: the trunk prefix apart.
        [1, 4, 4] | [1, 2, 3, 2, 2] => zero && d[1] >= 2,
        // Austria: (03670) 90054 749; Norway: 901 29 040; Portugal: (351) 250 492 589.
        [3..=5, 5, 3] if zero => true,
        [3, 2, 3] => sep == b' ' && matches!(d[0], 4 | 9),
        [3, 9] | [3, 3, 3, 3] if d[0] >= 2 => w.parens && country_code(d) == Some(3),
        // A short area in parentheses: (022) 12345.
        [3, 5] if zero => w.parens,
        // Tables of code points; social security numbers; US postal codes.
        [4, 4, 4] | [3, 2, 4] => false,
        [5, 4] if sep == b'-' => false,
        // A trunk prefix of 0 and eight to eleven digits more, in two to five groups.
        [3..=6, 4..=8] if zero => w.count >= 9 && w.count <= 13 && sep != b'.',
        [2, 7..=9] if zero => true,
        // An area in parentheses: (601) 2198591.
        [3, 7] => w.parens && d[0] >= 2 && d[3] >= 2,
        [2, 2, 2, 2, 2] => zero,
        [2..=5, 2..=4, 2..=4] | [2..=5, 2..=4, 2..=4, 2..=4] if zero => (9..=12).contains(&w.count),
        [2, 3, 2, 2] | [4, 2, 2, 2] | [4, 3, 3] | [5, 3, 3] | [3, 2, 2, 2] if zero => true,
        // Access to other countries by 00.
        [first, ..] if *first >= 2 && d[..2] == [0, 0] && d[2] != 0 => w.count >= 10 && country_code(&d[2..]).is_some(),
        // Spain, Poland, Portugal: 612 345 678; India: 98765 43210; Norway and Denmark by context only.
        [3, 2, 2, 2] => sep == b' ' && matches!(d[0], 6..=9),
        [3, 3, 3] => sep == b' ' && matches!(d[0], 6 | 7 | 9),
        // 60000-64999 is a range.
        [5, 5] => matches!(d[0], 6..=9) && sep != b'.' && d[2..5] != [0, 0, 0],
        _ => false,
    }
}

/// `2024-01-31`, `31.01.2024`, `1990 - 2000`, and times.
pub(super) fn is_date(w: &Written) -> bool {
    let d = w.number();
    let two = |i: usize| u32::from(d[i]) * 10 + u32::from(d[i + 1]);
    let year = |i: usize| matches!(two(i), 19 | 20);
    match w.parts() {
        [4, 1 | 2, 1 | 2] | [4, 2, 2, ..] => year(0),
        [2, 2, 4] => year(4) || (two(0) <= 31 && two(2) <= 31),
        [1, 2, 4] | [1, 1, 4] | [2, 1, 4] => year(w.count - 4),
        [4, 4] => year(0) && year(4),
        // Aug 09 2013 -0900
        [2, 4, 4] => year(2) && w.separator == 0,
        [2, 2, 4, ..] => year(4),
        _ => false,
    }
}
