//! Shannon entropy of a few hundred bytes in integers: thousandths of a bit a byte. `core` has no logarithm.

/// log2(n) in thousandths, rounded down, by repeated squaring of the mantissa.
fn log2_thousandths(n: u32) -> u32 {
    if n == 0 {
        return 0;
    }
    let whole = 31 - n.leading_zeros();
    // The mantissa in [1, 2) with 30 fractional bits.
    let mut mantissa = (u64::from(n) << 30) >> whole;
    let mut fraction = 0u32;
    for _ in 0..12 {
        mantissa = (mantissa * mantissa) >> 30;
        fraction <<= 1;
        if mantissa >= 2 << 30 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    whole * 1000 + ((fraction * 1000) >> 12)
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
    let weighted: u64 = counts.iter().map(|&c| u64::from(c) * u64::from(log2_thousandths(u32::from(c)))).sum();
    log2_thousandths(total).saturating_sub((weighted / u64::from(total)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

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
