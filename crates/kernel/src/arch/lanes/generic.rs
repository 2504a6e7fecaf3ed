//! [`Lanes`] in plain Rust, for native tests and for targets without `simd128`. Must behave exactly as `wasm32.rs` does.
use core::array::from_fn;
use core::ops::{BitAnd, BitOr};

/// Sixteen bytes that are worked on side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lanes([u8; 16]);

impl Lanes {
    pub(crate) fn load(bytes: &[u8; 16]) -> Self {
        Self(*bytes)
    }

    /// A constant or a table that a loop keeps.
    pub(crate) fn kept(bytes: &[u8; 16]) -> Self {
        Self(*bytes)
    }

    pub(crate) fn splat(byte: u8) -> Self {
        Self([byte; 16])
    }

    /// The table's byte at each index; 0 for indexes from 16 on.
    pub(crate) fn lookup(self, indexes: Self) -> Self {
        Self(indexes.0.map(|index| self.0.get(usize::from(index)).copied().unwrap_or(0)))
    }

    /// All bits where the bytes are the same, else none.
    pub(crate) fn same(self, other: Self) -> Self {
        Self(from_fn(|at| if self.0[at] == other.0[at] { 0xff } else { 0 }))
    }

    /// All bits where the byte is greater than the other's, both taken as signed.
    pub(crate) fn above(self, other: Self) -> Self {
        Self(from_fn(|at| if self.0[at].cast_signed() > other.0[at].cast_signed() { 0xff } else { 0 }))
    }

    /// Sums that wrap.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at].wrapping_add(other.0[at])))
    }

    /// Differences, 0 where the other is greater.
    pub(crate) fn less(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at].saturating_sub(other.0[at])))
    }

    /// What is set in one of both.
    pub(crate) fn xor(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at] ^ other.0[at]))
    }

    /// What is set here and not in the other.
    pub(crate) fn without(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at] & !other.0[at]))
    }

    /// Each byte shifted down; its lowest `BITS` bits must be 0.
    pub(crate) fn down<const BITS: u32>(self) -> Self {
        Self(self.0.map(|byte| byte >> BITS))
    }

    /// Each byte shifted up; its highest `BITS` bits must be 0.
    pub(crate) fn up<const BITS: u32>(self) -> Self {
        Self(self.0.map(|byte| byte << BITS))
    }

    /// Whether any bit is set.
    pub(crate) fn any(self) -> bool {
        self.0 != [0; 16]
    }

    /// The highest bit of each byte, the first byte's lowest.
    pub(crate) fn bits(self) -> u32 {
        (0..16).fold(0, |bits, at| bits | u32::from(self.0[at] >> 7) << at)
    }
}

impl BitAnd for Lanes {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at] & other.0[at]))
    }
}

impl BitOr for Lanes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at] | other.0[at]))
    }
}
