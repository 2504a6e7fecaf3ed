//! The digest of one message that arrives in pieces.
//!
//! However the message is cut, the digest must be that of the whole.
use crate::blake3::Blake3;
use crate::sha256::Sha256;
use crate::watch::{Cancelled, Pace, Watch};
use crate::{Algorithm, Digest};

/// A digest in the making.
#[derive(Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "one lives in a slab at a time; boxing would add an allocation that can fail"
)]
pub enum Stream {
    /// SHA-256 in progress.
    Sha256(Sha256),
    /// BLAKE3 in progress.
    Blake3(Blake3),
}

impl Stream {
    /// The state before the first byte.
    pub fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha256 => Self::Sha256(Sha256::default()),
            Algorithm::Blake3 => Self::Blake3(Blake3::default()),
        }
    }

    /// Absorbs the next piece.
    ///
    /// # Errors
    /// [`Cancelled`] when the watch says so; an unknown part of `data` was then absorbed and the stream is of no use.
    pub fn update(&mut self, data: &[u8], watch: &mut impl Watch) -> Result<(), Cancelled> {
        let mut pace = Pace::start(watch)?;
        match self {
            Self::Sha256(hash) => hash.absorb(data, &mut pace)?,
            Self::Blake3(hash) => hash.absorb(data, &mut pace)?,
        }
        pace.finish()
    }

    /// The digest of all that was absorbed.
    pub fn finish(&self) -> Digest {
        match self {
            Self::Sha256(hash) => hash.clone().finish(),
            Self::Blake3(hash) => hash.finish(),
        }
    }
}
