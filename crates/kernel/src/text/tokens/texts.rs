//! The bytes of all tokens while a table is built, and what else is asked of their parts.
//!
//! A token is spelt from two others, which lie anywhere: so all that is asked of one lies in eight bytes. Must write nothing
//! past the end that the file's header promised.
use super::VocabularyError;
use super::compact::{Compact, LONGEST_TOKEN};
use alloc::vec;
use alloc::vec::Vec;

/// Bytes that are copied at a time: nearly every part is shorter, and a call of `memcpy` takes longer than the copy.
const STEP: usize = 16;
const LENGTH_SHIFT: u32 = 20;
const UNIT_MASK: u32 = (1 << LENGTH_SHIFT) - 1;
const IS_WIDE: u32 = 1 << 29;
const LEADS: u32 = 1 << 30;
const FOLLOWS: u32 = 1 << 31;

/// A token that was spelt: where its bytes begin, the unit of the trie where it ends in 20 bits, its length in eight, and three
/// bits that tell whether it has a byte that begins a character of three, was a left part, and was a right one.
#[derive(Clone, Copy, Default)]
pub(super) struct Spelt {
    start: u32,
    rest: u32,
}

impl Spelt {
    #[inline(always)]
    pub fn unit(self) -> u32 {
        self.rest & UNIT_MASK
    }

    #[inline(always)]
    pub fn length(self) -> usize {
        (self.rest >> LENGTH_SHIFT & 0xff) as usize
    }

    pub fn leads(self) -> bool {
        self.rest & LEADS != 0
    }

    pub fn follows(self) -> bool {
        self.rest & FOLLOWS != 0
    }

    /// Whether any byte begins a character of three bytes.
    #[inline(always)]
    pub fn is_wide(self) -> bool {
        self.rest & IS_WIDE != 0
    }

    /// Where its bytes are among all.
    #[inline(always)]
    pub fn range(self) -> (usize, usize) {
        (self.start as usize, self.start as usize + self.length())
    }
}

/// The bytes of all tokens, one after another.
pub(super) struct Texts {
    tokens: Vec<Spelt>,
    bytes: Vec<u8>,
    end: usize,
}

impl Texts {
    /// No token's, with room for those of `compact`.
    pub fn new(compact: &Compact<'_>) -> Self {
        let bytes = vec![0; compact.text_bytes + LONGEST_TOKEN + STEP];
        Self { tokens: Vec::with_capacity(compact.tokens), bytes, end: 0 }
    }

    /// The next token, of one byte.
    pub fn push_single(&mut self, byte: u8) -> Result<(), VocabularyError> {
        self.bytes[self.end] = byte;
        self.push(1, if (0xe0..0xf0).contains(&byte) { IS_WIDE } else { 0 })
    }

    /// The next token, of these two parts, which were spelt before; they are returned.
    #[inline(always)]
    pub fn push_merge(&mut self, left: u32, right: u32) -> Result<(Spelt, Spelt), VocabularyError> {
        self.tokens[left as usize].rest |= LEADS;
        self.tokens[right as usize].rest |= FOLLOWS;
        let (left, right) = (self.of(left), self.of(right));
        let length = left.length() + right.length();
        if length > LONGEST_TOKEN {
            return Err(VocabularyError);
        }
        self.copy(left.range(), self.end);
        self.copy(right.range(), self.end + left.length());
        self.push(length, (left.rest | right.rest) & IS_WIDE)?;
        Ok((left, right))
    }

    #[inline(always)]
    fn push(&mut self, length: usize, flags: u32) -> Result<(), VocabularyError> {
        self.tokens.push(Spelt { start: self.end as u32, rest: (length as u32) << LENGTH_SHIFT | flags });
        self.end += length;
        if self.end > self.bytes.len() - LONGEST_TOKEN - STEP { Err(VocabularyError) } else { Ok(()) }
    }

    /// Copies these bytes to `to`, which comes after them, and some more, over which the next ones are written.
    #[inline(always)]
    fn copy(&mut self, (from, end): (usize, usize), to: usize) {
        let mut done = 0;
        while done < end - from {
            let mut step = [0; STEP];
            step.copy_from_slice(&self.bytes[from + done..from + done + STEP]);
            self.bytes[to + done..to + done + STEP].copy_from_slice(&step);
            done += STEP;
        }
    }

    /// Tells where the last token ends in the trie.
    #[inline(always)]
    pub fn set_unit(&mut self, unit: u32) {
        if let Some(last) = self.tokens.last_mut() {
            last.rest |= unit;
        }
    }

    /// The last `count` tokens.
    pub fn last(&self, count: usize) -> &[Spelt] {
        &self.tokens[self.tokens.len() - count..]
    }

    /// Whether so many bytes were spelt as the file's header promised.
    pub fn is_full(&self) -> bool {
        self.end == self.bytes.len() - LONGEST_TOKEN - STEP
    }

    /// The bytes of all tokens, and zeros or what was there before.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[inline(always)]
    pub fn of(&self, id: u32) -> Spelt {
        self.tokens[id as usize]
    }

    /// A token that may come only later: then nothing is known of it.
    #[inline(always)]
    pub fn seen(&self, id: u32) -> Spelt {
        self.tokens.get(id as usize).copied().unwrap_or_default()
    }
}
