//! The bytes of all tokens while a table is built, and their order.
use super::VocabularyError;
use super::compact::{Compact, LONGEST_TOKEN};
use alloc::vec::Vec;

/// Bytes of a [`Spelt::head`].
pub(super) const HEAD: usize = 8;

/// The bytes of all tokens, one after another.
pub(super) struct Texts {
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

/// A token in the order of all tokens' bytes, with what is asked of most without a look at these, which lie anywhere.
#[derive(Clone, Copy)]
pub(super) struct Spelt {
    /// The first eight bytes, padded with zeros, the first one highest.
    pub head: u64,
    pub id: u32,
    pub length: u8,
    /// How many bytes it begins with as the one before does.
    pub shared: u8,
}

impl Texts {
    /// All tokens' bytes, which their parts tell.
    pub fn expand(compact: &Compact<'_>) -> Result<Self, VocabularyError> {
        let mut texts =
            Self { starts: Vec::with_capacity(compact.tokens + 1), bytes: Vec::with_capacity(compact.text_bytes) };
        for byte in compact.singles() {
            texts.starts.push(texts.bytes.len() as u32);
            texts.bytes.push(*byte);
        }
        texts.starts.push(texts.bytes.len() as u32);
        for split in compact.splits() {
            let (left, right) = split?;
            texts.append(left, right, compact.text_bytes)?;
        }
        Ok(texts)
    }

    /// The next token, of these two parts.
    #[inline(never)]
    fn append(&mut self, left: u32, right: u32, most: usize) -> Result<(), VocabularyError> {
        let start = self.bytes.len();
        for part in [left, right] {
            let (from, to) = self.range(part);
            self.bytes.extend_from_within(from..to);
        }
        self.starts.push(self.bytes.len() as u32);
        if self.bytes.len() - start > LONGEST_TOKEN || self.bytes.len() > most { Err(VocabularyError) } else { Ok(()) }
    }

    /// The bytes of all tokens.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where a token's bytes are among all.
    #[inline(always)]
    pub fn range(&self, id: u32) -> (usize, usize) {
        (self.starts[id as usize] as usize, self.starts[id as usize + 1] as usize)
    }

    #[inline(always)]
    pub fn of(&self, id: u32) -> &[u8] {
        let (from, to) = self.range(id);
        &self.bytes[from..to]
    }

    /// All tokens in the order of their bytes. Sorting by the first eight bytes as one number takes a third of the time.
    pub fn sorted(&self) -> Vec<Spelt> {
        let mut sorted: Vec<Spelt> = (0..self.starts.len() as u32 - 1).map(|id| self.spell(id)).collect();
        sorted.sort_unstable_by(|a, b| a.head.cmp(&b.head).then_with(|| self.of(a.id).cmp(self.of(b.id))));
        for at in 1..sorted.len() {
            sorted[at].shared = self.shared(sorted[at - 1], sorted[at]);
        }
        sorted
    }

    #[inline(never)]
    fn spell(&self, id: u32) -> Spelt {
        let (from, to) = self.range(id);
        let head = match self.bytes[from..].first_chunk::<HEAD>() {
            Some(bytes) if to - from >= HEAD => u64::from_be_bytes(*bytes),
            Some(bytes) => u64::from_be_bytes(*bytes) & !(u64::MAX >> (8 * (to - from))),
            None => self.bytes[from..to].iter().rev().fold(0, |head, byte| head >> 8 | u64::from(*byte) << 56),
        };
        Spelt { head, id, length: (to - from) as u8, shared: 0 }
    }

    #[inline(never)]
    fn shared(&self, a: Spelt, b: Spelt) -> u8 {
        let shortest = a.length.min(b.length);
        let of_heads = ((a.head ^ b.head).leading_zeros() / 8) as u8;
        if usize::from(of_heads) < HEAD || usize::from(shortest) <= HEAD {
            return of_heads.min(shortest);
        }
        self.of(a.id).iter().zip(self.of(b.id)).take_while(|(a, b)| a == b).count() as u8
    }

    /// The byte of a token at `depth`, which is within it.
    #[inline(always)]
    pub fn byte(&self, token: &Spelt, depth: usize) -> u8 {
        if depth < HEAD {
            return (token.head >> (8 * (HEAD - 1 - depth))) as u8;
        }
        self.bytes[self.starts[token.id as usize] as usize + depth]
    }
}
