//! Turns byte offsets into UTF-16 offsets, as editors count: one pass over the text for any number of offsets.
//!
//! Bytes that are no UTF-8 must not stop it; the offsets behind them mean nothing.

use alloc::vec::Vec;

use super::Match;
use crate::arch::utf16_units;

/// Rewrites the offsets of `matches` (in byte order of their starts, as a scan gives them) from bytes to UTF-16 units.
pub fn to_utf16(text: &[u8], matches: &mut [Match]) {
    let mut offsets: Vec<(u32, usize)> = Vec::with_capacity(matches.len() * 2);
    for (i, m) in matches.iter().enumerate() {
        offsets.push((m.start, 2 * i));
        offsets.push((m.end, 2 * i + 1));
    }
    offsets.sort_unstable();
    let (mut at, mut units) = (0usize, 0usize);
    for (offset, slot) in offsets {
        units += utf16_units(&text[at..(offset as usize).max(at)]);
        at = (offset as usize).max(at);
        let m = &mut matches[slot / 2];
        *(if slot % 2 == 0 { &mut m.start } else { &mut m.end }) = units as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn offsets_count_astral_characters_as_two_units_and_others_as_one() {
        let text = "aé𝒳b日c";
        let at = |c: char| text.find(c).unwrap() as u32;
        let end = |c: char| at(c) + c.len_utf8() as u32;
        let mut matches: Vec<Match> =
            ['a', 'é', '𝒳', 'b', '日', 'c'].map(|c| Match { start: at(c), end: end(c), rule: 0 }).to_vec();
        to_utf16(text.as_bytes(), &mut matches);
        let units: Vec<(u32, u32)> = matches.iter().map(|m| (m.start, m.end)).collect();
        assert_eq!(units, [(0, 1), (1, 2), (2, 4), (4, 5), (5, 6), (6, 7)]);
    }

    #[test]
    fn overlapping_matches_keep_their_own_ends() {
        let mut matches = [Match { start: 0, end: 8, rule: 0 }, Match { start: 4, end: 5, rule: 1 }];
        to_utf16("😀a😀".as_bytes().get(..9).unwrap(), &mut matches);
        assert_eq!(matches[1], Match { start: 2, end: 3, rule: 1 });
    }

    #[test]
    fn units_of_a_long_text_are_those_that_the_standard_library_encodes() {
        let text: String = ["a", "é", "日", "𝒳", "😀 word ", "Привет, "].iter().cycle().take(3000).copied().collect();
        for (from, _) in text.char_indices().step_by(997) {
            assert_eq!(utf16_units(&text.as_bytes()[from..]), text[from..].encode_utf16().count());
        }
    }
}
