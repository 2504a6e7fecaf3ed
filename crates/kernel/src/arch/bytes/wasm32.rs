//! [`Bytes16`] on Wasm's 128-bit vectors. Must behave exactly as `generic.rs` does.
use core::arch::wasm32::{
    i8x16_add, i8x16_eq, i8x16_gt, i8x16_lt, i8x16_splat, i8x16_sub, i8x16_swizzle, i16x8_extadd_pairwise_i8x16,
    i32x4_extadd_pairwise_i16x8, i32x4_extract_lane, u8x16_add, u8x16_bitmask, u8x16_ge, u8x16_max, u8x16_splat,
    u8x16_sub, u8x16_sub_sat, u16x8_shl, u16x8_shr, v128, v128_and, v128_andnot, v128_any_true, v128_load, v128_or,
    v128_xor,
};
use core::hint::black_box;
use core::ops::{BitAnd, BitOr};

const SMALL: usize = 0;
const CAPITALS: usize = 2;
const DIGITS: usize = 4;
const TABS: usize = 6;
const SPACE: usize = 8;
const LF: usize = 9;
const CR: usize = 10;
const SLASH: usize = 11;
const TWO_BYTES: usize = 12;
const THREE_BYTES: usize = 13;

/// The constants of [`Bytes16`]: for a range its first byte and its length, both biased for a signed comparison.
static CONSTANTS: Constants = Constants([
    [b'a' + 128; 16],
    [26 + 128; 16],
    [b'A' + 128; 16],
    [26 + 128; 16],
    [b'0' + 128; 16],
    [10 + 128; 16],
    [b'\t' + 128; 16],
    [5 + 128; 16],
    [b' '; 16],
    [b'\n'; 16],
    [b'\r'; 16],
    [b'/'; 16],
    [0xc2; 16],
    [0xe1 - 128; 16],
    [3 + 128; 16],
]);

#[repr(align(16))]
struct Constants([[u8; 16]; 15]);

/// Read from memory, which LLVM may not see through: V8 puts a constant of the code together anew at every use, in four instructions.
#[inline(always)]
fn constant(number: usize) -> v128 {
    // SAFETY: a static, and aligned.
    unsafe { core::ptr::read_volatile((&raw const CONSTANTS.0[number]).cast()) }
}

/// Sixteen bytes that are worked on side by side: of a text, or a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes16(v128);

impl Bytes16 {
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
    /// A relaxed swizzle is one instruction less, but Node 20 has none.
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

    /// The greater byte of each two.
    #[inline(always)]
    pub(crate) fn max(self, other: Self) -> Self {
        Self(u8x16_max(self.0, other.0))
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

    /// The lower halves of the bytes, and the upper halves; `low` is fifteens, which the caller keeps.
    #[inline(always)]
    pub(crate) fn halves(self, low: Self) -> [Self; 2] {
        [self & low, Self(u16x8_shr(self.0, 4)) & low]
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

    /// A bit for each byte that isn't 0, the first byte's lowest.
    #[inline(always)]
    pub(crate) fn set(self) -> u32 {
        !self.same(Self::splat(0)).bits() & 0xffff
    }

    /// A bit for each byte that is one of a–z, the first byte's lowest.
    #[inline(always)]
    pub(crate) fn small_letters(self) -> u32 {
        self.within::<SMALL>()
    }

    /// A–Z.
    #[inline(always)]
    pub(crate) fn capitals(self) -> u32 {
        self.within::<CAPITALS>()
    }

    /// 0–9.
    #[inline(always)]
    pub(crate) fn digits(self) -> u32 {
        self.within::<DIGITS>()
    }

    /// Tabs, line breaks, spaces.
    #[inline(always)]
    pub(crate) fn white(self) -> u32 {
        self.within::<TABS>() | self.is::<SPACE>()
    }

    /// C2 and E1 to E3: with one of these begins all white space that isn't ASCII.
    #[inline(always)]
    pub(crate) fn white_leads(self) -> u32 {
        self.is::<TWO_BYTES>() | self.within::<THREE_BYTES>()
    }

    /// CR and LF.
    #[inline(always)]
    pub(crate) fn breaks(self) -> u32 {
        self.is::<LF>() | self.is::<CR>()
    }

    /// Slashes.
    #[inline(always)]
    pub(crate) fn slashes(self) -> u32 {
        self.is::<SLASH>()
    }

    #[inline(always)]
    fn within<const RANGE: usize>(self) -> u32 {
        u32::from(u8x16_bitmask(i8x16_lt(u8x16_sub(self.0, constant(RANGE)), constant(RANGE + 1))))
    }

    #[inline(always)]
    fn is<const BYTE: usize>(self) -> u32 {
        u32::from(u8x16_bitmask(i8x16_eq(self.0, constant(BYTE))))
    }
}

impl BitAnd for Bytes16 {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }
}

impl BitOr for Bytes16 {
    type Output = Self;
    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }
}

/// Vectors whose bytes' sums still fit a byte.
const SUMMED: usize = 127;

/// UTF-16 units of whole code points: a byte that begins one counts 1, the first byte of a four-byte form counts 2.
pub(crate) fn utf16_units(bytes: &[u8]) -> usize {
    let (vectors, rest) = bytes.as_chunks::<16>();
    let mut others = 0;
    for run in vectors.chunks(SUMMED) {
        let mut sums = i8x16_splat(0);
        for vector in run {
            let bytes = Bytes16::load(vector).0;
            // A true lane is -1: one less for each byte that goes on, one more for each that begins four.
            sums = i8x16_add(sums, i8x16_lt(bytes, i8x16_splat(-0x40)));
            sums = i8x16_sub(sums, u8x16_ge(bytes, u8x16_splat(0xf0)));
        }
        let sums = i32x4_extadd_pairwise_i16x8(i16x8_extadd_pairwise_i8x16(sums));
        others += i32x4_extract_lane::<0>(sums)
            + i32x4_extract_lane::<1>(sums)
            + i32x4_extract_lane::<2>(sums)
            + i32x4_extract_lane::<3>(sums);
    }
    let units = |byte: &u8| usize::from(*byte as i8 >= -0x40) + usize::from(*byte >= 0xf0);
    (vectors.len() * 16).wrapping_add_signed(others as isize) + rest.iter().map(units).sum::<usize>()
}
