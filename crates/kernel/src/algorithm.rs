//! The hash functions that the kernel offers, and the numbers by which callers name them.
//!
//! The numbers are part of the ABI (docs/KERNEL-ABI.md): never renumber, only add.

/// Bytes in every digest of this crate.
pub const DIGEST_BYTES: usize = 32;

/// A digest as it lies in memory: SHA-256's big-endian words, BLAKE3's little-endian ones.
pub type Digest = [u8; DIGEST_BYTES];

/// A hash function with a 32-byte digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-256, FIPS 180-4 §6.2.
    Sha256,
    /// BLAKE3 in its default mode (no key), 32 bytes of output.
    Blake3,
}

impl Algorithm {
    /// The algorithm of an ABI number (1 = SHA-256, 2 = BLAKE3), `None` for any other.
    pub fn from_number(number: u32) -> Option<Self> {
        match number {
            1 => Some(Self::Sha256),
            2 => Some(Self::Blake3),
            _ => None,
        }
    }
}
