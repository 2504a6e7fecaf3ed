//! Digests of many messages of any lengths.
//!
//! Must give, whatever the mix of lengths, what hashing each message alone gives, in the caller's order.
use crate::arch::LANES;
use crate::blake3::{self, short};
use crate::sha256::{self, many};
use crate::watch::{Cancelled, Pace, Watch};
use crate::{Algorithm, DIGEST_BYTES, Digest};

/// Messages that are put in order of their length together: enough to fill lanes with neighbours, few enough for the
/// stack.
const WINDOW: usize = 256;

/// Hashes each message into the digest of the same index.
///
/// # Errors
/// [`Cancelled`] when the watch says so; the digests are then unspecified.
///
/// # Panics
/// When there isn't one digest a message.
pub fn hash_messages(
    algorithm: Algorithm,
    messages: &[&[u8]],
    digests: &mut [Digest],
    watch: &mut impl Watch,
) -> Result<(), Cancelled> {
    assert_eq!(digests.len(), messages.len(), "one digest a message");
    let mut pace = Pace::start(watch)?;
    for (messages, digests) in messages.chunks(WINDOW).zip(digests.chunks_mut(WINDOW)) {
        window(algorithm, messages, digests, &mut pace)?;
    }
    pace.finish()
}

/// Hashes at most [`WINDOW`] messages, neighbours in length side by side.
fn window<W: Watch>(
    algorithm: Algorithm,
    messages: &[&[u8]],
    digests: &mut [Digest],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let blocks = |index: u8| {
        let length = messages[usize::from(index)].len();
        match algorithm {
            Algorithm::Sha256 => sha256::blocks_of(length),
            Algorithm::Blake3 => blake3::blocks_of(length),
        }
    };
    let mut order: [u8; WINDOW] = core::array::from_fn(|index| index as u8);
    let order = &mut order[..messages.len()];
    if !order.is_sorted_by_key(|&index| blocks(index)) {
        order.sort_unstable_by_key(|&index| blocks(index));
    }
    let mut group = [[0; DIGEST_BYTES]; LANES];
    for indexes in order.chunks(LANES) {
        let mut four: [&[u8]; LANES] = [&[]; LANES];
        for (message, &index) in four.iter_mut().zip(indexes) {
            *message = messages[usize::from(index)];
        }
        let four = &four[..indexes.len()];
        match algorithm {
            Algorithm::Sha256 => many::group(four, &mut group, pace)?,
            Algorithm::Blake3 => blake3_group(four, &mut group, pace)?,
        }
        for (digest, &index) in group.iter().zip(indexes) {
            digests[usize::from(index)] = *digest;
        }
    }
    Ok(())
}

/// Up to four messages in order of length: side by side those that have no tree, alone those that fill lanes by
/// themselves.
fn blake3_group<W: Watch>(
    messages: &[&[u8]],
    digests: &mut [Digest; LANES],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    let (brief, long) = messages.split_at(messages.partition_point(|message| message.len() <= short::LONGEST));
    if !brief.is_empty() {
        short::group(brief, digests, pace)?;
    }
    for (message, digest) in long.iter().zip(&mut digests[brief.len()..]) {
        *digest = blake3::one(message, pace)?;
    }
    Ok(())
}
