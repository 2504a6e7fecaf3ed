//! A text as the set of its word 5-shingles, each a 64-bit hash. Words are what white space separates; a text of fewer than
//! five words is one shingle, and one without words none.
//!
//! Must depend on nothing but the text: signatures of different workers are compared.
use super::DedupeError;
use super::sort::sort;
use crate::watch::Watch;
use alloc::vec::Vec;

/// Words a shingle.
const WORDS: usize = 5;
/// Bytes between two polls: 0.1 ms.
const BYTES_PER_POLL: usize = 16 * 1024;

/// The shingles of one text at a time; keeps its room for the next.
#[derive(Default)]
pub struct Shingles {
    set: Vec<u64>,
}

impl Shingles {
    /// The set of `text`'s shingles, sorted.
    ///
    /// # Errors
    /// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
    pub fn of(&mut self, text: &str, watch: &mut impl Watch) -> Result<&[u64], DedupeError> {
        self.set.clear();
        watch.passed(0)?;
        let bytes = text.as_bytes();
        let mut last = [0u64; WORDS];
        let mut words = 0;
        let mut polled = 0;
        let mut at = 0;
        while let Some(start) = word_start(bytes, at) {
            at = word_end(bytes, start);
            last.rotate_left(1);
            last[WORDS - 1] = hash(bytes, start, at);
            words += 1;
            if words >= WORDS {
                self.push(mix(&last))?;
            }
            if at - polled >= BYTES_PER_POLL {
                watch.passed(at - polled)?;
                polled = at;
            }
        }
        if words > 0 && words < WORDS {
            self.push(mix(&last))?;
        }
        watch.passed(text.len() - polled)?;
        sort(&mut self.set, watch)?;
        self.set.dedup();
        Ok(&self.set)
    }

    fn push(&mut self, shingle: u64) -> Result<(), DedupeError> {
        self.set.try_reserve(1).map_err(|_| DedupeError::OutOfMemory)?;
        self.set.push(shingle);
        Ok(())
    }
}

/// Bytes of the white space that is at `at`, 0 where there is none. `at` is no further than the last byte.
#[inline(always)]
fn white_space(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b' ' | b'\t'..=b'\r' => 1,
        // the rest of Unicode's: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000
        0xc2 if matches!(bytes[at + 1], 0x85 | 0xa0) => 2,
        0xe1 if bytes[at + 1..].starts_with(&[0x9a, 0x80]) => 3,
        0xe2 => match (bytes[at + 1], bytes[at + 2]) {
            (0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf) | (0x81, 0x9f) => 3,
            _ => 0,
        },
        0xe3 if bytes[at + 1..].starts_with(&[0x80, 0x80]) => 3,
        _ => 0,
    }
}

#[inline(always)]
fn word_start(bytes: &[u8], mut at: usize) -> Option<usize> {
    while at < bytes.len() {
        match white_space(bytes, at) {
            0 => return Some(at),
            skipped => at += skipped,
        }
    }
    None
}

#[inline(always)]
fn word_end(bytes: &[u8], start: usize) -> usize {
    (start + 1..bytes.len()).find(|&at| white_space(bytes, at) > 0).unwrap_or(bytes.len())
}

/// A word's hash, eight bytes a step. A multiplication of 128 bits, as the fast hashes use, is dear in Wasm.
#[inline(always)]
fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let mut hash = ((end - start) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut at = start;
    while at < end {
        let eight = match bytes[at..].first_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => bytes[at..].iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)),
        };
        let own = (end - at).min(8) as u32;
        hash = (hash ^ (eight & (u64::MAX >> (64 - 8 * own)))).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash ^= hash >> 32;
        at += 8;
    }
    hash
}

/// Five words' hashes as one, by their order. The odd multipliers are those of SplitMix64 and xxHash.
#[inline]
fn mix(words: &[u64; WORDS]) -> u64 {
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
    for &word in words {
        hash = (hash ^ word).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash ^= hash >> 32;
    }
    hash.wrapping_mul(0x94d0_49bb_1331_11eb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = word_start(bytes, at) {
            at = word_end(bytes, start);
            found.push(&text[start..at]);
        }
        found
    }

    #[test]
    fn each_white_space_of_unicode_and_nothing_else_parts_words() {
        for char in '\0'..=char::MAX {
            let text = alloc::format!("a{char}b");
            assert_eq!(words(&text), text.split_whitespace().collect::<Vec<_>>(), "{char:?}");
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_standard_library(text in "([a-z]{0,3}[ \u{85}\u{2009}\u{3000}é漢\u{205f}\u{1680}]{0,3}){0,9}") {
            prop_assert_eq!(words(&text), text.split_whitespace().collect::<Vec<_>>());
        }

        #[test]
        fn a_word_has_its_hash_wherever_it_stands(word in "[a-zé]{1,20}", other in "[a-z]{1,20}") {
            let alone = hash(word.as_bytes(), 0, word.len());
            let text = alloc::format!("{other} {word} {other}");
            prop_assert_eq!(hash(text.as_bytes(), other.len() + 1, other.len() + 1 + word.len()), alone);
            prop_assert_eq!(hash(other.as_bytes(), 0, other.len()) == alone, other == word);
        }

        #[test]
        fn shingles_tell_words_by_their_order(mut words in prop::collection::vec("[a-c]{1,9}", 5)) {
            let one = Shingles::default().of(&words.join(" "), &mut Unwatched).map(<[u64]>::to_vec);
            let before = words.clone();
            words.rotate_left(1);
            let other = Shingles::default().of(&words.join("\u{2003}"), &mut Unwatched).map(<[u64]>::to_vec);
            prop_assert_eq!(one == other, before == words);
        }
    }
}
