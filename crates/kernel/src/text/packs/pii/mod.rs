//! Personal data that is known by its characters rather than by a literal: numbers, addresses, e-mail.
//!
//! Each finder reads a bounded stretch and is called where its first or its telling character stands. Checksums and ranges
//! decide; numbers of other kinds (dates, versions, prices, ids) must stay quiet.

pub(crate) mod birth;
pub(crate) mod card;
mod context;
mod dump;
mod email;
mod iban;
mod ip;
mod months;
mod phone;
mod ssn;

use core::ops::Range;

use crate::text::scan::ScanError;
use crate::text::scan::pace::Pace;

// The rules' numbers in the pack; a test below holds them against the data.
const EMAIL: u16 = 0;
const PHONE: u16 = 1;
const IPV4: u16 = 2;
const IPV6: u16 = 3;
const CARD: u16 = 4;
const IBAN: u16 = 5;
const SSN: u16 = 6;

/// How far after its start a match may have the character that tells of it.
const TELLS_WITHIN: usize = 72;

/// Gives `add` the matches that start in `block`, and maybe others.
pub(crate) fn shapes(
    text: &[u8],
    block: Range<usize>,
    pace: &mut Pace,
    add: &mut dyn FnMut(u16, Range<usize>),
) -> Result<(), ScanError> {
    let mut give = |rule: u16, found: Option<Range<usize>>| {
        if let Some(found) = found {
            add(rule, found);
        }
    };
    let end = text.len().min(block.end + TELLS_WITHIN);
    for (i, &b) in text[..end].iter().enumerate().skip(block.start) {
        match b {
            b'0'..=b'9' | b'+' | b'(' => {
                if i >= 2 && text[i - 1].is_ascii_alphabetic() && text[i - 2].is_ascii_alphabetic() {
                    give(IBAN, iban::at(text, i - 2));
                }
                if i > 0 && (text[i - 1].is_ascii_alphanumeric() || b == b'(' && text[i - 1] == b'+') {
                    continue;
                }
                pace.spend(32)?;
                give(PHONE, phone::at(text, i));
                if b.is_ascii_digit() {
                    give(IPV4, ip::v4_at(text, i));
                    give(CARD, card::at(text, i));
                    give(SSN, ssn::at(text, i));
                }
            }
            b'@' => {
                pace.spend(32)?;
                give(EMAIL, email::at(text, i));
            }
            b':' => {
                pace.spend(16)?;
                give(IPV6, ip::v6_at(text, i));
            }
            _ => {}
        }
    }
    pace.spend(end - block.start)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::text::packs::Pack;

    #[test]
    fn the_rules_numbers_are_those_of_the_data() {
        let ids: Vec<&str> = Pack::Pii.rules().iter().map(|r| r.id).collect();
        assert_eq!(ids, ["email", "phone", "ipv4", "ipv6", "payment-card", "iban", "us-ssn", "date-of-birth"]);
    }
}
