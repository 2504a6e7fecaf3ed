//! The chaining value of a whole subtree of 64 KiB: 64 chunks and the tree over them, four side by side.
//!
//! Must never be used for a root, nor for a part of a subtree (BLAKE3 paper §2.4 and §2.1).
use super::lanes::Lanes;
use super::rounds::{Block, CHUNK_END, CHUNK_START, PARENT};
use super::{BLOCK_BYTES, CHUNK_BYTES};
use crate::arch::{LANES, U32x4};
use ::blake3::hazmat::{ChainingValue, Mode, merge_subtrees_non_root};

const CHUNKS: usize = 64;
const CHUNK_BLOCKS: usize = CHUNK_BYTES / BLOCK_BYTES;

/// One poll's worth of work.
pub(super) const SUBTREE_BYTES: usize = CHUNKS * CHUNK_BYTES;

/// The chaining value of the `index`th subtree of a message, of which `after` follows.
pub(super) fn chaining_value(subtree: &[u8; SUBTREE_BYTES], index: u64, after: &[u8]) -> ChainingValue {
    let mut values = [[0; 32]; CHUNKS];
    let groups = subtree.as_chunks::<BLOCK_BYTES>().0.as_chunks::<CHUNK_BLOCKS>().0.as_chunks::<LANES>().0;
    for (number, (group, values)) in groups.iter().zip(values.as_chunks_mut::<LANES>().0).enumerate() {
        let first = index * CHUNKS as u64 + (number * LANES) as u64;
        let next = groups.get(number + 1).map_or(after, |group| group.as_flattened().as_flattened());
        chunk_values(group, first, next).write(values);
    }
    let mut count = CHUNKS;
    while count > LANES {
        count /= 2;
        merge_pairs(&mut values, count);
    }
    let [a, b, c, d, ..] = &values;
    let (left, right) = (merge_subtrees_non_root(a, b, Mode::Hash), merge_subtrees_non_root(c, d, Mode::Hash));
    merge_subtrees_non_root(&left, &right, Mode::Hash)
}

/// The chaining values of four neighbouring chunks, before the bytes `next`.
fn chunk_values(chunks: &[[[u8; BLOCK_BYTES]; CHUNK_BLOCKS]; LANES], first: u64, next: &[u8]) -> Lanes {
    let numbers: [u64; LANES] = core::array::from_fn(|lane| first + lane as u64);
    let counter = [U32x4::new(numbers.map(|n| n as u32)), U32x4::new(numbers.map(|n| (n >> 32) as u32))];
    let mut next = next.chunks_exact(BLOCK_BYTES);
    let mut lanes = Lanes::new();
    for index in 0..CHUNK_BLOCKS {
        next.by_ref().take(LANES).for_each(touch);
        let flags = match index {
            0 => CHUNK_START,
            index if index == CHUNK_BLOCKS - 1 => CHUNK_END,
            _ => 0,
        };
        let block = Block { counter, ..Block::uniform(BLOCK_BYTES, flags) };
        lanes.compress(chunks.each_ref().map(|chunk| &chunk[index]), &block);
    }
    lanes
}

/// Reads a cache line in the order of addresses, ahead of the four chunks that are read a KiB apart in one page: the
/// processor sees no stream in those. 10 MB, which is more than the second-level cache holds: 1,870 MB/s instead of
/// 1,600.
fn touch(line: &[u8]) {
    // SAFETY: a reference is valid to read. Volatile, because nothing is done with the byte.
    unsafe { (&raw const line[0]).read_volatile() };
}

/// Replaces the first `2 * parents` values by their `parents`, a multiple of four.
fn merge_pairs(values: &mut [ChainingValue; CHUNKS], parents: usize) {
    let block = Block::uniform(BLOCK_BYTES, PARENT);
    for four in 0..parents / LANES {
        let children = values.as_flattened().as_chunks::<BLOCK_BYTES>().0;
        let mut lanes = Lanes::new();
        lanes.compress(core::array::from_fn(|lane| &children[four * LANES + lane]), &block);
        lanes.write(&mut values.as_chunks_mut::<LANES>().0[four]);
    }
}
