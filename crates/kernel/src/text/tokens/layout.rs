//! The flat vocabulary table: where its parts lie, and how bytes become views of numbers.
//!
//! One block of little-endian numbers without pointers, so that it may lie at any 8-byte-aligned place of a memory
//! that many workers share. Only `build` writes it; must never be written after that.
//!
//! | part | numbers | what |
//! |---|---|---|
//! | header | 8 x `u64` | magic, encoding, tokens, pair slots, trie units, 3 x 0 |
//! | tokens | `u64` a token | how it is merged: see [`TokenEntry`] |
//! | pairs | `u32` a slot, a power of two ≥ 2 x tokens | which token two tokens merge into: see `pairs` |
//! | filter | 2^16 x `u32` | which pairs are worth looking up |
//! | words | 2 x `u64` a slot, as many | the short tokens by their bytes: see `words` |
//! | seams | 2^14 x `u32` | between which characters a token may reach: see `seams` |
//! | units, ends | `u32` a unit each | all prefixes of all tokens as a double array: see `trie` |
use super::{Encoding, VocabularyError, pairs, seams};
use core::ops::Range;

const MAGIC: u64 = u64::from_le_bytes(*b"ORTABLE1");
const HEADER_BYTES: usize = 64;
const ID_BITS: u32 = 18;
const ID_MASK: u64 = (1 << ID_BITS) - 1;
/// The bit of [`TokenEntry::leads`].
pub(super) const LEADS: u64 = 1 << 62;
/// The bit of [`TokenEntry::follows`].
pub(super) const FOLLOWS: u64 = 1 << 63;

/// What is known of one token: 18 bits each of the ids of the two parts it is merged from and of its longest proper
/// prefix that is a token too, its length in 8 bits, and two bits that tell whether any token has it for its left part, and
/// for its right one. A single byte is its own left, right and prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TokenEntry(u64);

impl TokenEntry {
    pub fn new(left: u32, right: u32, prefix: u32, length: usize) -> Self {
        let [left, right, prefix] = [left, right, prefix].map(u64::from);
        Self(left | right << ID_BITS | prefix << (2 * ID_BITS) | (length as u64) << (3 * ID_BITS))
    }

    #[inline]
    pub fn left(self) -> u32 {
        (self.0 & ID_MASK) as u32
    }

    #[inline]
    pub fn right(self) -> u32 {
        (self.0 >> ID_BITS & ID_MASK) as u32
    }

    #[inline]
    pub fn prefix(self) -> u32 {
        (self.0 >> (2 * ID_BITS) & ID_MASK) as u32
    }

    /// An entry while the table is built: in place of prefix and length, the unit of the trie where the prefix ends.
    pub fn unfinished(left: u32, right: u32, unit: u32) -> Self {
        let [left, right, unit] = [left, right, unit].map(u64::from);
        Self(left | right << ID_BITS | unit << (2 * ID_BITS))
    }

    /// The unit in an unfinished entry.
    pub fn unit(self) -> u32 {
        (self.0 >> (2 * ID_BITS)) as u32
    }

    #[inline]
    pub fn length(self) -> usize {
        (self.0 >> (3 * ID_BITS) & 0xff) as usize
    }

    /// Whether it is the left part of any token.
    #[inline]
    pub fn leads(self) -> bool {
        self.0 & LEADS != 0
    }

    /// Whether it is the right part of any token.
    #[inline]
    pub fn follows(self) -> bool {
        self.0 & FOLLOWS != 0
    }

    #[inline]
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    #[inline]
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// Sizes of a table's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub encoding: Encoding,
    pub tokens: usize,
    pub slots: usize,
    pub units: usize,
}

impl Layout {
    /// The layout for a vocabulary of that many tokens whose trie has so many units.
    pub fn new(encoding: Encoding, tokens: usize, units: usize) -> Self {
        Self { encoding, tokens, slots: (2 * tokens).next_power_of_two(), units }
    }

    fn tokens_range(&self) -> Range<usize> {
        HEADER_BYTES..HEADER_BYTES + self.tokens * 8
    }

    fn pairs_range(&self) -> Range<usize> {
        self.tokens_range().end..self.tokens_range().end + self.slots * 4
    }

    fn filter_range(&self) -> Range<usize> {
        self.pairs_range().end..self.pairs_range().end + pairs::FILTER_WORDS * 4
    }

    fn words_range(&self) -> Range<usize> {
        self.filter_range().end..self.filter_range().end + self.slots * 16 / 2
    }

    fn seams_range(&self) -> Range<usize> {
        self.words_range().end..self.words_range().end + seams::WORDS * 4
    }

    fn units_range(&self) -> Range<usize> {
        self.seams_range().end..self.seams_range().end + self.units * 4
    }

    fn ends_range(&self) -> Range<usize> {
        self.units_range().end..self.units_range().end + self.units * 4
    }

    /// Bytes of the whole table.
    pub fn bytes(&self) -> usize {
        self.ends_range().end
    }

    /// Reads and checks the header of a built table.
    pub fn read(table: &[u8]) -> Result<Self, VocabularyError> {
        let header = table.get(..HEADER_BYTES).and_then(view64).ok_or(VocabularyError)?;
        let small = |at: usize| usize::try_from(header[at]).map_err(|_| VocabularyError);
        let encoding = u32::try_from(header[1]).ok().and_then(Encoding::from_number).ok_or(VocabularyError)?;
        let layout = Self { encoding, tokens: small(2)?, slots: small(3)?, units: small(4)? };
        let most = super::compact::MOST_TOKENS;
        let sound = header[0] == MAGIC
            && layout.tokens <= most
            && layout.slots == (2 * layout.tokens).next_power_of_two()
            && layout.units <= super::trie::MOST_UNITS
            && layout.units.is_multiple_of(256)
            && layout.units > 0
            && layout.bytes() <= table.len();
        sound.then_some(layout).ok_or(VocabularyError)
    }

    /// Writes the header.
    pub fn write(&self, table: &mut [u8]) {
        let numbers =
            [MAGIC, u64::from(self.encoding.number()), self.tokens as u64, self.slots as u64, self.units as u64];
        table[..HEADER_BYTES].fill(0);
        for (place, number) in table.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
    }

    /// The parts of a table.
    pub fn split<'t>(&self, table: &'t [u8]) -> Option<Parts<'t>> {
        Some(Parts {
            tokens: view64(table.get(self.tokens_range())?)?,
            pairs: view32(table.get(self.pairs_range())?)?,
            filter: view32(table.get(self.filter_range())?)?,
            words: view64(table.get(self.words_range())?)?,
            seams: view32(table.get(self.seams_range())?)?,
            units: view32(table.get(self.units_range())?)?,
            ends: view32(table.get(self.ends_range())?)?,
        })
    }

    /// The same parts, to be written.
    pub fn split_mut<'t>(&self, table: &'t mut [u8]) -> Option<PartsMut<'t>> {
        let (_, rest) = table.split_at_mut_checked(HEADER_BYTES)?;
        let (tokens, rest) = rest.split_at_mut_checked(self.tokens * 8)?;
        let (pairs, rest) = rest.split_at_mut_checked(self.slots * 4)?;
        let (filter, rest) = rest.split_at_mut_checked(pairs::FILTER_WORDS * 4)?;
        let (words, rest) = rest.split_at_mut_checked(self.slots * 16 / 2)?;
        let (seams, rest) = rest.split_at_mut_checked(seams::WORDS * 4)?;
        let (units, rest) = rest.split_at_mut_checked(self.units * 4)?;
        let (ends, _) = rest.split_at_mut_checked(self.units * 4)?;
        Some(PartsMut {
            tokens: view64_mut(tokens)?,
            pairs: view32_mut(pairs)?,
            filter: view32_mut(filter)?,
            words: view64_mut(words)?,
            seams: view32_mut(seams)?,
            units: view32_mut(units)?,
            ends: view32_mut(ends)?,
        })
    }
}

/// The parts of a table, for reading.
pub(super) struct Parts<'t> {
    pub tokens: &'t [u64],
    pub pairs: &'t [u32],
    pub filter: &'t [u32],
    pub words: &'t [u64],
    pub seams: &'t [u32],
    pub units: &'t [u32],
    pub ends: &'t [u32],
}

/// The parts of a table, for its builder.
pub(super) struct PartsMut<'t> {
    pub tokens: &'t mut [u64],
    pub pairs: &'t mut [u32],
    pub filter: &'t mut [u32],
    pub words: &'t mut [u64],
    pub seams: &'t mut [u32],
    pub units: &'t mut [u32],
    pub ends: &'t mut [u32],
}

fn view64(bytes: &[u8]) -> Option<&[u64]> {
    // SAFETY: every bit pattern is a `u64`.
    let (before, words, after) = unsafe { bytes.align_to::<u64>() };
    (before.is_empty() && after.is_empty()).then_some(words)
}

fn view32(bytes: &[u8]) -> Option<&[u32]> {
    // SAFETY: every bit pattern is a `u32`.
    let (before, words, after) = unsafe { bytes.align_to::<u32>() };
    (before.is_empty() && after.is_empty()).then_some(words)
}

fn view64_mut(bytes: &mut [u8]) -> Option<&mut [u64]> {
    // SAFETY: every bit pattern is a `u64`, and any `u64` may be stored as bytes.
    let (before, words, after) = unsafe { bytes.align_to_mut::<u64>() };
    (before.is_empty() && after.is_empty()).then_some(words)
}

fn view32_mut(bytes: &mut [u8]) -> Option<&mut [u32]> {
    // SAFETY: every bit pattern is a `u32`, and any `u32` may be stored as bytes.
    let (before, words, after) = unsafe { bytes.align_to_mut::<u32>() };
    (before.is_empty() && after.is_empty()).then_some(words)
}
