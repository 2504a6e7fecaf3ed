//! Reads a date, in any of the usual forms and many languages.

use core::ops::Range;

use super::super::months::{MONTHS, MORE_MONTHS};

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let length =
            self.text[self.at.min(self.text.len())..].iter().take(most + 1).take_while(|b| b.is_ascii_digit()).count();
        if length == 0 || length > most {
            return None;
        }
        let value = self.text[self.at..self.at + length].iter().fold(0, |v, b| v * 10 + u32::from(b - b'0'));
        self.at += length;
        Some((value, length))
    }

    fn skip(&mut self, bytes: &[u8]) -> bool {
        let there = self.text.get(self.at..self.at + bytes.len()).is_some_and(|t| t.eq_ignore_ascii_case(bytes));
        self.at += if there { bytes.len() } else { 0 };
        there
    }

    fn skip_any(&mut self, bytes: &[u8], most: usize) -> usize {
        let length =
            self.text[self.at.min(self.text.len())..].iter().take(most).take_while(|b| bytes.contains(b)).count();
        self.at += length;
        length
    }

    /// A month's name, to its end.
    fn month(&mut self) -> bool {
        let rest = &self.text[self.at.min(self.text.len())..];
        let Some(first) = first_folded(rest).filter(|&first| is_head(first)) else { return false };
        let length = rest.iter().take(24).take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
        let mut head = [0; 4];
        let head = first.encode_utf8(&mut head).as_bytes();
        // Compared byte by byte: no call for each of a hundred names.
        let begins = |name: &[u8]| name[0] == head[0] && (head.len() < 2 || name[1] == head[1]);
        let known = MONTHS
            .iter()
            .chain(&MORE_MONTHS)
            .any(|(name, _)| length >= name.len() && begins(name.as_bytes()) && eq_folded(&rest[..name.len()], name));
        if known && length <= 20 {
            self.at += length;
        }
        known && length <= 20
    }
}

/// A bit for each character below U+0800 that a month's name begins with.
static HEADS: [u64; 32] = {
    let mut heads = [0u64; 32];
    let mut i = 0;
    while i < MONTHS.len() + MORE_MONTHS.len() {
        let name = if i < MONTHS.len() { MONTHS[i].0 } else { MORE_MONTHS[i - MONTHS.len()].0 };
        let name = name.as_bytes();
        assert!(name[0] < 0xe0 && !name[0].is_ascii_uppercase());
        let two = (name[0] as usize & 0x1f) << 6 | name[1] as usize & 0x3f;
        let head = if name[0] < 0x80 { name[0] as usize } else { two };
        heads[head / 64] |= 1 << (head % 64);
        i += 1;
    }
    heads
};

fn is_head(first: char) -> bool {
    let head = first as usize;
    HEADS.get(head / 64).is_some_and(|bits| bits >> (head % 64) & 1 != 0)
}

/// The first character in lower case, where it is one of those that a month's name begins with: of one byte or two.
fn first_folded(bytes: &[u8]) -> Option<char> {
    let length = match bytes.first()? {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        _ => return None,
    };
    core::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?.to_lowercase().next()
}

/// Equal without regard to ASCII case, and to the case of the first letter of Cyrillic and Latin names of two bytes.
fn eq_folded(bytes: &[u8], name: &str) -> bool {
    bytes.eq_ignore_ascii_case(name.as_bytes())
        || core::str::from_utf8(bytes).is_ok_and(|s| s.chars().flat_map(char::to_lowercase).eq(name.chars()))
}

/// Where no date begins with a month: the same positions stand behind many words, where text repeats them.
#[derive(Default)]
pub(crate) struct Months {
    none: Range<usize>,
}

impl Months {
    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        self.none = 0..0;
    }

    /// The end of a date that begins at `at` with a month.
    pub(super) fn date_at(&mut self, text: &[u8], at: usize) -> Option<usize> {
        if self.none.contains(&at) {
            return None;
        }
        let fresh = !text[at - 1].is_ascii_alphanumeric();
        let begins = fresh && (text[at].is_ascii_alphabetic() || text[at] >= 0xc3);
        let found = if begins { month_first(text, at) } else { None };
        if found.is_none() {
            self.none = if at == self.none.end { self.none.start..at + 1 } else { at..at + 1 };
        }
        found
    }
}

fn is_year(value: u32, length: usize) -> bool {
    length == 4 && (1890..=2035).contains(&value)
}

fn fits(a: u32, b: u32) -> bool {
    (1..=31).contains(&a) && (1..=31).contains(&b) && (a <= 12 || b <= 12)
}

fn ends(text: &[u8], end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or(b' ');
    !(next.is_ascii_digit() || matches!(next, b'-' | b'/') && text.get(end + 1).is_some_and(u8::is_ascii_digit))
}

/// The end of a date that begins with a digit.
pub(super) fn date_at(text: &[u8], at: usize) -> Option<usize> {
    numeric(text, at)
        .or_else(|| day_first(text, at))
        .or_else(|| year_first(text, at))
        .or_else(|| compact(text, at))
        .filter(|&end| ends(text, end))
}

/// `1985-03-12`, `12/03/1985`, `12.3.85`, `1985年3月12日`.
fn numeric(text: &[u8], at: usize) -> Option<usize> {
    let mut r = Reader { text, at };
    let (first, first_length) = r.number(4)?;
    for (year, month, day) in [("年", "月", "日"), ("년", "월", "일")] {
        let mut east = Reader { text, at: r.at };
        if east.skip(year.as_bytes()) {
            east.skip_any(b" ", 1);
            let (m, _) = east.number(2)?;
            let good = east.skip(month.as_bytes());
            east.skip_any(b" ", 1);
            let (d, _) = east.number(2)?;
            return (good && east.skip(day.as_bytes()) && fits(m, d)).then_some(east.at);
        }
    }
    r.skip_any(b" ", 1);
    let separator = r.peek();
    if !matches!(separator, b'-' | b'/' | b'.' | b',') && !(separator.is_ascii_digit() && text[r.at - 1] == b' ') {
        return None;
    }
    r.skip_any(&[separator], usize::from(!separator.is_ascii_digit()));
    r.skip_any(b" ", 1);
    let (second, second_length) = r.number(2)?;
    r.skip_any(b" ", 1);
    if r.peek() == separator && !separator.is_ascii_digit() {
        r.at += 1;
    } else if !separator.is_ascii_digit() {
        return None;
    }
    r.skip_any(b" ", 1);
    let (third, third_length) = r.number(4)?;
    let year_first = is_year(first, first_length) && second_length <= 2 && third_length <= 2 && fits(second, third);
    let year_last = first_length <= 2 && (is_year(third, third_length) || third_length == 2) && fits(first, second);
    (year_first || year_last).then_some(r.at)
}

/// `12 March 1985`, `12th of March, 1985`, `12. März 1985`, `12 de marzo de 1985`, `12-Mar-85`.
fn day_first(text: &[u8], at: usize) -> Option<usize> {
    let mut r = Reader { text, at };
    let (day, _) = r.number(2)?;
    for ending in [&b"st"[..], b"nd", b"rd", b"th", b"er", "º".as_bytes(), "ª".as_bytes()] {
        if r.skip(ending) {
            break;
        }
    }
    r.skip_any(b" .-/", 2);
    for filler in [&b"of "[..], b"de ", b"di "] {
        r.skip(filler);
    }
    if !r.month() || !(1..=31).contains(&day) {
        return None;
    }
    r.skip_any(b" ,.-/", 3);
    for filler in [&b"de "[..], b"del "] {
        r.skip(filler);
    }
    let (year, length) = r.number(4)?;
    (is_year(year, length) || length == 2).then_some(r.at)
}

/// `1985, March 12`, `1985-Mar-12`.
fn year_first(text: &[u8], at: usize) -> Option<usize> {
    let mut r = Reader { text, at };
    let (year, length) = r.number(4)?;
    r.skip_any(b" ,.-/", 2);
    (is_year(year, length) && r.month()).then_some(())?;
    r.skip_any(b" .-/", 2);
    let (day, _) = r.number(2)?;
    (1..=31).contains(&day).then_some(r.at)
}

/// `March 12, 1985`, `Mar 12th 1985`.
fn month_first(text: &[u8], at: usize) -> Option<usize> {
    let mut r = Reader { text, at };
    if !r.month() || r.skip_any(b" .-", 2) == 0 {
        return None;
    }
    let (day, _) = r.number(2)?;
    for ending in [&b"st"[..], b"nd", b"rd", b"th"] {
        if r.skip(ending) {
            break;
        }
    }
    if r.skip_any(b" ,-/", 3) == 0 {
        return None;
    }
    let (year, length) = r.number(4)?;
    ((1..=31).contains(&day) && is_year(year, length) && ends(text, r.at)).then_some(r.at)
}

/// `19850312`.
fn compact(text: &[u8], at: usize) -> Option<usize> {
    let digits = text[at..].iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    let number = |from: usize, count: usize| {
        text[at + from..at + from + count].iter().fold(0, |v, b| v * 10 + u32::from(b - b'0'))
    };
    (digits == 8 && is_year(number(0, 4), 4) && (1..=12).contains(&number(4, 2)) && (1..=31).contains(&number(6, 2)))
        .then_some(at + 8)
}
