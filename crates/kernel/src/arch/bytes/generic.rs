//! [`Bytes16`] in plain Rust, for native tests and for targets without `simd128`. Must behave exactly as `wasm32.rs` does.
use core::array::from_fn;
use core::ops::{BitAnd, BitOr};

/// Sixteen bytes that are worked on side by side: of a text, or a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bytes16([u8; 16]);

impl Bytes16 {
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

    /// The greater byte of each two.
    pub(crate) fn max(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at].max(other.0[at])))
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

    /// The lower halves of the bytes, and the upper halves; `low` is fifteens, which the caller keeps.
    pub(crate) fn halves(self, low: Self) -> [Self; 2] {
        [self & low, Self(self.0.map(|byte| byte >> 4)) & low]
    }

    /// Whether any bit is set.
    pub(crate) fn any(self) -> bool {
        self.0 != [0; 16]
    }

    /// The highest bit of each byte, the first byte's lowest.
    pub(crate) fn bits(self) -> u32 {
        (0..16).fold(0, |bits, at| bits | u32::from(self.0[at] >> 7) << at)
    }

    /// A bit for each byte that isn't 0, the first byte's lowest.
    pub(crate) fn set(self) -> u32 {
        !self.same(Self::splat(0)).bits() & 0xffff
    }

    /// A bit for each byte that is one of a–z, the first byte's lowest.
    pub(crate) fn small_letters(self) -> u32 {
        self.those(|byte| byte.is_ascii_lowercase())
    }

    /// A–Z.
    pub(crate) fn capitals(self) -> u32 {
        self.those(|byte| byte.is_ascii_uppercase())
    }

    /// 0–9.
    pub(crate) fn digits(self) -> u32 {
        self.those(|byte| byte.is_ascii_digit())
    }

    /// Tabs, line breaks, spaces.
    pub(crate) fn white(self) -> u32 {
        self.those(|byte| matches!(byte, b'\t'..=b'\r' | b' '))
    }

    /// C2 and E1 to E3: with one of these begins all white space that isn't ASCII.
    pub(crate) fn white_leads(self) -> u32 {
        self.those(|byte| matches!(byte, 0xc2 | 0xe1..=0xe3))
    }

    /// CR and LF.
    pub(crate) fn breaks(self) -> u32 {
        self.those(|byte| matches!(byte, b'\n' | b'\r'))
    }

    /// Slashes.
    pub(crate) fn slashes(self) -> u32 {
        self.those(|byte| byte == b'/')
    }

    fn those(self, is: impl Fn(u8) -> bool) -> u32 {
        (0..16).fold(0, |bits, at| bits | u32::from(is(self.0[at])) << at)
    }
}

impl BitAnd for Bytes16 {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at] & other.0[at]))
    }
}

impl BitOr for Bytes16 {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(from_fn(|at| self.0[at] | other.0[at]))
    }
}

/// UTF-16 units of whole code points: a byte that begins one counts 1, the first byte of a four-byte form counts 2.
pub(crate) fn utf16_units(bytes: &[u8]) -> usize {
    let starts = bytes.iter().filter(|&&b| (b as i8) >= -0x40).count();
    starts + bytes.iter().filter(|&&b| b >= 0xf0).count()
}
