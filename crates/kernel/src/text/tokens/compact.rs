//! Reads the committed vocabulary files: every token as the two earlier tokens that merge into it.
//!
//! Written by scripts/build-vocabulary.ts. Little-endian: `ORVOCAB1`, encoding number, token count, number of distinct
//! token prefixes, bytes of all tokens (four `u32`), the byte of each of the tokens 0–255, then for every later token
//! its left and right part, each as wide as the largest id it could be, lowest bit first. Must refuse a file that
//! doesn't keep its own promises, and never read past its end.
use super::{Encoding, VocabularyError};

/// Tokens 0 to 255 are the single bytes.
pub(super) const SINGLE_BYTES: usize = 256;
/// No vocabulary of ours has a token longer than 128 bytes; lengths are stored in a byte.
pub(super) const LONGEST_TOKEN: usize = 255;
/// Ids have 18 bits in the flat table.
pub(super) const MOST_TOKENS: usize = 1 << 18;
const MAGIC: &[u8; 8] = b"ORVOCAB1";
const HEADER_BYTES: usize = 24;

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
    singles: &'a [u8],
    merges: &'a [u8],
}

impl<'a> Compact<'a> {
    /// Checks the header and the file's length.
    pub fn parse(file: &'a [u8]) -> Result<Self, VocabularyError> {
        let (header, rest) = file.split_at_checked(HEADER_BYTES).ok_or(VocabularyError)?;
        let (singles, merges) = rest.split_at_checked(SINGLE_BYTES).ok_or(VocabularyError)?;
        let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let encoding = Encoding::from_number(word(8)).ok_or(VocabularyError)?;
        let [tokens, prefixes, text_bytes] = [12, 16, 20].map(|at| word(at) as usize);
        let sound = header.starts_with(MAGIC)
            && (SINGLE_BYTES..MOST_TOKENS).contains(&tokens)
            && text_bytes <= tokens * LONGEST_TOKEN
            && (tokens..=text_bytes).contains(&prefixes)
            && merges.len() == merge_bits(tokens).div_ceil(8);
        sound.then_some(Self { encoding, tokens, prefixes, text_bytes, singles, merges }).ok_or(VocabularyError)
    }

    /// The byte that each of the tokens 0–255 is.
    pub fn singles(&self) -> &'a [u8] {
        self.singles
    }

    /// The parts of the tokens from 256 on, in the order of ids.
    pub fn splits(&self) -> impl Iterator<Item = Result<(u32, u32), VocabularyError>> + 'a {
        let mut bits = BitReader { bytes: self.merges, at: 0 };
        (SINGLE_BYTES..self.tokens).map(move |id| {
            let width = part_bits(id);
            let (left, right) = (bits.read(width), bits.read(width));
            if (left as usize) < id && (right as usize) < id { Ok((left, right)) } else { Err(VocabularyError) }
        })
    }
}

/// Bits of a part of token `id`: a part's id is below `id`.
fn part_bits(id: usize) -> u32 {
    usize::BITS - (id - 1).leading_zeros()
}

fn merge_bits(tokens: usize) -> usize {
    (SINGLE_BYTES..tokens).map(|id| 2 * part_bits(id) as usize).sum()
}

struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl BitReader<'_> {
    /// At most 25 bits; bits past the end are zeros (the length was checked before).
    #[inline(always)]
    fn read(&mut self, width: u32) -> u32 {
        let rest = &self.bytes[(self.at / 8).min(self.bytes.len())..];
        let word = match rest.first_chunk::<4>() {
            Some(bytes) => u32::from_le_bytes(*bytes),
            None => rest.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte)),
        };
        let value = (word >> (self.at % 8)) & ((1 << width) - 1);
        self.at += width as usize;
        value
    }
}
