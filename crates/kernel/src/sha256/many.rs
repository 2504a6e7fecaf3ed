//! SHA-256 of many messages, four at a time where four are left.
//!
//! Must give what hashing each alone gives; must not let one long message keep three short ones' lanes busy for
//! nothing.
use super::lanes::Lanes;
use super::padding::Padded;
use super::rounds::{FixedBlock, plan_fixed};
use super::{BLOCK_BYTES, INITIAL, digest_of, scalar};
use crate::arch::LANES;
use crate::watch::{Cancelled, Pace, Watch};
use crate::{DIGEST_BYTES, Digest};

/// The padding of a record of exactly one block, the commonest.
static PADS_64: FixedBlock = plan_fixed(&pads_whole_blocks(BLOCK_BYTES));

/// The block that pads any message of `length` bytes, a multiple of 64.
const fn pads_whole_blocks(length: usize) -> [u8; BLOCK_BYTES] {
    let mut block = [0; BLOCK_BYTES];
    block[0] = 0x80;
    let bits = ((length as u64) * 8).to_be_bytes();
    let mut i = 0;
    while i < bits.len() {
        block[BLOCK_BYTES - 8 + i] = bits[i];
        i += 1;
    }
    block
}

/// Digests of records of one size, which is not 0.
pub(crate) fn records<W: Watch>(
    data: &[u8],
    record_size: usize,
    digests: &mut [Digest],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let (groups, rest) = digests.as_chunks_mut::<LANES>();
    let (grouped, left) = data.split_at(groups.len() * LANES * record_size);
    if record_size.is_multiple_of(BLOCK_BYTES) {
        whole_block_records(grouped, record_size, groups, pace)?;
    } else {
        padded_records(grouped, record_size, groups, pace)?;
    }
    if rest.is_empty() {
        return Ok(());
    }
    let mut records: [&[u8]; LANES] = [&[]; LANES];
    for (slot, record) in records.iter_mut().zip(left.chunks_exact(record_size)) {
        *slot = record;
    }
    let mut values = [[0; DIGEST_BYTES]; LANES];
    group(&records[..rest.len()], &mut values, pace)?;
    rest.copy_from_slice(&values[..rest.len()]);
    Ok(())
}

/// Records that are whole blocks: their padding is one block that never changes, so its schedule is planned once.
fn whole_block_records<W: Watch>(
    data: &[u8],
    record_size: usize,
    digests: &mut [[Digest; LANES]],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let computed;
    let padding = if record_size == BLOCK_BYTES {
        &PADS_64
    } else {
        computed = plan_fixed(&pads_whole_blocks(record_size));
        &computed
    };
    for (group, digests) in data.chunks_exact(record_size * LANES).zip(digests) {
        whole_blocks(split_four(group, record_size), padding, digests, pace)?;
    }
    Ok(())
}

/// Records whose last blocks hold both bytes and padding: the padding stays in place from group to group.
fn padded_records<W: Watch>(
    data: &[u8],
    record_size: usize,
    digests: &mut [[Digest; LANES]],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let mut groups = data.chunks_exact(record_size * LANES).zip(digests).peekable();
    let Some((first, _)) = groups.peek() else { return Ok(()) };
    let mut padded = split_four(first, record_size).map(Padded::new);
    for (group, digests) in groups {
        for (padded, record) in padded.iter_mut().zip(split_four(group, record_size)) {
            padded.replace(record);
        }
        four(&padded, LANES - 1, digests, pace)?;
    }
    Ok(())
}

fn split_four(group: &[u8], record_size: usize) -> [&[u8]; LANES] {
    core::array::from_fn(|lane| &group[lane * record_size..(lane + 1) * record_size])
}

/// Digests of four messages of one length, a multiple of a block, which `padding` pads.
fn whole_blocks<W: Watch>(
    messages: [&[u8]; LANES],
    padding: &FixedBlock,
    digests: &mut [Digest; LANES],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let [a, b, c, d] = messages.map(|message| message.as_chunks::<BLOCK_BYTES>().0);
    let mut lanes = Lanes::new();
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        lanes.compress([a, b, c, d]);
        pace.spend(LANES, LANES * BLOCK_BYTES)?;
    }
    lanes.compress_fixed(padding);
    lanes.write_digests(digests);
    pace.spend(LANES, 0)
}

/// Digests of one to four messages, which are in order of their blocks. Two lanes that work beat one message after
/// another (a block takes 0.16 µs alone and 0.32 µs in four lanes), so only the last part of the longest is hashed
/// alone.
pub(crate) fn group<W: Watch>(
    messages: &[&[u8]],
    digests: &mut [Digest; LANES],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    if let [message] = messages {
        digests[0] = alone(INITIAL, &Padded::new(message), 0, pace)?;
        return Ok(());
    }
    if let [a, b, c, d] = *messages
        && messages.iter().all(|message| message.len() == BLOCK_BYTES)
    {
        return whole_blocks([a, b, c, d], &PADS_64, digests, pace);
    }
    let last = messages.len() - 1;
    let padded: [Padded<'_>; LANES] = core::array::from_fn(|lane| Padded::new(messages[lane.min(last)]));
    four(&padded, last, digests, pace)
}

/// Digests of four messages in order of their blocks, of which those after the `last`th are its copies.
fn four<W: Watch>(
    padded: &[Padded<'_>; LANES],
    last: usize,
    digests: &mut [Digest; LANES],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let mut lanes = Lanes::new();
    let mut values = [[0; DIGEST_BYTES]; LANES];
    let mut done = 0;
    for lane in 0..last {
        let end = padded[lane].blocks();
        for index in done..end {
            lanes.compress(padded.each_ref().map(|message| message.block(index)));
            pace.spend(LANES, padded[..=last].iter().map(|message| message.bytes_in(index)).sum())?;
        }
        if end > done {
            lanes.write_digests(&mut values);
            done = end;
        }
        digests[lane] = values[lane];
    }
    let longest = &padded[last];
    digests[last] =
        if longest.blocks() == done { values[last] } else { alone(lanes.state(last), longest, done, pace)? };
    Ok(())
}

/// Compresses the blocks of one message from the `start`th on.
fn alone<W: Watch>(
    mut state: [u32; 8],
    message: &Padded<'_>,
    start: usize,
    pace: &mut Pace<'_, W>,
) -> Result<Digest, Cancelled> {
    for index in start..message.blocks() {
        scalar::compress(&mut state, message.block(index));
        pace.spend(1, message.bytes_in(index))?;
    }
    Ok(digest_of(state))
}
