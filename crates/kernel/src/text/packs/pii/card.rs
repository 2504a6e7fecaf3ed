//! Payment card numbers: an issuer's range and length, the usual grouping, and Luhn's checksum (ISO/IEC 7812-1 annex B).

use core::ops::Range;

use super::{context, dump, iban};

/// Words that say that digits are a card's.
const WORDS: [&str; 40] = [
    "card",
    "credit",
    "debit",
    "visa",
    "master",
    "amex",
    "american express",
    "maestro",
    "diners",
    "discover",
    "unionpay",
    "jcb",
    "payment",
    "charge",
    "pan",
    "cc",
    "kreditkarte",
    "carte",
    "tarjeta",
    "cartão",
    "carta",
    "karte",
    "kart",
    "karty",
    "karta",
    "kartu",
    "kortti",
    "kort",
    "kártya",
    "cartao",
    "карт",
    "Карт",
    "Κάρτα",
    "κάρτα",
    "כרטיס",
    "بطاقة",
    "कार्ड",
    "カード",
    "卡",
    "카드",
];

/// First and last prefix, and the lengths that go with them, as a bit set.
const fn range(first: u32, last: u32, lengths: &[u8]) -> (u32, u32, u32) {
    let (mut bits, mut i) = (0u32, 0);
    while i < lengths.len() {
        bits |= 1 << lengths[i];
        i += 1;
    }
    (first, last, bits)
}

/// Issuer ranges by the first six digits.
const ISSUERS: [(u32, u32, u32); 23] = [
    range(100_000, 199_999, &[15]),                             // UATP
    range(213_100, 213_199, &[15]),                             // JCB
    range(220_000, 220_499, &[16, 17, 18, 19]),                 // Mir
    range(222_100, 272_099, &[16]),                             // Mastercard
    range(300_000, 305_999, &[14, 16, 17, 18, 19]),             // Diners Club
    range(309_500, 309_599, &[14, 16]),                         // Diners Club
    range(340_000, 349_999, &[15]),                             // American Express
    range(350_000, 359_999, &[16]),                             // JCB
    range(352_800, 358_999, &[16, 17, 18, 19]),                 // JCB
    range(360_000, 369_999, &[14, 15, 16, 17, 18, 19]),         // Diners Club
    range(370_000, 379_999, &[15]),                             // American Express
    range(380_000, 399_999, &[14, 16, 17, 18, 19]),             // Diners Club
    range(400_000, 499_999, &[13, 16, 19]),                     // Visa
    range(500_000, 509_999, &[12, 13, 14, 15, 16, 17, 18, 19]), // Maestro, Dankort
    range(510_000, 559_999, &[16]),                             // Mastercard
    range(560_000, 589_999, &[12, 13, 14, 15, 16, 17, 18, 19]), // Maestro
    range(601_100, 601_199, &[16, 17, 18, 19]),                 // Discover
    range(604_000, 610_000, &[16]),                             // RuPay
    range(620_000, 629_999, &[16, 17, 18, 19]),                 // UnionPay
    range(630_000, 639_999, &[12, 13, 14, 15, 16, 17, 18, 19]), // Maestro
    range(644_000, 659_999, &[16, 17, 18, 19]),                 // Discover
    range(670_000, 679_999, &[12, 13, 14, 15, 16, 17, 18, 19]), // Maestro
    range(979_200, 979_299, &[16]),                             // Troy
];

/// Whether the digits pass Luhn's check.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| {
            let doubled = u32::from(d) * if i % 2 == 1 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A card number that starts at `at`.
pub(super) fn at(text: &[u8], at: usize) -> Option<Range<usize>> {
    let (mut digits, mut count) = ([0u8; 20], 0);
    let (mut groups, mut group) = ([0usize; 8], 0);
    let mut separator = None;
    let mut i = at;
    loop {
        match text.get(i) {
            Some(b @ b'0'..=b'9') => {
                (count < 20 && group < 8).then_some(())?;
                digits[count] = b - b'0';
                count += 1;
                groups[group] += 1;
            }
            Some(b @ (b' ' | b'-'))
                if text.get(i + 1).is_some_and(u8::is_ascii_digit) && separator.is_none_or(|s| s == *b) =>
            {
                // What follows a whole number is another (`… exp 04 27`); nineteen digits have a group more.
                let whole = (13..=19).contains(&count) && *b == b' ' && is_grouping(&groups[..=group]);
                if whole && (count != 16 || luhn(&digits[..16])) {
                    break;
                }
                separator = Some(*b);
                group += 1;
            }
            _ => break,
        }
        i += 1;
    }
    let (digits, groups) = (&digits[..count], groups.get(..=group)?);
    if !(12..=19).contains(&count) || !is_grouping(groups) || is_part_of_more(text, at, i) {
        return None;
    }
    // One digit repeated passes Luhn's check at some lengths and is never a card.
    let varied = digits.iter().any(|d| *d != digits[1]);
    (varied && luhn(digits) && is_issued(text, at..i, digits, groups.len()) && !is_in_other(text, at, i))
        .then_some(at..i)
}

/// The issuer's range has that length. Where random numbers often have it too, a word before must say that it is a card; and
/// after such a word every issuer's prefix will do.
fn is_issued(text: &[u8], found: Range<usize>, digits: &[u8], parts: usize) -> bool {
    let count = digits.len();
    let prefix = digits[..6].iter().fold(0u32, |v, &d| v * 10 + u32::from(d));
    let known =
        ISSUERS.iter().any(|&(first, last, lengths)| (first..=last).contains(&prefix) && lengths >> count & 1 != 0);
    let maestro = matches!(digits[0], 5 | 6);
    let rare = count < 16 && maestro || count > 16 && parts == 1 && dump::lists(text, found.start, found.end);
    if count == 13 && context::precedes(text, found.start, 12, &["ean", "isbn", "gtin", "upc", "barcode"]) {
        return false;
    }
    let negative = text[..found.start].ends_with(b"-");
    if known && !rare && !negative {
        return true;
    }
    (known || count >= 13 && digits[0] != 0)
        && context::precedes(text, found.start, 40, &WORDS)
        && !context::precedes(text, found.start, 16, &["imei", "iccid", "serial", "sku", "tracking"])
}

/// A part of a hex dump or of a bank account's number.
fn is_in_other(text: &[u8], start: usize, end: usize) -> bool {
    dump::holds(text, start, end) || iban::covers(text, start)
}

fn is_grouping(groups: &[usize]) -> bool {
    match groups {
        [_] => true,
        [4, 6, 4 | 5] | [4, 4, 4 | 5] | [4, 3, 3, 3] => true,
        [4, rest @ .., last] => rest.iter().all(|&g| g == 4) && (1..=4).contains(last) && rest.len() >= 2,
        [6, 13] | [6, 10] | [8, 8] => true,
        _ => false,
    }
}

fn is_part_of_more(text: &[u8], start: usize, end: usize) -> bool {
    let before = match &text[start.saturating_sub(2)..start] {
        [.., b'_' | b'.' | b'$' | b'+' | b'#' | b'='] => !matches!(text[start - 1], b'=' | b'#'),
        [a, b'-'] => a.is_ascii_alphanumeric(),
        _ => false,
    };
    let after = match (text.get(end), text.get(end + 1)) {
        (Some(b), _) if b.is_ascii_alphanumeric() || *b == b'_' => true,
        (Some(b'.' | b'-'), Some(b)) => b.is_ascii_digit(),
        _ => false,
    };
    before || after
}
