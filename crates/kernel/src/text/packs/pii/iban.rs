//! International bank account numbers: a country's length, and the checksum of ISO 13616 (mod 97 = 1).

use core::ops::Range;

/// Lengths by country, from the SWIFT registry and the countries that use the form without being in it.
const LENGTHS: &str = "AD24 AE23 AL28 AO25 AT20 AZ28 BA20 BE16 BF28 BG22 BH22 BI27 BJ28 BR29 BY28 CF27 CG27 CH21 CI28 CM27 CR22 CV25 CY28 CZ24 DE22 \
DJ27 DK18 DO28 DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GA27 GB22 GE22 GI23 GL18 GQ27 GR27 GT28 GW25 HN28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 \
JO30 KM27 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24 ME22 MG27 MK19 ML28 MN20 MR27 MT31 MU30 MZ25 NE28 NI28 NL18 NO15 OM23 PK24 \
PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SN28 SO23 ST25 SV28 TD27 TG28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

fn length_of(country: [u8; 2]) -> Option<usize> {
    let entry = LENGTHS.as_bytes().chunks(5).find(|e| e[..2] == country)?;
    Some((entry[2] - b'0') as usize * 10 + (entry[3] - b'0') as usize)
}

/// An IBAN that starts at `at`, where two letters stand.
pub(super) fn at(text: &[u8], at: usize) -> Option<Range<usize>> {
    let before = at.checked_sub(1).map_or(b' ', |i| text[i]);
    if before.is_ascii_alphanumeric() || before == b'_' {
        return None;
    }
    let country = [text[at].to_ascii_uppercase(), text[at + 1].to_ascii_uppercase()];
    let length = length_of(country)?;
    let (mut characters, mut count) = ([0u8; 34], 0);
    let (mut i, mut end) = (at, at);
    while count < length {
        match *text.get(i)? {
            b if b.is_ascii_alphanumeric() => {
                characters[count] = b.to_ascii_uppercase();
                count += 1;
                end = i + 1;
            }
            b' ' | b'-' | b'.' if text.get(i + 1).is_some_and(u8::is_ascii_alphanumeric) => {}
            // No-break spaces, wide and narrow.
            0xc2 if text.get(i + 1) == Some(&0xa0) => i += 1,
            0xe2 if text.get(i + 1..i + 3) == Some(&[0x80, 0xaf]) => i += 2,
            _ => return None,
        }
        i += 1;
    }
    let characters = &characters[..length];
    let digits = characters[2].is_ascii_digit() && characters[3].is_ascii_digit();
    let goes_on = text.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    (digits && !goes_on && mod97(characters) == 1).then_some(at..end)
}

/// Whether `at`, where a group of digits begins, lies within an IBAN written in groups.
pub(super) fn covers(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(44)..at];
    let first = at - before.len();
    before.windows(4).enumerate().any(|(i, w)| {
        w[0].is_ascii_alphabetic()
            && w[1].is_ascii_alphabetic()
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
            && self::at(text, first + i).is_some_and(|found| found.end > at)
    })
}

/// The remainder with the first four characters moved to the end and letters as 10 to 35.
fn mod97(characters: &[u8]) -> u32 {
    let (head, tail) = characters.split_at(4);
    tail.iter().chain(head).fold(0, |rest, &b| match b {
        b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
        _ => (rest * 100 + u32::from(b - b'A') + 10) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_its_length() {
        assert_eq!(length_of(*b"DE"), Some(22));
        assert_eq!(length_of(*b"NO"), Some(15));
        assert_eq!(length_of(*b"YE"), Some(30));
        assert_eq!(length_of(*b"JO"), Some(30));
        assert_eq!(length_of(*b"PL"), Some(28));
        assert_eq!(length_of(*b"XX"), None);
    }
}
