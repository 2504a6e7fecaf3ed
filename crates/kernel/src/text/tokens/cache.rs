//! What recent pieces of several tokens were encoded to: most pieces of a text were seen before.
//!
//! A worker's own, never shared, and of fixed size: one entry a slot, the newest wins. Keys are compared whole, so that no
//! text can make another's tokens come out. Entries are small, for what counts is how many of them the processor's own
//! cache holds.
use super::{TokensError, bytes16};
use alloc::vec::Vec;

/// Longest short piece.
pub(super) const LONGEST_KEY: usize = 15;
/// Longest piece that is remembered at all; words of two bytes a letter are often longer than 15.
pub(super) const LONGEST_LONG_KEY: usize = 31;
/// Ids of 18 bits that fit a word beside their number.
const FEW: usize = 3;
const ID_BITS: u32 = 18;
const ID_MASK: u64 = (1 << ID_BITS) - 1;
const COUNT_SHIFT: u32 = 58;
const PLACE_MASK: u64 = (1 << COUNT_SHIFT) - 1;
const SLOT_BITS: u32 = 14;
const LONG_SLOT_BITS: u32 = 12;
/// Ids of the pieces that have more than three, in the order of their coming; the oldest are overwritten.
const RING: usize = 1 << 15;

/// A piece of at most 15 bytes, padded with zeros, and its length in the last byte.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Key {
    /// The piece of `text` from `from` to `to`, at most [`LONGEST_KEY`] bytes.
    #[inline(always)]
    pub fn of(text: &[u8], from: usize, to: usize) -> Self {
        let (low, high) = bytes16::load(text, from, to);
        Self(low, high | ((to - from) as u64) << 56)
    }

    #[inline(always)]
    fn mixed(self) -> u64 {
        bytes16::hash(self.0, self.1)
    }

    #[inline(always)]
    fn slot(self) -> usize {
        (self.mixed() >> (64 - SLOT_BITS)) as usize
    }
}

/// A piece of 16 to 31 bytes: its first sixteen bytes, and the rest as a short key.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LongKey(u64, u64, Key);

impl LongKey {
    /// The piece of `text` from `from` to `to`: 16 to [`LONGEST_LONG_KEY`] bytes.
    #[inline(always)]
    pub fn of(text: &[u8], from: usize, to: usize) -> Self {
        let bytes = &text[from..from + 16];
        Self(bytes16::word(bytes, 0), bytes16::word(bytes, 8), Key::of(text, from + 16, to))
    }

    #[inline(always)]
    fn slot(self) -> usize {
        let first = bytes16::hash(self.0, self.1) ^ self.2.mixed();
        (first.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - LONG_SLOT_BITS)) as usize
    }
}

/// The tokens of a piece in a word: their number in the upper six bits, and below it up to three ids, or else their place
/// in the order of all ids that ever came into the ring.
#[derive(Clone, Copy, Default)]
pub(super) struct Remembered(u64);

impl Remembered {
    /// How many.
    #[inline(always)]
    pub fn count(self) -> usize {
        (self.0 >> COUNT_SHIFT) as usize
    }
}

/// The cache.
pub(super) struct Cache {
    short: Vec<(Key, Remembered)>,
    long: Vec<(LongKey, Remembered)>,
    ring: Vec<u32>,
    /// Ids that ever came into the ring; the next goes to this place, modulo its length.
    came: u64,
}

impl Cache {
    /// An empty cache of 672 KiB.
    pub fn new() -> Result<Self, TokensError> {
        Ok(Self { short: empty(1 << SLOT_BITS)?, long: empty(1 << LONG_SLOT_BITS)?, ring: empty(RING)?, came: 0 })
    }

    /// The tokens of a short piece, if it is remembered.
    #[inline(always)]
    pub fn get(&self, key: Key) -> Option<Remembered> {
        let (known, tokens) = &self.short[key.slot()];
        (*known == key && self.holds(*tokens)).then_some(*tokens)
    }

    /// The tokens of a longer piece, if it is remembered.
    #[inline(always)]
    pub fn get_long(&self, key: LongKey) -> Option<Remembered> {
        let (known, tokens) = &self.long[key.slot()];
        // A free entry looks like sixteen zero bytes, but for its number of tokens.
        (*known == key && tokens.count() > 0 && self.holds(*tokens)).then_some(*tokens)
    }

    /// Remembers a short piece.
    pub fn put(&mut self, key: Key, tokens: &[u32]) {
        self.short[key.slot()] = (key, self.store(tokens));
    }

    /// Remembers a longer piece.
    pub fn put_long(&mut self, key: LongKey, tokens: &[u32]) {
        self.long[key.slot()] = (key, self.store(tokens));
    }

    /// The ids of what [`Cache::get`] returned.
    #[inline(always)]
    pub fn ids<'a>(&'a self, tokens: Remembered, few: &'a mut [u32; FEW]) -> &'a [u32] {
        let count = tokens.count();
        if count <= FEW {
            *few = [0, 1, 2].map(|index| (tokens.0 >> (ID_BITS * index) & ID_MASK) as u32);
            &few[..count]
        } else {
            let place = (tokens.0 & PLACE_MASK) as usize % RING;
            &self.ring[place..place + count]
        }
    }

    /// Whether the ids weren't overwritten in the meantime.
    #[inline(always)]
    fn holds(&self, tokens: Remembered) -> bool {
        tokens.count() <= FEW || self.came - (tokens.0 & PLACE_MASK) <= RING as u64
    }

    fn store(&mut self, tokens: &[u32]) -> Remembered {
        let count = (tokens.len() as u64) << COUNT_SHIFT;
        if tokens.len() <= FEW {
            return Remembered(tokens.iter().rev().fold(0, |word, id| word << ID_BITS | u64::from(*id)) | count);
        }
        // No piece wraps round, so that its ids are one slice.
        if self.came as usize % RING + tokens.len() > RING {
            self.came = self.came.next_multiple_of(RING as u64);
        }
        let place = self.came as usize % RING;
        self.ring[place..place + tokens.len()].copy_from_slice(tokens);
        let remembered = Remembered(self.came | count);
        self.came += tokens.len() as u64;
        remembered
    }
}

fn empty<T: Clone + Default>(slots: usize) -> Result<Vec<T>, TokensError> {
    let mut entries = Vec::new();
    entries.try_reserve_exact(slots).map_err(|_| TokensError::OutOfMemory)?;
    entries.resize(slots, T::default());
    Ok(entries)
}
