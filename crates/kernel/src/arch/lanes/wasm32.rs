//! [`Lanes`] on Wasm's 128-bit vectors. Must behave exactly as `generic.rs` does.
use core::arch::wasm32::{
    i8x16_eq, i8x16_gt, i8x16_swizzle, u8x16_add, u8x16_bitmask, u8x16_splat, u8x16_sub_sat, u16x8_shl, u16x8_shr,
    v128, v128_and, v128_andnot, v128_any_true, v128_load, v128_or, v128_xor,
};
use core::hint::black_box;
use core::ops::{BitAnd, BitOr};

/// Sixteen bytes that are worked on side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lanes(v128);

impl Lanes {
    #[inline(always)]
    pub(crate) fn load(bytes: &[u8; 16]) -> Self {
        // SAFETY: 16 bytes are readable there; Wasm loads need no alignment.
        Self(unsafe { v128_load(bytes.as_ptr().cast()) })
    }

    /// A constant or a table that a loop keeps: hidden from LLVM, for V8 puts constants together anew at every use.
    #[inline(always)]
    pub(crate) fn kept(bytes: &[u8; 16]) -> Self {
        Self(black_box(Self::load(bytes).0))
    }

    #[inline(always)]
    pub(crate) fn splat(byte: u8) -> Self {
        Self(u8x16_splat(byte))
    }

    /// The table's byte at each index; 0 for indexes from 16 on.
    #[inline(always)]
    pub(crate) fn lookup(self, indexes: Self) -> Self {
        Self(i8x16_swizzle(self.0, indexes.0))
    }

    /// All bits where the bytes are the same, else none.
    #[inline(always)]
    pub(crate) fn same(self, other: Self) -> Self {
        Self(i8x16_eq(self.0, other.0))
    }

    /// All bits where the byte is greater than the other's, both taken as signed.
    #[inline(always)]
    pub(crate) fn above(self, other: Self) -> Self {
        Self(i8x16_gt(self.0, other.0))
    }

    /// Sums that wrap.
    #[inline(always)]
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(u8x16_add(self.0, other.0))
    }

    /// Differences, 0 where the other is greater.
    #[inline(always)]
    pub(crate) fn less(self, other: Self) -> Self {
        Self(u8x16_sub_sat(self.0, other.0))
    }

    /// What is set in one of both.
    #[inline(always)]
    pub(crate) fn xor(self, other: Self) -> Self {
        Self(v128_xor(self.0, other.0))
    }

    /// What is set here and not in the other.
    #[inline(always)]
    pub(crate) fn without(self, other: Self) -> Self {
        Self(v128_andnot(self.0, other.0))
    }

    /// Each byte shifted down; its lowest `BITS` bits must be 0. (A shift of bytes would be masked after it.)
    #[inline(always)]
    pub(crate) fn down<const BITS: u32>(self) -> Self {
        Self(u16x8_shr(self.0, BITS))
    }

    /// Each byte shifted up; its highest `BITS` bits must be 0.
    #[inline(always)]
    pub(crate) fn up<const BITS: u32>(self) -> Self {
        Self(u16x8_shl(self.0, BITS))
    }

    /// Whether any bit is set.
    #[inline(always)]
    pub(crate) fn any(self) -> bool {
        v128_any_true(self.0)
    }

    /// The highest bit of each byte, the first byte's lowest.
    #[inline(always)]
    pub(crate) fn bits(self) -> u32 {
        u32::from(u8x16_bitmask(self.0))
    }
}

impl BitAnd for Lanes {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }
}

impl BitOr for Lanes {
    type Output = Self;
    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }
}
