//! Shannon entropy of a few hundred bytes in integers: thousandths of a bit a byte. `core` has no logarithm.

use core::ops::Range;

/// log2(n) in thousandths, rounded down, by repeated squaring of the mantissa.
const fn log2_thousandths(n: u32) -> u32 {
    if n == 0 {
        return 0;
    }
    let whole = 31 - n.leading_zeros();
    // The mantissa in [1, 2) with 30 fractional bits.
    let mut mantissa = ((n as u64) << 30) >> whole;
    let mut fraction = 0u32;
    let mut bit = 0;
    while bit < 12 {
        bit += 1;
        mantissa = (mantissa * mantissa) >> 30;
        fraction <<= 1;
        if mantissa >= 2 << 30 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    whole * 1000 + ((fraction * 1000) >> 12)
}

/// `n * log2_thousandths(n)` for each count up to the longest token's length.
static WEIGHTS: [u32; 2049] = {
    let mut weights = [0; 2049];
    let mut n = 0;
    while n < weights.len() {
        weights[n] = n as u32 * log2_thousandths(n as u32);
        n += 1;
    }
    weights
};

/// The counts of a stretch of the text, which the next stretch is counted from where it is nearly the same.
pub(crate) struct Window {
    range: Range<usize>,
    counts: [u16; 256],
    /// The sum of the counts' weights.
    weighted: u32,
}

impl Default for Window {
    fn default() -> Self {
        Self { range: 0..0, counts: [0; 256], weighted: 0 }
    }
}

impl Window {
    /// Shorter stretches are counted by themselves.
    const LEAST: usize = 256;

    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        if !self.range.is_empty() {
            *self = Self::default();
        }
    }

    /// [`entropy`] of that stretch of the text.
    pub(crate) fn entropy(&mut self, text: &[u8], range: Range<usize>) -> u32 {
        if !(Self::LEAST..WEIGHTS.len()).contains(&range.len()) {
            return entropy(&text[range]);
        }
        let moved = range.start.abs_diff(self.range.start) + range.end.abs_diff(self.range.end);
        if moved >= range.len() {
            *self = Self { range: range.start..range.start, ..Self::default() };
        }
        // What left comes off first, so that no count exceeds the weights.
        let old = self.range.clone();
        self.leave(text, old.start..range.start.min(old.end));
        self.leave(text, range.end.max(old.start)..old.end);
        self.enter(text, range.start..old.start.min(range.end));
        self.enter(text, old.end.max(range.start)..range.end);
        self.range = range.clone();
        let total = range.len() as u32;
        log2_thousandths(total).saturating_sub(self.weighted / total)
    }

    fn enter(&mut self, text: &[u8], range: Range<usize>) {
        for at in range {
            let count = &mut self.counts[text[at] as usize];
            *count += 1;
            self.weighted += WEIGHTS[*count as usize] - WEIGHTS[*count as usize - 1];
        }
    }

    fn leave(&mut self, text: &[u8], range: Range<usize>) {
        for at in range {
            let count = &mut self.counts[text[at] as usize];
            *count -= 1;
            self.weighted -= WEIGHTS[*count as usize + 1] - WEIGHTS[*count as usize];
        }
    }
}

/// Entropy of the distribution of byte values in `bytes`, in thousandths of a bit a byte.
pub(crate) fn entropy(bytes: &[u8]) -> u32 {
    let mut counts = [0u16; 256];
    for &b in bytes {
        counts[b as usize] = counts[b as usize].saturating_add(1);
    }
    let total = bytes.len() as u32;
    if total == 0 {
        return 0;
    }
    let weight = |c: u16| match WEIGHTS.get(c as usize) {
        Some(&weight) => u64::from(weight),
        None => u64::from(c) * u64::from(log2_thousandths(u32::from(c))),
    };
    let weighted: u64 = counts.iter().map(|&c| weight(c)).sum();
    log2_thousandths(total).saturating_sub((weighted / u64::from(total)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_window_that_moves_has_the_entropy_of_its_bytes(
            text in prop::collection::vec(prop::sample::select(b"abcdefg-_1".to_vec()), 3000),
            ranges in prop::collection::vec((0usize..1000, 0usize..2048), 1..20),
        ) {
            let mut window = Window::default();
            for (start, length) in ranges {
                for start in [start, start + 3, start.saturating_sub(5)] {
                    let range = start..text.len().min(start + length);
                    prop_assert_eq!(window.entropy(&text, range.clone()), entropy(&text[range]));
                }
            }
        }
    }

    #[test]
    fn entropy_is_that_of_the_formula() {
        let exact = |bytes: &[u8]| -> f64 {
            let n = bytes.len() as f64;
            let count = |b: u8| bytes.iter().filter(|&&x| x == b).count() as f64;
            (0..=255u8).map(count).filter(|&c| c > 0.0).map(|c| -(c / n) * (c / n).log2()).sum()
        };
        for bytes in
            [&b"a"[..], b"ab", b"aab", b"password", b"0123456789abcdef", b"hunter2", b"zzzzzzzzzzzzzzzz", &[7; 400]]
        {
            let got = f64::from(entropy(bytes)) / 1000.0;
            assert!((got - exact(bytes)).abs() < 0.005, "{bytes:?}: {got} against {}", exact(bytes));
        }
    }
}
