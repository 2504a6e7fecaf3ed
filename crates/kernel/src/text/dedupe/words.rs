//! The hashes of a text's words, which white space separates: that of Unicode, as `char::is_whitespace` has it.
//!
//! White space is told for sixty-four bytes at once, a bit a byte; where the bits change, a word begins or ends. A word's hash
//! must depend on nothing but its bytes, and every bit of it on all of them: shingles are sums of such hashes.
use super::DedupeError;
use crate::arch::Bytes16;
use crate::watch::Watch;
use alloc::vec::Vec;

/// Bytes whose white space is told by one `u64`.
const BLOCK: usize = 64;
/// No more words end in a block: at the end of every other byte.
const WORDS_A_BLOCK: usize = BLOCK / 2;
/// Bytes between two polls: 0.1 ms.
const BYTES_PER_POLL: usize = 16 * 1024;
/// Of a word, so many bytes at a step.
const STEP: usize = 8;

/// Appends the hash of every word of `text`, in their order.
///
/// # Errors
/// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
pub(super) fn hash_words(text: &str, out: &mut Vec<u64>, watch: &mut impl Watch) -> Result<(), DedupeError> {
    watch.passed(0)?;
    let bytes = text.as_bytes();
    let mut whites = Whites { bytes, spilt: 0 };
    // what is before the text parts words, too
    let (mut before, mut inside, mut start, mut polled) = (1, false, 0, 0);
    for base in (0..bytes.len()).step_by(BLOCK) {
        out.try_reserve(WORDS_A_BLOCK).map_err(|_| DedupeError::OutOfMemory)?;
        let white = whites.at(base);
        let mut changes = Places { bits: white ^ (white << 1 | before), base };
        before = white >> (BLOCK - 1);
        loop {
            if !inside {
                let Some(at) = changes.next() else { break };
                start = at;
                inside = true;
            }
            let Some(end) = changes.next() else { break };
            out.push(hash(bytes, start, end));
            inside = false;
        }
        if base - polled >= BYTES_PER_POLL {
            watch.passed(base - polled)?;
            polled = base;
        }
    }
    if inside {
        out.try_reserve(1).map_err(|_| DedupeError::OutOfMemory)?;
        out.push(hash(bytes, start, bytes.len()));
    }
    Ok(watch.passed(bytes.len() - polled)?)
}

/// The places of the set bits of a block.
struct Places {
    bits: u64,
    base: usize,
}

impl Iterator for Places {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        if self.bits == 0 {
            return None;
        }
        let at = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }
}

/// Where the white space of a text is, block by block.
struct Whites<'t> {
    bytes: &'t [u8],
    /// The bits of a character that began in the block before.
    spilt: u64,
}

impl Whites<'_> {
    /// A bit for each byte of the block at `base` that belongs to white space, and for each past the text's end.
    #[inline(always)]
    fn at(&mut self, base: usize) -> u64 {
        let rest = &self.bytes[base..];
        let mut padded = [b' '; BLOCK];
        let block = rest.first_chunk::<BLOCK>().unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        let (mut white, mut leads) = (core::mem::take(&mut self.spilt), 0);
        for (i, bytes) in block.as_chunks::<16>().0.iter().enumerate() {
            let vector = Bytes16::load(bytes);
            white |= u64::from(vector.white()) << (16 * i);
            if vector.bits() != 0 {
                leads |= u64::from(vector.white_leads()) << (16 * i);
            }
        }
        while leads != 0 {
            let at = leads.trailing_zeros();
            leads &= leads - 1;
            let run = ((1u128 << wide_white_space(&rest[at as usize..])) - 1) << at;
            white |= run as u64;
            self.spilt |= (run >> BLOCK) as u64;
        }
        white
    }
}

/// Bytes of the white space beyond ASCII that `text` begins with, 0 where there is none: U+0085, U+00A0, U+1680, U+2000 to U+200A,
/// U+2028, U+2029, U+202F, U+205F, U+3000.
fn wide_white_space(text: &[u8]) -> usize {
    match text {
        [0xc2, 0x85 | 0xa0, ..] => 2,
        [0xe1, 0x9a, 0x80, ..] | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..] => 3,
        [0xe2, 0x81, 0x9f, ..] | [0xe3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// A word's hash, eight bytes a step. A multiplication of 128 bits, as the fast hashes use, is dear in Wasm. The odd multipliers are
/// SplitMix64's.
#[inline(always)]
fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let mut hash = ((end - start) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut at = start;
    while at < end {
        let eight = match bytes[at..].first_chunk::<STEP>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => bytes[at..].iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)),
        };
        let own = (end - at).min(STEP) as u32;
        hash = (hash ^ (eight & (u64::MAX >> (64 - 8 * own)))).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash ^= hash >> 32;
        at += STEP;
    }
    hash = hash.wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;
    use proptest::prelude::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        hash_words(text, &mut out, &mut Unwatched).expect("nobody cancels");
        out
    }

    /// By the standard library's words, each hashed where it stands alone.
    fn expected(text: &str) -> Vec<u64> {
        text.split_whitespace().map(|word| hash(word.as_bytes(), 0, word.len())).collect()
    }

    #[test]
    fn each_white_space_of_unicode_and_nothing_else_parts_words() {
        for char in '\0'..=char::MAX {
            let text = alloc::format!("a{char}b");
            assert_eq!(hashes(&text), expected(&text), "{char:?}");
        }
    }

    #[test]
    fn white_space_parts_words_across_every_seam_of_blocks() {
        for space in ["\u{3000}", "\u{a0}", " ", "\u{2003}\u{85}", "\u{3001}"] {
            for before in 0..=2 * BLOCK {
                let text = alloc::format!("{}{space}b{space}", "a".repeat(before));
                assert_eq!(hashes(&text), expected(&text), "{before} {space:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_standard_library(text in "([a-z]{0,12}[ \u{85}\u{2009}\u{3000}é漢\u{205f}\u{1680}]{0,3}){0,40}") {
            prop_assert_eq!(hashes(&text), expected(&text));
        }

        #[test]
        fn a_word_has_its_own_hash(word in "[a-zé]{1,20}", other in "[a-z]{1,20}") {
            prop_assert_eq!(hashes(&word) == hashes(&other), word == other);
        }
    }
}
