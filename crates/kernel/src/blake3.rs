//! BLAKE3 for messages of any length, by the reference authors' crate, polled.
//!
//! Must never hand the crate more than one poll's worth at a time.
use crate::watch::{BLOCKS_PER_POLL, Cancelled, Pace, Watch};
use crate::Digest;

/// Absorbs `data` into `hasher` in steps that keep the watch's promise.
pub(crate) fn absorb<W: Watch>(
    hasher: &mut ::blake3::Hasher,
    data: &[u8],
    pace: &mut Pace<'_, W>,
) -> Result<(), Cancelled> {
    for step in data.chunks(BLOCKS_PER_POLL * 64) {
        hasher.update(step);
        pace.spend(step.len().div_ceil(64), step.len())?;
    }
    Ok(())
}

/// The digest of one message.
pub(crate) fn digest<W: Watch>(data: &[u8], out: &mut Digest, pace: &mut Pace<'_, W>) -> Result<(), Cancelled> {
    if data.len() <= 1024 {
        *out = *::blake3::hash(data).as_bytes();
        return pace.spend(data.len().div_ceil(64).max(1), data.len());
    }
    let mut hasher = ::blake3::Hasher::new();
    absorb(&mut hasher, data, pace)?;
    *out = *hasher.finalize().as_bytes();
    Ok(())
}
