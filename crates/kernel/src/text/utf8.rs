//! Whether bytes are UTF-8, 64 at a time: the look-ups of J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction
//! per byte" (2021).
//!
//! Must decide as `core::str::from_utf8` does. Written anew because the crate's constants are put together at every use in V8.
use crate::arch::Bytes16;
use core::ops::Range;

/// Bytes that are looked at together.
pub(super) const BLOCK: usize = 64;
/// Bytes before a block that its characters may begin in.
pub(super) const BEFORE: usize = 3;
/// A block behind those.
pub(super) type Block = [u8; BEFORE + BLOCK];

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
pub(super) struct Tables {
    first_high: Bytes16,
    first_low: Bytes16,
    second_high: Bytes16,
    low_nibble: Bytes16,
    high_nibble: Bytes16,
    /// What is taken from a byte to leave its highest bit if it begins three bytes or more, or four.
    three: Bytes16,
    four: Bytes16,
    highest_bit: Bytes16,
}

impl Tables {
    #[inline(always)]
    pub(super) fn new() -> Self {
        let all = |byte| Bytes16::kept(&[byte; 16]);
        Self {
            first_high: Bytes16::kept(&FIRST_HIGH),
            first_low: Bytes16::kept(&FIRST_LOW),
            second_high: Bytes16::kept(&SECOND_HIGH),
            low_nibble: all(0x0f),
            high_nibble: all(0xf0),
            three: all(0xe0 - 0x80),
            four: all(0xf0 - 0x80),
            highest_bit: all(0x80),
        }
    }

    /// Any bit where 64 bytes, behind three others, are wrong. A character that they end in is left to the next block.
    #[inline(always)]
    fn faults(&self, block: &Block) -> Bytes16 {
        let faults = [0, 16, 32, 48].map(|from| self.faults_of([0, 1, 2, 3].map(|at| lanes(block, from + at))));
        (faults[0] | faults[1]) | (faults[2] | faults[3])
    }

    /// Any bit where blocks of a text are wrong.
    #[inline(never)]
    pub(super) fn faults_in(&self, bytes: &[u8], numbers: Range<usize>) -> Bytes16 {
        let mut faults = Bytes16::splat(0);
        for_blocks(bytes, numbers, |_, block| {
            if !is_ascii(block) {
                faults = faults | self.faults(block);
            }
            true
        });
        faults
    }

    /// Of sixteen bytes, the last of these; the others begin three, two and one before.
    #[inline(always)]
    pub(super) fn faults_of(&self, [third, second, first, here]: [Bytes16; 4]) -> Bytes16 {
        let high = |lanes: Bytes16| (lanes & self.high_nibble).down::<4>();
        let pair = self.first_high.lookup(high(first))
            & self.first_low.lookup(first & self.low_nibble)
            & self.second_high.lookup(high(here));
        let must_continue = second.less(self.three) | third.less(self.four);
        pair.xor(must_continue & self.highest_bit)
    }
}

/// Sixteen bytes of a block from a place on.
#[inline(always)]
pub(super) fn lanes(block: &Block, from: usize) -> Bytes16 {
    Bytes16::load(block[from..from + 16].as_array().expect("16 of 67"))
}

/// Whether a block and the three bytes before it are ASCII.
#[inline(always)]
pub(super) fn is_ascii(block: &Block) -> bool {
    let [before, a, b, c, d] = [0, BEFORE, BEFORE + 16, BEFORE + 32, BEFORE + 48].map(|from| lanes(block, from));
    (((before | a) | (b | c)) | d).bits() == 0
}

/// Blocks that hold all of a text and at least one byte behind it, where zeros stand as before it: so that a character that is cut off
/// there is too short.
pub(super) fn blocks(bytes: &[u8]) -> usize {
    bytes.len() / BLOCK + 1
}

/// Calls `each` with blocks of a text by their numbers, up to one for which it says no.
#[inline(always)]
pub(super) fn for_blocks(bytes: &[u8], numbers: Range<usize>, mut each: impl FnMut(usize, &Block) -> bool) {
    let mut room;
    for number in numbers {
        let at = number * BLOCK;
        let block = match bytes.get(at.wrapping_sub(BEFORE)..).and_then(<[u8]>::first_chunk) {
            Some(block) => block,
            None => {
                let (before, rest) = (at.min(BEFORE), (bytes.len() - at).min(BLOCK));
                room = [0; BEFORE + BLOCK];
                room[BEFORE - before..BEFORE + rest].copy_from_slice(&bytes[at - before..at + rest]);
                &room
            }
        };
        if !each(number, block) {
            break;
        }
    }
}

/// Whether all of `bytes` are UTF-8.
pub fn is_valid(bytes: &[u8]) -> bool {
    if bytes.len() < BLOCK {
        return core::str::from_utf8(bytes).is_ok();
    }
    !Tables::new().faults_in(bytes, 0..blocks(bytes)).any()
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
