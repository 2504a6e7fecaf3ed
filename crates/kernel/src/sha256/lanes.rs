//! SHA-256 of four messages at once, one a lane.
//!
//! Control flow must not depend on the bytes hashed.
use super::rounds::{FixedBlock, Word, compress, compress_fixed};
use super::{BLOCK_BYTES, INITIAL};
use crate::Digest;
use crate::arch::{ByteMap, LANES, U32x4, columns, rows};
use core::hint::black_box;

/// The chaining values of four messages.
pub(super) struct Lanes([U32x4; 8]);

impl Word for U32x4 {
    #[inline(always)]
    fn splat(word: u32) -> Self {
        U32x4::splat(word)
    }

    #[inline(always)]
    fn rotr<const BITS: u32>(self) -> Self {
        U32x4::rotr::<BITS>(self)
    }

    #[inline(always)]
    fn shr<const BITS: u32>(self) -> Self {
        U32x4::shr::<BITS>(self)
    }

    #[inline(always)]
    fn hidden(self) -> Self {
        black_box(self)
    }
}

/// Each word with its bytes in the opposite order.
const BIG_ENDIAN: [u8; 16] = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];

impl Lanes {
    pub(super) fn new() -> Self {
        Self(INITIAL.map(U32x4::splat))
    }

    /// Compresses the `lane`th block into the `lane`th message.
    pub(super) fn compress(&mut self, blocks: [&[u8; BLOCK_BYTES]; LANES]) {
        let big_endian = ByteMap::new(BIG_ENDIAN);
        compress(&mut self.0, columns(blocks).map(|word| word.map_bytes(&big_endian)));
    }

    /// Compresses the same block into all four messages.
    pub(super) fn compress_fixed(&mut self, block: &FixedBlock) {
        compress_fixed(&mut self.0, block);
    }

    /// The chaining value of one message.
    pub(super) fn state(&self, lane: usize) -> [u32; 8] {
        self.0.map(|word| word.words()[lane])
    }

    /// Writes the digests of all four messages.
    pub(super) fn write_digests(&self, digests: &mut [Digest; LANES]) {
        let big_endian = ByteMap::new(BIG_ENDIAN);
        rows(&self.0.map(|word| word.map_bytes(&big_endian)), digests);
    }
}
