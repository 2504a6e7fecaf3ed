//! Four BLAKE3 chaining values side by side.
//!
//! Control flow must not depend on the bytes hashed.
use super::BLOCK_BYTES;
use super::rounds::{Block, IV, compress};
use crate::arch::{LANES, U32x4, rows};

/// The chaining values of four chunks or nodes.
pub(super) struct Lanes([U32x4; 8]);

impl Lanes {
    pub(super) fn new() -> Self {
        Self(IV.map(U32x4::splat))
    }

    /// Compresses the `lane`th block, whose bytes past its length are 0, into the `lane`th value.
    pub(super) fn compress(&mut self, blocks: [&[u8; BLOCK_BYTES]; LANES], block: &Block) {
        compress(&mut self.0, blocks, block);
    }

    /// Writes the four values.
    pub(super) fn write(&self, values: &mut [[u8; 32]; LANES]) {
        rows(&self.0, values);
    }
}
