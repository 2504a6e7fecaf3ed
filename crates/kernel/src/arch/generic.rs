//! [`U32x4`] in plain Rust, for native tests and for targets without `simd128`. Must behave exactly as `wasm32.rs` does.
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
