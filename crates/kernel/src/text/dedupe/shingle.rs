//! A text as the set of its word 5-shingles, each a 64-bit hash. Words are what white space separates; a text of fewer than
//! five words is one shingle, and one without words none.
//!
//! Must depend on nothing but the text: signatures of different workers are compared.
use super::DedupeError;
use super::sort::sort;
use crate::watch::Watch;
use alloc::vec::Vec;
use xxhash_rust::xxh3::xxh3_64;

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
        let mut last = [0u64; WORDS];
        let mut words = 0;
        let mut polled = 0;
        for word in text.split_whitespace() {
            last.rotate_left(1);
            last[WORDS - 1] = xxh3_64(word.as_bytes());
            words += 1;
            if words >= WORDS {
                self.push(mix(&last))?;
            }
            let at = word.as_ptr().addr() - text.as_ptr().addr();
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
