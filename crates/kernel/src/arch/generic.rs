//! [`U32x4`] and [`Bytes16`] in plain Rust, for native tests and for targets without `simd128`. Must behave exactly as `wasm32.rs`
//! does.
use core::array::from_fn;
use core::ops::{Add, BitAnd, BitXor};

/// Four 32-bit words, one a lane; sums wrap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct U32x4([u32; 4]);

impl U32x4 {
    pub(crate) fn splat(word: u32) -> Self {
        Self([word; 4])
    }

    pub(crate) fn new(words: [u32; 4]) -> Self {
        Self(words)
    }

    pub(crate) fn words(self) -> [u32; 4] {
        self.0
    }

    pub(crate) fn shr<const BITS: u32>(self) -> Self {
        Self(self.0.map(|word| word >> BITS))
    }

    pub(crate) fn rotr<const BITS: u32>(self) -> Self {
        Self(self.0.map(|word| word.rotate_right(BITS)))
    }

    /// The words of 16 bytes, the first byte least.
    pub(crate) fn from_le_bytes(bytes: &[u8; 16]) -> Self {
        let words = bytes.as_chunks::<4>().0;
        Self(from_fn(|lane| u32::from_le_bytes(words[lane])))
    }

    pub(crate) fn to_le_bytes(self) -> [u8; 16] {
        from_fn(|byte| self.0[byte / 4].to_le_bytes()[byte % 4])
    }

    /// Rearranges the 16 bytes.
    pub(crate) fn map_bytes(self, map: &ByteMap) -> Self {
        let bytes = self.to_le_bytes();
        Self::from_le_bytes(&map.0.map(|from| bytes[usize::from(from)]))
    }

    /// Rows to columns: lane `i` of the `j`th result is lane `j` of the `i`th input.
    pub(crate) fn transpose(rows: [Self; 4]) -> [Self; 4] {
        from_fn(|column| Self(from_fn(|row| rows[row].0[column])))
    }
}

/// Which byte of a vector goes to each of its 16 places.
pub(crate) struct ByteMap([u8; 16]);

impl ByteMap {
    pub(crate) fn new(map: [u8; 16]) -> Self {
        Self(map)
    }
}

/// Sixteen bytes of a text.
#[derive(Clone, Copy)]
pub(crate) struct Bytes16([u8; 16]);

impl Bytes16 {
    pub(crate) fn load(bytes: &[u8; 16]) -> Self {
        Self(*bytes)
    }

    /// A bit for each byte that is one of a–z, the first byte's lowest.
    pub(crate) fn small_letters(self) -> u32 {
        self.bits(|byte| byte.is_ascii_lowercase())
    }

    /// A–Z.
    pub(crate) fn capitals(self) -> u32 {
        self.bits(|byte| byte.is_ascii_uppercase())
    }

    /// 0–9.
    pub(crate) fn digits(self) -> u32 {
        self.bits(|byte| byte.is_ascii_digit())
    }

    /// Tabs, line breaks, spaces.
    pub(crate) fn white(self) -> u32 {
        self.bits(|byte| matches!(byte, b'\t'..=b'\r' | b' '))
    }

    /// C2 and E1 to E3: with one of these begins all white space that isn't ASCII.
    pub(crate) fn white_leads(self) -> u32 {
        self.bits(|byte| matches!(byte, 0xc2 | 0xe1..=0xe3))
    }

    /// CR and LF.
    pub(crate) fn breaks(self) -> u32 {
        self.bits(|byte| matches!(byte, b'\n' | b'\r'))
    }

    /// Slashes.
    pub(crate) fn slashes(self) -> u32 {
        self.bits(|byte| byte == b'/')
    }

    fn bits(self, is: impl Fn(u8) -> bool) -> u32 {
        (0..16).fold(0, |bits, at| bits | u32::from(is(self.0[at])) << at)
    }

    /// A bit for each byte that isn't ASCII.
    pub(crate) fn wide(self) -> u32 {
        self.bits(|byte| byte >= 0x80)
    }
}

impl Bytes16 {
    /// For each place of three the groups of the map whose bytes the first, the second and the third hold there, a bit each.
    pub(crate) fn groups(three: [Self; 3], map: &SliceMap) -> Self {
        let at = |place: usize, i: usize| {
            let byte = three[place].0[i];
            map.low[place][usize::from(byte & 15)] & map.high[place][usize::from(byte >> 4)]
        };
        Self(from_fn(|i| at(0, i) & at(1, i) & at(2, i)))
    }

    /// Whether any byte here or there is other than 0.
    pub(crate) fn any(self, other: Self) -> bool {
        (self.set() | other.set()) != 0
    }

    /// A bit for each byte that isn't 0.
    pub(crate) fn set(self) -> u32 {
        self.bits(|byte| byte != 0)
    }
}

/// For each of eight groups the bytes of three places: see [`SliceMap::new`].
pub(crate) struct SliceMap {
    low: [[u8; 16]; 3],
    high: [[u8; 16]; 3],
}

impl SliceMap {
    /// `low` and `high` hold for each place and each value of a byte's lower and upper half the groups that may have it, a bit
    /// each; a group has a byte if both halves have its bit.
    pub(crate) fn new(low: &[[u8; 16]; 3], high: &[[u8; 16]; 3]) -> Self {
        Self { low: *low, high: *high }
    }
}

/// UTF-16 units of whole code points: a byte that begins one counts 1, the first byte of a four-byte form counts 2.
pub(crate) fn utf16_units(bytes: &[u8]) -> usize {
    let starts = bytes.iter().filter(|&&b| (b as i8) >= -0x40).count();
    starts + bytes.iter().filter(|&&b| b >= 0xf0).count()
}

impl Add for U32x4 {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
    }
}

impl BitXor for U32x4 {
    type Output = Self;
    fn bitxor(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane] ^ other.0[lane]))
    }
}

impl BitAnd for U32x4 {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane] & other.0[lane]))
    }
}
