//! [`U32x4`] and [`Bytes16`] on Wasm's 128-bit vectors. Must behave exactly as `generic.rs` does.
//!
//! Wasm has no vector rotation: it is two shifts and an or, but for whole bytes, where a [`ByteMap`] does.
use core::arch::wasm32::{
    i8x16_add, i8x16_eq, i8x16_lt, i8x16_splat, i8x16_sub, i8x16_swizzle, i16x8_extadd_pairwise_i8x16,
    i32x4_extadd_pairwise_i16x8, i32x4_extract_lane, i32x4_shuffle, u8x16_bitmask, u8x16_ge, u8x16_ne, u8x16_splat,
    u8x16_sub, u16x8_shr, u32x4, u32x4_add, u32x4_shl, u32x4_shr, u32x4_splat, v128, v128_and, v128_any_true,
    v128_load, v128_or, v128_store, v128_xor,
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

/// Sixteen bytes of a text.
#[derive(Clone, Copy)]
pub(crate) struct Bytes16(v128);

impl Bytes16 {
    #[inline(always)]
    pub(crate) fn load(bytes: &[u8; 16]) -> Self {
        // SAFETY: 16 bytes are readable there; Wasm loads need no alignment.
        Self(unsafe { v128_load(bytes.as_ptr().cast()) })
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

    /// A bit for each byte that isn't ASCII.
    #[inline(always)]
    pub(crate) fn wide(self) -> u32 {
        u32::from(u8x16_bitmask(self.0))
    }
}

impl Bytes16 {
    /// For each place of three the groups of the map whose bytes the first, the second and the third hold there, a bit each.
    #[inline(always)]
    pub(crate) fn groups(three: [Self; 3], map: &SliceMap) -> Self {
        let nibble = map.nibble;
        let at = |place: usize| {
            let bytes = three[place].0;
            let (low, high) = (v128_and(bytes, nibble), v128_and(u16x8_shr(bytes, 4), nibble));
            v128_and(i8x16_swizzle(map.low[place], low), i8x16_swizzle(map.high[place], high))
        };
        Self(v128_and(v128_and(at(0), at(1)), at(2)))
    }

    /// Whether any byte here or there is other than 0.
    #[inline(always)]
    pub(crate) fn any(self, other: Self) -> bool {
        v128_any_true(v128_or(self.0, other.0))
    }

    /// A bit for each byte that isn't 0.
    #[inline(always)]
    pub(crate) fn set(self) -> u32 {
        u32::from(u8x16_bitmask(u8x16_ne(self.0, u8x16_splat(0))))
    }
}

/// For each of eight groups the bytes of three places: see [`SliceMap::new`].
pub(crate) struct SliceMap {
    low: [v128; 3],
    high: [v128; 3],
    nibble: v128,
}

impl SliceMap {
    /// `low` and `high` hold for each place and each value of a byte's lower and upper half the groups that may have it, a bit
    /// each; a group has a byte if both halves have its bit.
    #[inline(always)]
    pub(crate) fn new(low: &[[u8; 16]; 3], high: &[[u8; 16]; 3]) -> Self {
        // Hidden from LLVM as a [`ByteMap`] is.
        let hidden = |bytes: &[u8; 16]| black_box(U32x4::from_le_bytes(bytes).0);
        Self {
            low: [hidden(&low[0]), hidden(&low[1]), hidden(&low[2])],
            high: [hidden(&high[0]), hidden(&high[1]), hidden(&high[2])],
            nibble: hidden(&[15; 16]),
        }
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
