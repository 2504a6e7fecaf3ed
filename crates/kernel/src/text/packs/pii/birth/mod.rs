//! Dates of birth: a date beside a word for birth, or in the column of a table that is named by one.
//!
//! The word is what the pack's literals find. A date alone is never one of birth, nor is one that another word stands nearer to.

mod date;
mod table;

use core::ops::Range;

use super::context;
pub(crate) use date::Months;
use date::date_at;

/// How far after the word a date may start.
const WITHIN: usize = 48;
/// How far before the word the date that it follows may start: `23 September 1985 geboren`, months in scripts of two bytes a letter.
const LEADS: usize = 32;

/// Words of other dates; one between the word for birth and the date says what the date is.
const OTHERS: [&str; 20] = [
    "admi",
    "appoint",
    "arriv",
    "created",
    "death",
    "died",
    "due",
    "expir",
    "founded",
    "graduat",
    "hired",
    "issue",
    "joined",
    "married",
    "moved",
    "order",
    "registered",
    "signed",
    "updated",
    "visit",
];

/// Words that follow the date, in their languages.
const BEHIND: [&[u8]; 5] = ["生まれ".as_bytes(), "出生".as_bytes(), "생".as_bytes(), "doğum".as_bytes(), b"geboren"];

/// The date that goes with the word at `part`.
pub(crate) fn date_near(text: &[u8], part: Range<usize>, months: &mut Months) -> Option<Range<usize>> {
    let word = &text[part.clone()];
    if BEHIND.contains(&word)
        && let Some(found) = date_before(text, part.start, months)
    {
        return Some(found);
    }
    if word == "생".as_bytes() || is_in_word(text, &part) || is_place(text, part.end) || table::is_header(text, &part)
    {
        return None;
    }
    let found = date_after(text, &part, months)?;
    let other = text[part.end..found.start].contains(&b';')
        || context::precedes(text, found.start, found.start - part.end, &OTHERS);
    (!other).then_some(found)
}

/// Gives `add` the dates of the column that the word at `part` names. Answers with how many bytes it read.
pub(crate) fn column_dates(text: &[u8], part: &Range<usize>, add: &mut dyn FnMut(Range<usize>)) -> usize {
    if is_in_word(text, part) || is_place(text, part.end) {
        return 0;
    }
    table::dates(text, part, add)
}

/// A short literal, or one of several words, inside another word: `senato il`.
fn is_in_word(text: &[u8], part: &Range<usize>) -> bool {
    let before = part.start.checked_sub(1).map_or(b' ', |i| text[i]).is_ascii_alphabetic();
    let after = text.get(part.end).is_some_and(u8::is_ascii_alphabetic);
    let word = &text[part.clone()];
    let first = word[0].is_ascii_alphabetic();
    first && before && word.contains(&b' ') || word.len() <= 4 && word[0].is_ascii() && (before || after)
}

/// `birthplace`, `birth_place`: where, not when.
fn is_place(text: &[u8], end: usize) -> bool {
    let rest = &text[end..text.len().min(end + 6)];
    let rest = rest.strip_prefix(b"_").or_else(|| rest.strip_prefix(b" ")).unwrap_or(rest);
    rest.len() >= 5 && rest[..5].eq_ignore_ascii_case(b"place")
}

fn date_after(text: &[u8], part: &Range<usize>, months: &mut Months) -> Option<Range<usize>> {
    let mut at = part.end;
    let limit = text.len().min(part.end + WITHIN);
    while at < limit {
        if text[at].is_ascii_digit() {
            return date_at(text, at).map(|end| at..end);
        }
        if let Some(end) = months.date_at(text, at) {
            return Some(at..end);
        }
        if matches!(text[at], b'\n') && at > part.end + 2 && text[at - 1] == b'\n' {
            return None;
        }
        at += 1;
    }
    None
}

/// The date that ends where the word at `word` begins, or a space before: `1985年3月12日生まれ`, `12.03.1985 geboren`.
fn date_before(text: &[u8], word: usize, months: &mut Months) -> Option<Range<usize>> {
    let end = word - text[..word].iter().rev().take(2).take_while(|&&b| b == b' ').count();
    let closes = |mark: &str| text[..end].ends_with(mark.as_bytes());
    if !(text[..end].last().is_some_and(u8::is_ascii_digit) || closes("日") || closes("일")) {
        return None;
    }
    (end.saturating_sub(LEADS)..end).find_map(|at| {
        let fresh = at == 0 || !text[at - 1].is_ascii_alphanumeric() && !matches!(text[at - 1], b'-' | b'/' | b'.');
        let found = match text[at] {
            b'0'..=b'9' if fresh => date_at(text, at),
            _ if fresh && at > 0 => months.date_at(text, at),
            _ => None,
        };
        found.filter(|&found| found == end).map(|end| at..end)
    })
}
