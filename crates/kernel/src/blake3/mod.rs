//! BLAKE3: the reference authors' crate, with our four lanes where they are faster.
//!
//! The crate hashes four chunks of one message side by side; ours do that with fewer instructions in V8 (`subtree`),
//! and hash four short messages side by side, which the crate can't (`short`). Everything else, the tree above all, is
//! the crate's. Control flow here depends on lengths only, never on the bytes hashed.
mod lanes;
mod rounds;
pub(crate) mod short;
mod subtree;

use crate::Digest;
use crate::watch::{Cancelled, Pace, Watch};
use ::blake3::Hasher;
use ::blake3::hazmat::{ChainingValue, HasherExt, Mode, merge_subtrees_non_root, merge_subtrees_root};
use subtree::SUBTREE_BYTES;

pub(crate) const BLOCK_BYTES: usize = 64;
pub(crate) const CHUNK_BYTES: usize = 1024;

/// Messages are shorter than 2^64 bytes, so that 48 subtrees of 2^16 bytes and more can be open at once.
const OPEN_SUBTREES: usize = 48;

/// A running BLAKE3. The message is cut into subtrees of 64 KiB; the last, which may be the root's child, waits in
/// `tail`.
#[derive(Clone)]
pub struct Blake3 {
    tail: Hasher,
    /// Finished subtrees before `tail`.
    subtrees: u64,
    /// Roots of complete trees over them, the largest first: one for every set bit of `subtrees`.
    open: [ChainingValue; OPEN_SUBTREES],
}

impl Default for Blake3 {
    fn default() -> Self {
        Self { tail: Hasher::new(), subtrees: 0, open: [[0; 32]; OPEN_SUBTREES] }
    }
}

impl Blake3 {
    /// Absorbs `data`; after [`Cancelled`] an unknown part of it was absorbed.
    pub(crate) fn absorb<W: Watch>(&mut self, data: &[u8], pace: &mut Pace<'_, W>) -> Result<(), Cancelled> {
        let (filling, rest) = data.split_at(data.len().min(SUBTREE_BYTES - self.tail.count() as usize));
        self.tail.update(filling);
        pace.spend(filling.len().div_ceil(BLOCK_BYTES), filling.len())?;
        if rest.is_empty() {
            return Ok(());
        }
        // A subtree is closed only once bytes follow it: the last one may be the root, which is hashed differently.
        self.close(self.tail.finalize_non_root());
        let (whole, left) = rest.as_chunks::<SUBTREE_BYTES>();
        let (whole, last) = match whole.split_last() {
            Some((last, whole)) if left.is_empty() => (whole, last.as_slice()),
            _ => (whole, left),
        };
        for (number, subtree) in whole.iter().enumerate() {
            let after = &rest[(number + 1) * SUBTREE_BYTES..];
            self.close(subtree::chaining_value(subtree, self.subtrees, after));
            pace.spend(SUBTREE_BYTES / BLOCK_BYTES, SUBTREE_BYTES)?;
        }
        // Not `reset`, which forgets to take back the offset (blake3 1.8.7).
        self.tail = Hasher::new();
        self.tail.set_input_offset(self.subtrees * SUBTREE_BYTES as u64).update(last);
        pace.spend(last.len().div_ceil(BLOCK_BYTES), last.len())
    }

    /// The digest of all that was absorbed.
    pub fn finish(&self) -> Digest {
        let mut open = self.open[..self.subtrees.count_ones() as usize].iter().rev();
        let Some(mut left) = open.next() else { return *self.tail.finalize().as_bytes() };
        let mut right = self.tail.finalize_non_root();
        for next in open {
            right = merge_subtrees_non_root(left, &right, Mode::Hash);
            left = next;
        }
        *merge_subtrees_root(left, &right, Mode::Hash).as_bytes()
    }

    /// Puts the next finished subtree in its place: trees of one size are merged into one of twice the size.
    fn close(&mut self, mut subtree: ChainingValue) {
        let mut open = self.subtrees.count_ones() as usize;
        for _ in 0..self.subtrees.trailing_ones() {
            open -= 1;
            subtree = merge_subtrees_non_root(&self.open[open], &subtree, Mode::Hash);
        }
        self.open[open] = subtree;
        self.subtrees += 1;
    }
}

/// The digest of one message.
pub(crate) fn one<W: Watch>(message: &[u8], pace: &mut Pace<'_, W>) -> Result<Digest, Cancelled> {
    if message.len() <= SUBTREE_BYTES {
        let digest = *::blake3::hash(message).as_bytes();
        pace.spend(blocks_of(message.len()), message.len())?;
        return Ok(digest);
    }
    let mut hash = Blake3::default();
    hash.absorb(message, pace)?;
    Ok(hash.finish())
}

/// Blocks that BLAKE3 compresses for a message of `length` bytes, parents not counted.
pub(crate) fn blocks_of(length: usize) -> usize {
    length.div_ceil(BLOCK_BYTES).max(1)
}
