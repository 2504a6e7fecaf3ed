//! [`U32x4`] on Wasm's 128-bit vectors. Must behave exactly as `generic.rs` does.
//!
//! Wasm has no vector rotation: it is two shifts and an or, but for whole bytes, where a [`ByteMap`] does.
use core::arch::wasm32::{
    i8x16_swizzle, i32x4_shuffle, u32x4, u32x4_add, u32x4_shl, u32x4_shr, u32x4_splat, v128, v128_and, v128_load,
    v128_or, v128_store, v128_xor,
};
use core::hint::black_box;
use core::ops::{Add, BitAnd, BitXor};

/// Four 32-bit words, one a lane; sums wrap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct U32x4(v128);

impl U32x4 {
    #[inline(always)]
    pub(crate) fn splat(word: u32) -> Self {
        Self(u32x4_splat(word))
    }

    #[inline(always)]
    pub(crate) fn new(words: [u32; 4]) -> Self {
        Self(u32x4(words[0], words[1], words[2], words[3]))
    }

    #[inline(always)]
    pub(crate) fn words(self) -> [u32; 4] {
        let bytes = self.to_le_bytes();
        let words = bytes.as_chunks::<4>().0;
        core::array::from_fn(|lane| u32::from_le_bytes(words[lane]))
    }

    #[inline(always)]
    pub(crate) fn shr<const BITS: u32>(self) -> Self {
        Self(u32x4_shr(self.0, BITS))
    }

    #[inline(always)]
    pub(crate) fn rotr<const BITS: u32>(self) -> Self {
        Self(v128_or(u32x4_shr(self.0, BITS), u32x4_shl(self.0, 32 - BITS)))
    }

    /// The words of 16 bytes, the first byte least.
    #[inline(always)]
    pub(crate) fn from_le_bytes(bytes: &[u8; 16]) -> Self {
        // SAFETY: 16 bytes are readable there; Wasm loads need no alignment.
        Self(unsafe { v128_load(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    pub(crate) fn to_le_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        // SAFETY: 16 bytes are writable there; Wasm stores need no alignment.
        unsafe { v128_store(bytes.as_mut_ptr().cast(), self.0) };
        bytes
    }

    /// Rearranges the 16 bytes.
    #[inline(always)]
    pub(crate) fn map_bytes(self, map: &ByteMap) -> Self {
        Self(i8x16_swizzle(self.0, map.0))
    }

    /// Rows to columns: lane `i` of the `j`th result is lane `j` of the `i`th input.
    #[inline(always)]
    pub(crate) fn transpose(rows: [Self; 4]) -> [Self; 4] {
        let [a, b, c, d] = rows.map(|row| row.0);
        let (low_ab, high_ab) = (i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
        let (low_cd, high_cd) = (i32x4_shuffle::<0, 4, 1, 5>(c, d), i32x4_shuffle::<2, 6, 3, 7>(c, d));
        [
            Self(i32x4_shuffle::<0, 1, 4, 5>(low_ab, low_cd)),
            Self(i32x4_shuffle::<2, 3, 6, 7>(low_ab, low_cd)),
            Self(i32x4_shuffle::<0, 1, 4, 5>(high_ab, high_cd)),
            Self(i32x4_shuffle::<2, 3, 6, 7>(high_ab, high_cd)),
        ]
    }
}

/// Which byte of a vector goes to each of its 16 places.
pub(crate) struct ByteMap(v128);

impl ByteMap {
    /// The map is hidden from LLVM, which would make a shuffle of every use: for each of those V8 puts its constant
    /// together anew, in four instructions. BLAKE3's rounds take 114 ns instead of 125 so (Node 26).
    #[inline(always)]
    pub(crate) fn new(map: [u8; 16]) -> Self {
        Self(black_box(U32x4::from_le_bytes(&map).0))
    }
}

impl Add for U32x4 {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(u32x4_add(self.0, other.0))
    }
}

impl BitXor for U32x4 {
    type Output = Self;
    #[inline(always)]
    fn bitxor(self, other: Self) -> Self {
        Self(v128_xor(self.0, other.0))
    }
}

impl BitAnd for U32x4 {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }
}
