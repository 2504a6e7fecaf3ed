//! Whether bytes are UTF-8, 64 at a time: the look-ups of J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction
//! per byte" (2021).
//!
//! Must decide as `core::str::from_utf8` does. Written anew because the crate's constants are put together at every use in V8.
use crate::arch::Lanes;

const BLOCK: usize = 64;
/// Bytes before a block that its characters may begin in.
const BEFORE: usize = 3;

/// What is wrong with two bytes in a row, a bit each; `TWO_CONTINUE` may be right, where a character has three bytes or more.
const TOO_SHORT: u8 = 1 << 0;
const TOO_LONG: u8 = 1 << 1;
const OVERLONG_3: u8 = 1 << 2;
const TOO_LARGE: u8 = 1 << 3;
const SURROGATE: u8 = 1 << 4;
const OVERLONG_2: u8 = 1 << 5;
const OVERLONG_4_OR_TOO_LARGE: u8 = 1 << 6;
const TWO_CONTINUE: u8 = 1 << 7;
/// Faults that the first byte's lower half has no say in.
const ANY_LOW: u8 = TOO_SHORT | TOO_LONG | TWO_CONTINUE;

/// By the first byte's upper half.
static FIRST_HIGH: [u8; 16] = [
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TWO_CONTINUE,
    TWO_CONTINUE,
    TWO_CONTINUE,
    TWO_CONTINUE,
    TOO_SHORT | OVERLONG_2,
    TOO_SHORT,
    TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
];

/// By its lower half.
static FIRST_LOW: [u8; 16] = [
    ANY_LOW | OVERLONG_2 | OVERLONG_3 | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | OVERLONG_2,
    ANY_LOW,
    ANY_LOW,
    ANY_LOW | TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE | SURROGATE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
    ANY_LOW | TOO_LARGE | OVERLONG_4_OR_TOO_LARGE,
];

/// By the second byte's upper half.
static SECOND_HIGH: [u8; 16] = [
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_LONG | TWO_CONTINUE | OVERLONG_2 | OVERLONG_3 | OVERLONG_4_OR_TOO_LARGE,
    TOO_LONG | TWO_CONTINUE | OVERLONG_2 | OVERLONG_3 | TOO_LARGE,
    TOO_LONG | TWO_CONTINUE | OVERLONG_2 | SURROGATE | TOO_LARGE,
    TOO_LONG | TWO_CONTINUE | OVERLONG_2 | SURROGATE | TOO_LARGE,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
];

/// Tables and numbers that the loop keeps.
struct Tables {
    first_high: Lanes,
    first_low: Lanes,
    second_high: Lanes,
    low_nibble: Lanes,
    high_nibble: Lanes,
    /// What is taken from a byte to leave its highest bit if it begins three bytes or more, or four.
    three: Lanes,
    four: Lanes,
    highest_bit: Lanes,
}

impl Tables {
    #[inline(always)]
    fn new() -> Self {
        let all = |byte| Lanes::kept(&[byte; 16]);
        Self {
            first_high: Lanes::kept(&FIRST_HIGH),
            first_low: Lanes::kept(&FIRST_LOW),
            second_high: Lanes::kept(&SECOND_HIGH),
            low_nibble: all(0x0f),
            high_nibble: all(0xf0),
            three: all(0xe0 - 0x80),
            four: all(0xf0 - 0x80),
            highest_bit: all(0x80),
        }
    }

    /// Any bit where 64 bytes, behind three others, are wrong. A character that they end in is left to the next block.
    #[inline(always)]
    fn faults(&self, block: &[u8; BEFORE + BLOCK]) -> Option<Lanes> {
        let lanes = |from: usize| Lanes::load(block[from..from + 16].as_array().expect("16 of 67"));
        let [before, a, b, c, d] = [0, BEFORE, BEFORE + 16, BEFORE + 32, BEFORE + 48].map(lanes);
        if (((before | a) | (b | c)) | d).bits() == 0 {
            return None;
        }
        let faults = [0, 16, 32, 48].map(|from| self.faults_of([0, 1, 2, 3].map(|at| lanes(from + at))));
        Some((faults[0] | faults[1]) | (faults[2] | faults[3]))
    }

    /// Of sixteen bytes, the last of these; the others begin three, two and one before.
    #[inline(always)]
    fn faults_of(&self, [third, second, first, here]: [Lanes; 4]) -> Lanes {
        let high = |lanes: Lanes| (lanes & self.high_nibble).down::<4>();
        let pair = self.first_high.lookup(high(first))
            & self.first_low.lookup(first & self.low_nibble)
            & self.second_high.lookup(high(here));
        let must_continue = second.less(self.three) | third.less(self.four);
        pair.xor(must_continue & self.highest_bit)
    }
}

/// Whether all of `bytes` are UTF-8.
pub fn is_valid(bytes: &[u8]) -> bool {
    let Some(first) = bytes.first_chunk::<BLOCK>() else { return core::str::from_utf8(bytes).is_ok() };
    let tables = Tables::new();
    let mut block = [0; BEFORE + BLOCK];
    block[BEFORE..].copy_from_slice(first);
    let mut faults = tables.faults(&block).unwrap_or(Lanes::splat(0));
    let mut at = BLOCK;
    while let Some(block) = bytes[at - BEFORE..].first_chunk() {
        if let Some(more) = tables.faults(block) {
            faults = faults | more;
        }
        at += BLOCK;
    }
    // Behind the text's end stand zeros, so that a character that is cut off there is too short.
    let rest = &bytes[at - BEFORE..];
    let mut block = [0; BEFORE + BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    if let Some(more) = tables.faults(&block) {
        faults = faults | more;
    }
    !faults.any()
}

/// `bytes` as a text, `None` if they aren't UTF-8.
pub fn text(bytes: &[u8]) -> Option<&str> {
    // SAFETY: they are UTF-8.
    is_valid(bytes).then(|| unsafe { core::str::from_utf8_unchecked(bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    /// What the text begins or ends with may matter: the bytes at all places around a seam of blocks, and at the end.
    fn check(bytes: &[u8]) {
        for before in [0, 1, 13, 60, 61, 62, 63, 64, 125, 126, 127, 128] {
            for after in [0, 1, 70] {
                let mut all = Vec::from("x".repeat(before));
                all.extend_from_slice(bytes);
                all.extend_from_slice("y".repeat(after).as_bytes());
                assert_eq!(
                    is_valid(&all),
                    core::str::from_utf8(&all).is_ok(),
                    "{bytes:x?}, {before} before, {after} after"
                );
            }
        }
    }

    #[test]
    fn every_two_bytes_are_decided_as_core_does() {
        for pair in 0..=0xffff_u16 {
            check(&pair.to_be_bytes());
        }
    }

    #[test]
    fn bytes_at_the_bounds_of_every_range_are_decided_as_core_does_in_threes_and_fours() {
        let bounds = [
            0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf1,
            0xf4, 0xf5, 0xff,
        ];
        for a in bounds {
            for b in bounds {
                for c in bounds {
                    check(&[a, b, c]);
                    for d in bounds {
                        let four = [a, b, c, d];
                        for before in [61, 62, 63, 64, 100] {
                            let all = ["x".repeat(before).as_bytes(), &four, "é".repeat(20).as_bytes()].concat();
                            assert_eq!(is_valid(&all), core::str::from_utf8(&all).is_ok(), "{four:x?} at {before}");
                        }
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_with_a_few_bytes_changed_is_decided_as_core_does(
            text in "\\PC{0,200}",
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = Vec::from(text);
            for (place, byte) in changes {
                if !bytes.is_empty() {
                    let place = place.index(bytes.len());
                    bytes[place] = byte;
                }
            }
            prop_assert_eq!(is_valid(&bytes), core::str::from_utf8(&bytes).is_ok());
            bytes.truncate(cut.index(bytes.len() + 1));
            prop_assert_eq!(super::text(&bytes), core::str::from_utf8(&bytes).ok());
        }
    }
}
