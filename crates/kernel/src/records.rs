//! Digests of many records of one size that lie one after another.
//!
//! Must give, for every record size and count, what hashing each record alone gives.
use crate::watch::{Cancelled, Pace, Watch};
use crate::{Algorithm, Digest, blake3, messages};

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
    for (record, digest) in data.chunks_exact(record_size).zip(digests) {
        match algorithm {
            Algorithm::Sha256 => messages::sha256_one(record, digest, &mut pace)?,
            Algorithm::Blake3 => blake3::digest(record, digest, &mut pace)?,
        }
    }
    pace.finish()
}
