//! Telephone numbers, international (E.164 with a country's code) and national as many countries write them.
//!
//! A number in groups is one only if its groups are a usual way to write one; digits without groups need a word before them
//! that says so. Dates, times, versions, prices, ranges and ids must stay quiet.

mod around;
mod groupings;
mod said;
mod words;
mod written;

use core::ops::Range;

use super::{card, dump, iban, ip};
use around::{extension_end, is_part_of_more, is_price};
use groupings::{country_code, is_date, is_ssn, is_usual, is_with_trunk};
use said::{is_counting, is_named, is_said};
use written::{Written, closes};

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
    if !(7..=15).contains(&w.count) || is_part_of_more(text, at, &w) {
        return None;
    }
    let good = if w.plus { is_international(&w) && !is_sum(text, at, &w) } else { is_national(text, at, &w) };
    let other = || dump::holds(text, at, w.end) || iban::covers(text, at) || !w.plus && card::at(text, at).is_some();
    (good && !other()).then(|| at..extension_end(text, w.end))
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
    // No decimal number begins with a zero and another digit.
    let dialled = w.groups[0] > 1 && w.number()[0] == 0;
    let decimal = w.separator == b'.'
        && w.parts == 2
        && w.parts() != [3, 4]
        && !(dialled || w.parts() == [4, 4] && is_named(text, at));
    if is_repeated(w.number()) || is_date(w) || is_price(text, at) || decimal || is_quad(text, at, w) {
        return false;
    }
    let said = || is_said(text, at);
    if w.parts == 1 {
        // Digits alone: only what a word calls a number.
        let dated = w.count == 8 && matches!(w.number()[..2], [1, 9] | [2, 0]);
        return (7..=13).contains(&w.count)
            && !dated
            && !w.number().starts_with(&[0, 0, 0])
            && (is_with_trunk(w.number())
                && !is_counting(text, at)
                && !text[..at].ends_with(b"`")
                && !is_argument(text, at)
                || said());
    }
    if is_usual(w) && !is_counting(text, at) {
        return true;
    }
    let slashed = w.separator == b'/' && w.number()[0] != 0;
    (7..=14).contains(&w.count) && w.parts().iter().all(|&g| g <= 9) && !slashed && !is_ssn(w) && said()
}

/// An IP address; pairs of digits may be a telephone number all the same.
fn is_quad(text: &[u8], at: usize, w: &Written) -> bool {
    w.separator == b'.' && w.parts == 4 && w.parts() != [2, 2, 2, 2] && ip::v4_at(text, at).is_some()
}

/// A value in the query of a URL: `?id=0860517547`.
fn is_argument(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(32)..at];
    before.ends_with(b"=")
        && before
            .iter()
            .rev()
            .skip(1)
            .find(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')))
            .is_some_and(|b| matches!(b, b'?' | b'&'))
}
