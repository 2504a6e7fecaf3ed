//! SHA-256 of one message, in 32-bit words.
//!
//! Must stay free of branches and table look-ups that depend on the block's bytes.
use super::BLOCK_BYTES;
use super::rounds::{self, Word};
use core::ops::{Add, BitAnd, BitXor};

/// A word whose sums wrap.
#[derive(Clone, Copy)]
struct Single(u32);

impl Add for Single {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

impl BitXor for Single {
    type Output = Self;
    fn bitxor(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }
}

impl BitAnd for Single {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Word for Single {
    fn splat(word: u32) -> Self {
        Self(word)
    }

    fn rotr<const BITS: u32>(self) -> Self {
        Self(self.0.rotate_right(BITS))
    }

    fn shr<const BITS: u32>(self) -> Self {
        Self(self.0 >> BITS)
    }

    fn hidden(self) -> Self {
        self
    }
}

/// Compresses one block into a chaining value.
pub(super) fn compress(state: &mut [u32; 8], block: &[u8; BLOCK_BYTES]) {
    let words = block.as_chunks::<4>().0;
    let mut singles = state.map(Single);
    rounds::compress(&mut singles, core::array::from_fn(|i| Single(u32::from_be_bytes(words[i]))));
    *state = singles.map(|word| word.0);
}
