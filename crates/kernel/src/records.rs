//! Digests of many records of one size that lie one after another.
//!
//! Must give, for every record size and count, what hashing each record alone gives.
use crate::arch::LANES;
use crate::blake3::{self, short};
use crate::sha256::many;
use crate::watch::{Cancelled, Pace, Watch};
use crate::{Algorithm, Digest};

/// Hashes each `record_size` bytes of `data` into the digest of the same index.
///
/// # Errors
/// [`Cancelled`] when the watch says so; the digests are then unspecified.
///
/// # Panics
/// When `record_size` is 0 or `data.len()` isn't `digests.len() * record_size`.
pub fn hash_records(
    algorithm: Algorithm,
    data: &[u8],
    record_size: usize,
    digests: &mut [Digest],
    watch: &mut impl Watch,
) -> Result<(), Cancelled> {
    assert_eq!(digests.len().checked_mul(record_size), Some(data.len()), "one digest a record");
    assert_ne!(record_size, 0, "a record holds at least one byte");
    let mut pace = Pace::start(watch)?;
    match algorithm {
        Algorithm::Sha256 => many::records(data, record_size, digests, &mut pace)?,
        Algorithm::Blake3 => blake3_records(data, record_size, digests, &mut pace)?,
    }
    pace.finish()
}

fn blake3_records<W: Watch>(
    data: &[u8],
    record_size: usize,
    digests: &mut [Digest],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    if record_size > short::LONGEST {
        for (record, digest) in data.chunks_exact(record_size).zip(digests) {
            *digest = blake3::one(record, pace)?;
        }
        return Ok(());
    }
    let (groups, rest) = digests.as_chunks_mut::<LANES>();
    let (grouped, left) = data.split_at(groups.len() * LANES * record_size);
    for (group, digests) in grouped.chunks_exact(record_size * LANES).zip(groups) {
        short::equal(core::array::from_fn(|lane| &group[lane * record_size..(lane + 1) * record_size]), digests, pace)?;
    }
    for (record, digest) in left.chunks_exact(record_size).zip(rest) {
        *digest = blake3::one(record, pace)?;
    }
    Ok(())
}
