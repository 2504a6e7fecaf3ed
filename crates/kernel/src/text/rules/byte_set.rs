//! Sets of bytes, and about how often their bytes stand in common text, alone and after one another.
//!
//! A wrong guess here may cost time and never a match.

use alloc::vec::Vec;
use core::ops::Range;

/// A set of bytes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(crate) const ALL: Self = Self([u64::MAX; 4]);

    #[inline]
    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }

    pub(crate) fn add(&mut self, first: u8, last: u8) {
        (first..=last).for_each(|b| self.0[usize::from(b >> 6)] |= 1 << (b & 63));
    }

    /// The bytes with one of these lower and one of these upper halves, a bit each.
    pub(crate) fn of_halves(low: u16, high: u16) -> Self {
        let row = |half: usize| (u64::from(low) * u64::from(high >> half & 1)) << (half % 4 * 16);
        Self(core::array::from_fn(|word| (0..4).fold(0, |bits, quarter| bits | row(word * 4 + quarter))))
    }

    pub(crate) fn unite(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
    }

    fn share(&self, other: &Self) -> Self {
        Self(core::array::from_fn(|i| self.0[i] & other.0[i]))
    }

    /// About how many of the bytes of chat and code are in the set; see [`FREQUENCIES`].
    fn frequency(&self) -> f32 {
        let mut sum = 0.0;
        for (i, mut word) in self.0.into_iter().enumerate() {
            while word != 0 {
                sum += FREQUENCIES[i * 64 + word.trailing_zeros() as usize];
                word &= word - 1;
            }
        }
        sum
    }
}

/// About how often bytes of some sets stand somewhere, and after one another: what is like the byte before is more likely.
pub(crate) struct Chances {
    alone: Vec<f32>,
    after: Vec<f32>,
}

impl Chances {
    pub(crate) fn of(sets: &[ByteSet]) -> Self {
        let alone: Vec<f32> = sets.iter().map(ByteSet::frequency).collect();
        let mut after = alone.clone();
        for i in 1..sets.len() {
            if alone[i - 1] > 0.0 {
                let alike = sets[i].share(&sets[i - 1]).frequency() / alone[i - 1];
                after[i] = (0.3 * alike + 0.7 * alone[i]).min(1.0);
            }
        }
        Self { alone, after }
    }

    /// Of a run of the sets; 1 for none.
    pub(crate) fn of_run(&self, run: Range<usize>) -> f32 {
        match run.start.checked_add(1).filter(|_| !run.is_empty()) {
            Some(rest) => self.alone[run.start] * self.after[rest..run.end].iter().product::<f32>(),
            None => 1.0,
        }
    }
}

/// Shares of bytes in mixed-script chat and code, roughly; a wrong one costs time only.
static FREQUENCIES: [f32; 256] = frequencies();

const fn frequencies() -> [f32; 256] {
    let mut all = [0.0; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = frequency(byte as u8);
        byte += 1;
    }
    all
}

const fn frequency(byte: u8) -> f32 {
    match byte {
        b' ' => 0.12,
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 0.035,
        b'a'..=b'z' => 0.012,
        b'\n' | b'"' => 0.015,
        b'.' | b',' | b'-' | b'_' | b'(' | b')' | b'/' | b'=' | b':' | b';' | b'\'' => 0.008,
        b'0'..=b'9' => 0.005,
        b'A'..=b'Z' => 0.002,
        0x80..=0xbf => 0.003,
        0xc2..=0xf4 => 0.002,
        b'!'..=b'~' => 0.001,
        _ => 0.0001,
    }
}
