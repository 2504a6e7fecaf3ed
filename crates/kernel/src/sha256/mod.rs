//! SHA-256 (FIPS 180-4 §6.2): constants, and the digest of one message.
//!
//! Control flow here depends on lengths only, never on the bytes hashed: callers may hash memory that another
//! process writes to at the same time.
mod lanes;
pub(crate) mod many;
mod padding;
mod rounds;
mod scalar;

use crate::Digest;
use crate::watch::{Cancelled, Pace, Watch};

/// Bytes in a block, the unit of compression.
pub const BLOCK_BYTES: usize = 64;

/// FIPS 180-4 §5.3.3.
pub(crate) const INITIAL: [u32; 8] =
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/// FIPS 180-4 §4.2.2.
#[rustfmt::skip]
pub(crate) static K: [u32; 64] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

/// A running SHA-256: feed it with [`Sha256::absorb`], close it with [`Sha256::finish`].
#[derive(Clone)]
pub struct Sha256 {
    state: [u32; 8],
    pending: [u8; BLOCK_BYTES],
    bytes: u64,
}

impl Default for Sha256 {
    fn default() -> Self {
        Self { state: INITIAL, pending: [0; BLOCK_BYTES], bytes: 0 }
    }
}

impl Sha256 {
    /// Absorbs `data`; after [`Cancelled`] an unknown part of it was absorbed.
    pub(crate) fn absorb<W: Watch>(&mut self, mut data: &[u8], pace: &mut Pace<'_, W>) -> Result<(), Cancelled> {
        let held = (self.bytes % BLOCK_BYTES as u64) as usize;
        self.bytes += data.len() as u64;
        if held > 0 {
            let take = data.len().min(BLOCK_BYTES - held);
            self.pending[held..held + take].copy_from_slice(&data[..take]);
            data = &data[take..];
            if held + take < BLOCK_BYTES {
                return pace.spend(0, take);
            }
            scalar::compress(&mut self.state, &self.pending);
            pace.spend(1, take)?;
        }
        let (blocks, rest) = data.as_chunks::<BLOCK_BYTES>();
        let mut left = blocks;
        while !left.is_empty() {
            let (step, after) = left.split_at(left.len().min(pace.room()));
            step.iter().for_each(|block| scalar::compress(&mut self.state, block));
            pace.spend(step.len(), step.len() * BLOCK_BYTES)?;
            left = after;
        }
        self.pending[..rest.len()].copy_from_slice(rest);
        pace.spend(0, rest.len())
    }

    /// Pads (FIPS 180-4 §5.1.1) and gives the digest.
    pub fn finish(mut self) -> Digest {
        let held = (self.bytes % BLOCK_BYTES as u64) as usize;
        self.pending[held] = 0x80;
        self.pending[held + 1..].fill(0);
        if held >= BLOCK_BYTES - 8 {
            scalar::compress(&mut self.state, &self.pending);
            self.pending.fill(0);
        }
        self.pending[BLOCK_BYTES - 8..].copy_from_slice(&(self.bytes.wrapping_mul(8)).to_be_bytes());
        scalar::compress(&mut self.state, &self.pending);
        digest_of(self.state)
    }
}

/// The digest that a final chaining value stands for.
fn digest_of(state: [u32; 8]) -> Digest {
    let mut digest = [0; 32];
    for (bytes, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    digest
}

/// Blocks that SHA-256 compresses for a message of `length` bytes, padding included.
pub(crate) fn blocks_of(length: usize) -> usize {
    length / BLOCK_BYTES + if length % BLOCK_BYTES < BLOCK_BYTES - 8 { 1 } else { 2 }
}
