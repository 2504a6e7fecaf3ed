//! How a signature is cut into bands: a pair is a candidate when all rows of one band agree. The probability that a pair of
//! similarity s is one is 1 - (1 - s^rows)^bands.
use super::signature::ROWS;

/// A pair just at the threshold is found at least this often (the promise is 0.95; a signature also scatters a little).
const RECALL: f64 = 0.985;
/// Longer bands save no work that would be noticed.
const ROWS_MAX: usize = 16;

/// Rows a band, for a threshold above 0, up to 1: the most that keep the recall, since longer bands bring fewer false candidates.
pub(super) fn rows(threshold: f64) -> usize {
    (1..=ROWS_MAX).rev().find(|&rows| found(threshold, rows) >= RECALL).unwrap_or(1)
}

fn found(similarity: f64, rows: usize) -> f64 {
    1.0 - power(1.0 - power(similarity, rows), ROWS / rows)
}

/// `powi` isn't in core.
fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_get_longer_with_the_threshold_and_keep_the_recall() {
        let mut last = 1;
        for percent in 5..=100 {
            let threshold = f64::from(percent) / 100.0;
            let rows = rows(threshold);
            assert!(rows >= last, "{threshold}");
            assert!(rows == 1 || found(threshold, rows) >= RECALL, "{threshold}");
            last = rows;
        }
        assert_eq!(rows(1.0), ROWS_MAX);
        assert_eq!(rows(0.8), 7);
    }
}
