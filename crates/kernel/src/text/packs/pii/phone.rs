//! Telephone numbers, international (E.164 with a country's code) and national as many countries write them.
//!
//! A number in groups is one only if its groups are a usual way to write one; digits without groups need a word before them
//! that says so. Dates, times, versions, prices, ranges and ids must stay quiet.

use core::ops::Range;

use super::{context, dump, iban, ssn};

const WORDS: [&str; 50] = [
    "phone",
    "tel",
    "telephone",
    "telef",
    "telno",
    "call",
    "calls",
    "calling",
    "called",
    "mobile",
    "cell",
    "cellphone",
    "fax",
    "whatsapp",
    "sms",
    "contact",
    "dial",
    "ring",
    "reach",
    "text me",
    "text us",
    "handy",
    "mobil",
    "rufnummer",
    "téléphone",
    "portable",
    "móvil",
    "movil",
    "celular",
    "cellulare",
    "llame",
    "llama",
    "ligue",
    "appelez",
    "numéro",
    "número",
    "telefoon",
    "puhelin",
    "hotline",
    "helpline",
    "number is",
    "number:",
    "my number",
    "телефон",
    "тел",
    "моб",
    "電話",
    "电话",
    "手机",
    "전화",
];

/// E.164 country codes of one, two and three digits.
fn country_code(digits: &[u8]) -> Option<usize> {
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

/// The digits of a number and how they stand in groups.
struct Written {
    digits: [u8; 20],
    count: usize,
    groups: [u8; 10],
    parts: usize,
    /// What stands between groups; 0 where different marks do.
    separator: u8,
    parens: bool,
    plus: bool,
    end: usize,
}

impl Written {
    fn read(text: &[u8], at: usize) -> Option<Self> {
        let mut w = Self {
            digits: [0; 20],
            count: 0,
            groups: [0; 10],
            parts: 0,
            separator: b' ',
            parens: false,
            plus: false,
            end: at,
        };
        let (mut i, mut fresh, mut marks) = (at, true, 0);
        // (+49) 30 1234567
        if text[i] == b'(' && text.get(i + 1) == Some(&b'+') {
            w.parens = true;
            i += 1;
        }
        if text[i] == b'+' {
            w.plus = true;
            i += 1;
        }
        while let Some(&b) = text.get(i) {
            match b {
                b'0'..=b'9' => {
                    if w.count == 20 || fresh && w.parts == 10 {
                        return None;
                    }
                    w.parts += usize::from(fresh);
                    fresh = false;
                    w.digits[w.count] = b - b'0';
                    w.count += 1;
                    w.groups[w.parts - 1] += 1;
                    w.end = i + 1;
                }
                b'(' if !w.parens && closes(text, i) => w.parens = true,
                b')' if w.parens && !fresh => fresh = true,
                b' ' | b'-' | b'.' | b'/' if w.count > 0 && follows(text, i) => {
                    if !(b == b' ' && matches!(text[i - 1], b')' | b'-' | b'/')) {
                        w.separator = if marks == 0 || w.separator == b { b } else { 0 };
                        marks += 1;
                    }
                    fresh = true;
                }
                0xc2 if text.get(i + 1) == Some(&0xa0) && follows(text, i + 1) => {
                    i += 1;
                    fresh = true;
                }
                0xe2 if matches!(text.get(i + 1..i + 3), Some([0x80, 0x91 | 0x93])) && follows(text, i + 2) => {
                    i += 2;
                    fresh = true;
                }
                _ => break,
            }
            i += 1;
        }
        (w.count > 0).then_some(w)
    }

    fn number(&self) -> &[u8] {
        &self.digits[..self.count]
    }

    fn parts(&self) -> &[u8] {
        &self.groups[..self.parts]
    }
}

/// A parenthesis with one to five digits in it.
fn closes(text: &[u8], at: usize) -> bool {
    let digits = text[at + 1..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
    (1..=5).contains(&digits) && text.get(at + 1 + digits) == Some(&b')')
}

/// A digit, or a parenthesis that belongs to the number, stands after the mark at `at`, maybe after one more mark.
fn follows(text: &[u8], at: usize) -> bool {
    match text.get(at + 1) {
        Some(b'0'..=b'9') => true,
        Some(b'(') => closes(text, at + 1),
        Some(b' ' | b'-') => text[at] != text[at + 1] && text.get(at + 2).is_some_and(u8::is_ascii_digit),
        _ => false,
    }
}

/// A number that starts at `at`.
pub(super) fn at(text: &[u8], at: usize) -> Option<Range<usize>> {
    let opens =
        |i: usize| text[i] == b'(' && (closes(text, i) || text[i + 1..].starts_with(b"+") && closes(text, i + 1));
    if text[at] == b'(' && !opens(at)
        || text[at] == b'+' && !text.get(at + 1).is_some_and(|b| b.is_ascii_digit() || *b == b'(')
    {
        return None;
    }
    let w = Written::read(text, at)?;
    if !(7..=15).contains(&w.count) || is_part_of_more(text, at, w.end) {
        return None;
    }
    let good = if w.plus { is_international(&w) && !is_sum(text, at, &w) } else { is_national(text, at, &w) };
    (good && !dump::holds(text, at, w.end) && !iban::covers(text, at)).then(|| at..extension_end(text, w.end))
}

fn is_international(w: &Written) -> bool {
    // Islands have five digits after their code of three.
    w.count >= 8
        && country_code(w.number()).is_some_and(|code| w.count >= code + if code == 3 { 5 } else { 6 })
        && w.parts <= 8
        && !is_repeated(w.number())
}

/// `(a)+16777216`, `+10000-12-31`, `+1441497364.649`: a term, a year of five digits or more, a decimal number.
fn is_sum(text: &[u8], at: usize, w: &Written) -> bool {
    let term = w.parts == 1 && at > 0 && matches!(text[at - 1], b')' | b']');
    let year = matches!(w.parts(), [5 | 6, 2, 2]) && w.separator == b'-';
    let decimal = w.parts == 2 && w.separator == b'.' && w.groups[0] > 4;
    term || year || decimal
}

/// One digit again and again, or only zeros and ones.
fn is_repeated(digits: &[u8]) -> bool {
    digits.iter().all(|d| *d == digits[0]) || digits.iter().all(|d| *d <= 1)
}

fn is_national(text: &[u8], at: usize, w: &Written) -> bool {
    let decimal = w.separator == b'.' && w.parts == 2 && w.parts() != [3, 4];
    if is_repeated(w.number()) || is_date(w) || is_price(text, at) || decimal {
        return false;
    }
    let said = || {
        context::precedes(text, at, 40, &WORDS)
            && !context::precedes(text, at, 40, &ssn::WORDS)
            && !context::precedes(text, at, 12, &["version"])
    };
    if w.parts == 1 {
        // Digits alone: only what a word calls a number.
        let dated = w.count == 8 && matches!(w.number()[..2], [1, 9] | [2, 0]);
        return (7..=13).contains(&w.count)
            && !dated
            && !w.number().starts_with(&[0, 0, 0])
            && (is_with_trunk(w.number()) && !is_counting(text, at) && !text[..at].ends_with(b"`") || said());
    }
    if is_usual(w) && !is_counting(text, at) {
        return true;
    }
    let slashed = w.separator == b'/' && w.number()[0] != 0;
    (7..=14).contains(&w.count) && w.parts().iter().all(|&g| g <= 9) && !slashed && !is_ssn(w) && said()
}

/// Ten or eleven digits with a trunk prefix of 0, as they are dialled; no ISBN and no run of digits.
fn is_with_trunk(d: &[u8]) -> bool {
    let weighted: usize = d.iter().rev().zip(1..).map(|(&digit, weight)| usize::from(digit) * weight).sum();
    let kinds = d.iter().fold(0u16, |seen, &d| seen | 1 << d).count_ones();
    d[0] == 0
        && d[1] != 0
        && kinds >= 4
        && (d.len() == 10 && !weighted.is_multiple_of(11) || d.len() == 11)
        && d[..5] != [0, 1, 2, 3, 4]
}

/// The grouping of a US social security number.
fn is_ssn(w: &Written) -> bool {
    w.parts() == [3, 2, 4] && matches!(w.separator, b'-' | b'.')
}

/// Groupings that telephone numbers have and little else.
fn is_usual(w: &Written) -> bool {
    let (d, sep) = (w.number(), w.separator);
    let zero = d[0] == 0 && d[1] != 0;
    match w.parts() {
        // North America: 555-123-4567, (555) 123-4567, 1-555-123-4567.
        [3, 3, 4] => zero || d[0] >= 2 && (w.parens || sep == b'-' || d[3] >= 2 || sep != b' '),
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
        [2 | 3, 2, 2, 2] if zero => sep == 0,
        // A short area in parentheses: (022) 12345.
        [3, 5] if zero => w.parens,
        // Tables of code points; social security numbers; US postal codes.
        [4, 4, 4] | [3, 2, 4] => false,
        [5, 4] if sep == b'-' => false,
        // A trunk prefix of 0 and eight to eleven digits more, in two to five groups.
        [3..=6, 4..=8] if zero => w.count >= 9 && w.count <= 13 && sep != b'.',
        [2, 7 | 8] if zero => true,
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
fn is_date(w: &Written) -> bool {
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

fn is_price(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(4)..at];
    matches!(before.last(), Some(b'$' | b'#' | b'=' | b'*' | b'<')) && !before.ends_with(b"=")
        || before.ends_with("€".as_bytes())
        || before.ends_with("£".as_bytes())
        || before.ends_with("€ ".as_bytes())
        || before.ends_with("№ ".as_bytes())
}

/// A word before that makes digits in groups something else.
fn is_counting(text: &[u8], at: usize) -> bool {
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

fn is_part_of_more(text: &[u8], start: usize, end: usize) -> bool {
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
fn is_kind(rest: &[u8]) -> bool {
    const KINDS: [&[u8]; 6] = [b"office", b"home", b"fax", b"mobile", b"cell", b"work"];
    KINDS.iter().any(|k| rest.len() >= k.len() && rest[..k.len()].eq_ignore_ascii_case(k))
}

/// Takes in `x123`, ` ext. 123`.
fn extension_end(text: &[u8], end: usize) -> usize {
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
