//! Reads the committed vocabulary files: every token as the two earlier tokens that merge into it, and where the trie has room.
//!
//! Written by scripts/build-vocabulary.ts. Little-endian: `ORVOCAB2`, then six `u32` (encoding number, token count, number of
//! distinct token prefixes, bytes of all tokens, units of the trie, bits of its part), the byte of each of the tokens 0–255,
//! and two parts of bits, lowest first, each filled up to a byte. The first tells of every token from 256 on its left and its
//! right part, each as wide as the largest id it could be. The second tells, from token 0 on:
//!
//! - how many bytes of the right part its longest prefix has that is a token, as wide as the length of the right part less one
//!   (a single byte has none);
//! - the base of each unit that gets its first child on the way from where its left part ends, by the bytes of its right one
//!   (of a single byte, from the root): see [`Places::base`].
//!
//! Searching for bases took half of a table's build: the files are half as large again for them. Must refuse a file that doesn't
//! keep its own promises, and never read past its end.
use super::trie::{BASE_BITS, BASE_MASK};
use super::{Encoding, VocabularyError};

/// Tokens 0 to 255 are the single bytes.
pub(super) const SINGLE_BYTES: usize = 256;
/// No vocabulary of ours has a token longer than 128 bytes; lengths are stored in a byte.
pub(super) const LONGEST_TOKEN: usize = 255;
/// Ids have 18 bits in the flat table.
pub(super) const MOST_TOKENS: usize = 1 << 18;
const MAGIC: &[u8; 8] = b"ORVOCAB2";
const HEADER_BYTES: usize = 32;
/// Units of a cache line, as a power of two.
const LINE_BITS: u32 = 4;
/// Units that the children of one base can lie in.
const BLOCK: u32 = 256;
/// Bits of a base that is told by how far back it lies.
const RECENT_BITS: u32 = 9;

/// A compact file whose header was checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compact<'a> {
    /// Which encoding it is.
    pub encoding: Encoding,
    /// Number of tokens.
    pub tokens: usize,
    /// Number of distinct prefixes of all tokens: the nodes of a trie over them.
    pub prefixes: usize,
    /// Sum of the lengths of all tokens.
    pub text_bytes: usize,
    /// Units of the trie, in whole blocks.
    pub units: usize,
    singles: &'a [u8],
    merges: &'a [u8],
    places: &'a [u8],
    place_bits: usize,
}

impl<'a> Compact<'a> {
    /// Checks the header and the file's length.
    pub fn parse(file: &'a [u8]) -> Result<Self, VocabularyError> {
        let (header, rest) = file.split_at_checked(HEADER_BYTES).ok_or(VocabularyError)?;
        let (singles, parts) = rest.split_at_checked(SINGLE_BYTES).ok_or(VocabularyError)?;
        let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let encoding = Encoding::from_number(word(8)).ok_or(VocabularyError)?;
        let [tokens, prefixes, text_bytes, units, place_bits] = [12, 16, 20, 24, 28].map(|at| word(at) as usize);
        let sound = header.starts_with(MAGIC)
            && (SINGLE_BYTES..MOST_TOKENS).contains(&tokens)
            && text_bytes <= tokens * LONGEST_TOKEN
            && (tokens..=text_bytes).contains(&prefixes)
            && (prefixes..=1 << BASE_BITS).contains(&units)
            && units.is_multiple_of(BLOCK as usize)
            && parts.len() == merge_bits(tokens).div_ceil(8) + place_bits.div_ceil(8);
        if !sound {
            return Err(VocabularyError);
        }
        let (merges, places) = parts.split_at(merge_bits(tokens).div_ceil(8));
        Ok(Self { encoding, tokens, prefixes, text_bytes, units, singles, merges, places, place_bits })
    }

    /// The byte that each of the tokens 0–255 is.
    pub fn singles(&self) -> &'a [u8] {
        self.singles
    }

    /// The parts of the tokens from 256 on.
    pub fn merges(&self) -> Merges<'a> {
        Merges { bits: BitReader { bytes: self.merges, at: 0 } }
    }

    /// Bytes of the file's last part.
    #[cfg(test)]
    pub fn places_bytes(&self) -> usize {
        self.places.len()
    }

    /// What is told of the trie, from token 0 on.
    pub fn places(&self) -> Places<'a> {
        Places { bits: BitReader { bytes: self.places, at: 0 }, length: self.place_bits, last_unit: 0 }
    }
}

/// Bits that hold every number up to `most`.
#[inline(always)]
fn bits_for(most: usize) -> u32 {
    usize::BITS - most.leading_zeros()
}

fn merge_bits(tokens: usize) -> usize {
    (SINGLE_BYTES..tokens).map(|id| 2 * bits_for(id - 1) as usize).sum()
}

/// Reads which tokens merge.
pub(super) struct Merges<'a> {
    bits: BitReader<'a>,
}

impl Merges<'_> {
    /// The parts of token `id`, whose ids are below it.
    #[inline(always)]
    pub fn next(&mut self, id: u32) -> Result<(u32, u32), VocabularyError> {
        let width = bits_for(id as usize - 1);
        let word = self.bits.peek();
        self.bits.at += 2 * width as usize;
        let (left, right) = (low_bits(word, width), low_bits(word >> width, width));
        if left < id && right < id { Ok((left, right)) } else { Err(VocabularyError) }
    }
}

/// Reads where prefixes end and children lie.
pub(super) struct Places<'a> {
    bits: BitReader<'a>,
    length: usize,
    /// The last unit of the last block that any base so far lies in.
    last_unit: u32,
}

impl Places<'_> {
    /// How many bytes of a right part of that length, which isn't 0, the token's longest prefix has.
    #[inline(always)]
    pub fn past_left(&mut self, length: usize) -> usize {
        let width = bits_for(length - 1);
        let past = low_bits(self.bits.peek(), width);
        self.bits.at += width as usize;
        past as usize
    }

    /// The base of `unit`, which goes on with `byte`: a bit that is set if the child lies in the same cache line, where four more
    /// tell; else one that is set if the base is among the last 512 of the blocks in use, whose number nine more tell, counted
    /// backward; else twenty.
    #[inline(always)]
    pub fn base(&mut self, unit: u32, byte: u8) -> u32 {
        let word = self.bits.peek();
        let (base, width) = if word & 1 != 0 {
            ((unit >> LINE_BITS << LINE_BITS | low_bits(word >> 1, LINE_BITS)) ^ u32::from(byte), 1 + LINE_BITS)
        } else if word & 2 != 0 {
            (self.last_unit.wrapping_sub(low_bits(word >> 2, RECENT_BITS)) & BASE_MASK, 2 + RECENT_BITS)
        } else {
            (low_bits(word >> 2, BASE_BITS), 2 + BASE_BITS)
        };
        self.bits.at += width as usize;
        self.last_unit = self.last_unit.max(base | (BLOCK - 1));
        base
    }

    /// Whether all was read, and nothing past it.
    pub fn at_end(&self) -> bool {
        self.bits.at == self.length
    }
}

struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl BitReader<'_> {
    /// At least the next 57 bits; those past the end are zeros.
    #[inline(always)]
    fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = match rest.first_chunk::<8>() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        word >> (self.at % 8)
    }
}

/// The lower `width` bits, less than 32.
#[inline(always)]
fn low_bits(word: u64, width: u32) -> u32 {
    word as u32 & ((1 << width) - 1)
}
