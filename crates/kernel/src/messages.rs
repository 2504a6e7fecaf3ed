//! Digests of many messages of any lengths.
//!
//! Must give, whatever the mix of lengths, what hashing each message alone gives, in the caller's order.
use crate::sha256::Sha256;
use crate::watch::{Cancelled, Pace, Watch};
use crate::{Algorithm, Digest, blake3};

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
    for (message, digest) in messages.iter().zip(digests) {
        match algorithm {
            Algorithm::Sha256 => sha256_one(message, digest, &mut pace)?,
            Algorithm::Blake3 => blake3::digest(message, digest, &mut pace)?,
        }
    }
    pace.finish()
}

pub(crate) fn sha256_one<W: Watch>(data: &[u8], digest: &mut Digest, pace: &mut Pace<'_, W>) -> Result<(), Cancelled> {
    let mut hash = Sha256::default();
    hash.absorb(data, pace)?;
    *digest = hash.finish();
    pace.spend(2, 0)
}
