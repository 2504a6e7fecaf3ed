//! The tokens of up to twelve bytes by their bytes: nine of ten pieces are one of them.
//!
//! Open addressing with the bytes in the slot, so that a look-up is one load from one cache line, hit or miss. A slot is
//! two `u64`: the first eight bytes; then four more, the length in bits 32–35 and the id in bits 40–57. A free slot has
//! length 0. Must hold every token of that length, and nothing else.
use super::build::BATCH;
use super::bytes16;
use super::texts::Spelt;
use core::hint::black_box;

/// Longest token that is here.
pub(super) const LONGEST_WORD: usize = 12;
const KEY_MASK: u64 = (1 << 40) - 1;
const ID_SHIFT: u32 = 40;

/// Up to twelve bytes, padded with zeros, and their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word(u64, u64);

impl Word {
    /// The piece of `text` from `from` to `to`, 1 to [`LONGEST_WORD`] bytes.
    #[inline(always)]
    pub fn of(text: &[u8], from: usize, to: usize) -> Self {
        let (low, high) = bytes16::load(text, from, to);
        Self(low, high | ((to - from) as u64) << 32)
    }

    #[inline(always)]
    fn hash(self) -> usize {
        (bytes16::hash(self.0, self.1) >> 40) as usize
    }
}

/// The index, a power of two of slots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'t> {
    pub slots: &'t [u64],
}

impl Words<'_> {
    /// The token of these bytes.
    #[inline(always)]
    pub fn get(&self, word: Word) -> Option<u32> {
        let mask = self.slots.len() / 2 - 1;
        let mut at = word.hash() & mask;
        loop {
            let &[low, high] = self.slots.get(2 * at..2 * at + 2)? else { return None };
            if low == word.0 && high & KEY_MASK == word.1 {
                return Some((high >> ID_SHIFT) as u32);
            }
            if high == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Enters tokens from `first` on, which are among `texts`, as far as they are short enough.
///
/// A slot lies anywhere in megabytes: all are looked at before the first is written, so that the waits for memory overlap.
#[inline(never)]
pub(super) fn insert(slots: &mut [u64], texts: &[u8], tokens: &[Spelt], first: u32) {
    let mask = slots.len() / 2 - 1;
    let mut found = [(Word(0, 0), 0); BATCH];
    let found = &mut found[..tokens.len()];
    for (token, (word, at)) in tokens.iter().zip(&mut *found) {
        let (from, to) = token.range();
        if to - from <= LONGEST_WORD {
            *word = Word::of(texts, from, to);
            *at = word.hash() & mask;
        }
    }
    black_box(found.iter().fold(0, |seen, (_, at)| seen | slots[2 * at + 1]));
    for (id, (word, place)) in (first..).zip(found) {
        if *word == Word(0, 0) {
            continue;
        }
        let mut at = *place;
        while slots[2 * at + 1] != 0 {
            at = (at + 1) & mask;
        }
        slots[2 * at] = word.0;
        slots[2 * at + 1] = word.1 | u64::from(id) << ID_SHIFT;
    }
}
