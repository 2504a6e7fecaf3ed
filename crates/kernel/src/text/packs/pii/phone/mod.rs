//! Telephone numbers, international (E.164 with a country's code) and national as many countries write them.
//!
//! A number in groups is one only if its groups are a usual way to write one; digits without groups need a word before them
//! that says so. Dates, times, versions, prices, ranges and ids must stay quiet.

mod around;
mod groupings;
mod written;

use core::ops::Range;

use super::{card, context, dump, iban, ssn};
use around::{extension_end, is_counting, is_part_of_more, is_price};
use groupings::{country_code, is_date, is_ssn, is_usual, is_with_trunk};
use written::{Written, closes};

const WORDS: [&str; 52] = [
    "phone",
    "tel",
    "tlf",
    "tfno",
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
