//! BLAKE3 of messages of at most one chunk, up to four side by side.
//!
//! Such a message has no tree: its only chunk is the root.
use super::lanes::Lanes;
use super::rounds::{Block, CHUNK_END, CHUNK_START, ROOT};
use super::{BLOCK_BYTES, CHUNK_BYTES, blocks_of};
use crate::arch::{LANES, U32x4};
use crate::watch::{Cancelled, Pace, Watch};
use crate::{DIGEST_BYTES, Digest};

/// The longest message that this file may be given.
pub(crate) const LONGEST: usize = CHUNK_BYTES;

/// Digests of four messages of one length.
pub(crate) fn equal<W: Watch>(
    messages: [&[u8]; LANES],
    digests: &mut [Digest; LANES],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let length = messages[0].len();
    let blocks = blocks_of(length);
    let rest = length - (blocks - 1) * BLOCK_BYTES;
    let mut lanes = Lanes::new();
    let mut flags = CHUNK_START;
    for index in 0..blocks - 1 {
        let whole = messages.map(|message| &message.as_chunks::<BLOCK_BYTES>().0[index]);
        lanes.compress(whole, &Block::uniform(BLOCK_BYTES, flags));
        flags = 0;
    }
    let last = Block::uniform(rest, flags | CHUNK_END | ROOT);
    if rest == BLOCK_BYTES {
        lanes.compress(messages.map(|message| &message.as_chunks::<BLOCK_BYTES>().0[blocks - 1]), &last);
    } else {
        lanes.compress(messages.map(tail).each_ref(), &last);
    }
    lanes.write(digests);
    pace.spend(blocks * LANES, length * LANES)
}

/// Digests of one to four messages.
pub(crate) fn group<W: Watch>(
    messages: &[&[u8]],
    digests: &mut [Digest; LANES],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    if let [message] = messages {
        digests[0] = *::blake3::hash(message).as_bytes();
        return pace.spend(blocks_of(message.len()), message.len());
    }
    if let [a, b, c, d] = messages
        && [b, c, d].iter().all(|message| message.len() == a.len())
    {
        return equal([a, b, c, d], digests, pace);
    }
    let last = messages.len() - 1;
    let four: [&[u8]; LANES] = core::array::from_fn(|lane| messages[lane.min(last)]);
    mixed(four, digests);
    pace.spend(
        four.iter().map(|message| blocks_of(message.len())).sum(),
        messages.iter().map(|message| message.len()).sum(),
    )
}

/// Digests of four messages of any lengths: as many steps as the longest has blocks.
fn mixed(messages: [&[u8]; LANES], digests: &mut [Digest; LANES]) {
    let blocks = messages.map(|message| blocks_of(message.len()));
    let tails = messages.map(tail);
    let mut lanes = Lanes::new();
    let mut values = [[0; DIGEST_BYTES]; LANES];
    for index in 0..blocks.into_iter().max().unwrap_or(0) {
        let here: [&[u8; BLOCK_BYTES]; LANES] = core::array::from_fn(|lane| {
            let whole = messages[lane].as_chunks::<BLOCK_BYTES>().0;
            if index + 1 < blocks[lane] { &whole[index] } else { &tails[lane] }
        });
        lanes.compress(here, &block(messages, blocks, index));
        if blocks.contains(&(index + 1)) {
            lanes.write(&mut values);
            for lane in (0..LANES).filter(|&lane| blocks[lane] == index + 1) {
                digests[lane] = values[lane];
            }
        }
    }
}

/// The last block, which may be whole or empty.
fn tail(message: &[u8]) -> [u8; BLOCK_BYTES] {
    let mut tail = [0; BLOCK_BYTES];
    let rest = &message[(blocks_of(message.len()) - 1) * BLOCK_BYTES..];
    tail[..rest.len()].copy_from_slice(rest);
    tail
}

/// Lengths and flags of the `index`th blocks; lanes whose message has ended compress without meaning.
fn block(messages: [&[u8]; LANES], blocks: [usize; LANES], index: usize) -> Block {
    let zero = U32x4::splat(0);
    let start = if index == 0 { CHUNK_START } else { 0 };
    let length = |lane: usize| messages[lane].len().saturating_sub(index * BLOCK_BYTES).min(BLOCK_BYTES) as u32;
    let flags = |lane: usize| start | if index + 1 == blocks[lane] { CHUNK_END | ROOT } else { 0 };
    Block {
        counter: [zero; 2],
        length: U32x4::new(core::array::from_fn(length)),
        flags: U32x4::new(core::array::from_fn(flags)),
    }
}
