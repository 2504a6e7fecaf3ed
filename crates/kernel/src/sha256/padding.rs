//! A message as the sequence of padded blocks that SHA-256 compresses (FIPS 180-4 §5.1.1), without copying its whole
//! blocks.
//!
//! Where blocks begin and end depends on the message's length alone.
use core::cmp::Ordering;

use super::{BLOCK_BYTES, blocks_of};

/// A message and its last one or two blocks, padded.
pub(crate) struct Padded<'a> {
    whole: &'a [[u8; BLOCK_BYTES]],
    tail: [[u8; BLOCK_BYTES]; 2],
    blocks: usize,
    rest: usize,
}

impl<'a> Padded<'a> {
    pub(crate) fn new(message: &'a [u8]) -> Self {
        let (whole, rest) = message.as_chunks::<BLOCK_BYTES>();
        let blocks = blocks_of(message.len());
        let mut tail = [[0; BLOCK_BYTES]; 2];
        tail[0][..rest.len()].copy_from_slice(rest);
        tail[0][rest.len()] = 0x80;
        let bits = (message.len() as u64) * 8;
        tail[blocks - whole.len() - 1][BLOCK_BYTES - 8..].copy_from_slice(&bits.to_be_bytes());
        Self { whole, tail, blocks, rest: rest.len() }
    }

    /// Puts another message of the same length in this one's place: only the rest differs.
    pub(crate) fn replace(&mut self, message: &'a [u8]) {
        let (whole, rest) = message.as_chunks::<BLOCK_BYTES>();
        debug_assert_eq!(whole.len(), self.whole.len());
        self.whole = whole;
        self.tail[0][..rest.len()].copy_from_slice(rest);
    }

    /// Blocks in all, padding included.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks
    }

    /// Bytes of the message itself, without padding, in the `index`th block.
    pub(crate) fn bytes_in(&self, index: usize) -> usize {
        match index.cmp(&self.whole.len()) {
            Ordering::Less => BLOCK_BYTES,
            Ordering::Equal => self.rest,
            Ordering::Greater => 0,
        }
    }

    /// The `index`th block, or any past the last: a lane whose message has ended needs something to work on.
    pub(crate) fn block(&self, index: usize) -> &[u8; BLOCK_BYTES] {
        match self.whole.get(index) {
            Some(block) => block,
            None => &self.tail[(index - self.whole.len()).min(1)],
        }
    }
}
