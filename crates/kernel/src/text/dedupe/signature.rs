//! MinHash signatures: 128 rows, in each of which two sets agree with the probability of their Jaccard similarity.
//!
//! By fast similarity sketching (Dahlgaard, Knudsen and Thorup, FOCS 2017) and not by 128 permutations of every value: in each
//! round a hash throws every value into one row, with the round as its highest digit, and the rounds end when no row is empty,
//! after some three for a page of text. The least value of a row is what all rounds would give, so that signatures of sets of
//! any size compare; agreement is as concentrated as that of independent permutations.
use crate::watch::{Cancelled, Watch};
use core::ops::Range;

/// Rows a signature.
pub const ROWS: usize = 128;
/// After as many rounds as there are rows each further one fills its own row: there is always an end.
const ROUNDS: usize = 2 * ROWS;
/// Shingles between two polls: 0.1 ms at most.
const SHINGLES_PER_POLL: usize = 16 * 1024;
/// The bits of a row's value below the round's.
const FRACTION_BITS: u32 = 24;

/// The least values of the rows.
type Minima = [u32; ROWS];
/// `u64`s of a signature, which holds two rows in each, the first one's value lowest.
pub const SIGNATURE_WORDS: usize = ROWS / 2;
/// A signature.
pub type Signature = [u64; SIGNATURE_WORDS];

/// Multipliers (odd) and offsets of the rounds' hashes, by SplitMix64 from a fixed seed.
static FACTORS: [u32; ROUNDS] = constants(0x0u64, true);
static OFFSETS: [u32; ROUNDS] = constants(0x5eed_0000_0000_0001, false);

const fn constants(seed: u64, odd: bool) -> [u32; ROUNDS] {
    let mut state = seed;
    let mut table = [0; ROUNDS];
    let mut i = 0;
    while i < ROUNDS {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        table[i] = (z >> 32) as u32 | odd as u32;
        i += 1;
    }
    table
}

/// The signature of a set of shingles, in any order and however often each is there; of the empty set all ones.
///
/// # Errors
/// [`Cancelled`] when the watch says so.
pub fn sign(shingles: &[u64], watch: &mut impl Watch) -> Result<Signature, Cancelled> {
    let mut least = [u32::MAX; ROWS];
    for round in 0..ROUNDS {
        for some in shingles.chunks(SHINGLES_PER_POLL) {
            lower(&mut least, some, round);
            watch.passed(0)?;
        }
        if !least.contains(&u32::MAX) {
            break;
        }
    }
    let mut signature = [0; SIGNATURE_WORDS];
    for (word, rows) in signature.iter_mut().zip(least.as_chunks::<2>().0) {
        *word = u64::from(rows[0]) | u64::from(rows[1]) << 32;
    }
    Ok(signature)
}

/// The value of a signature's row.
#[inline]
pub fn row(signature: &Signature, row: usize) -> u32 {
    (signature[row / 2] >> (32 * (row % 2))) as u32
}

/// A hash of some rows, for those of two signatures to be found equal: a sum of products, one a row, which don't wait for each other.
pub(super) fn hash_rows(signature: &Signature, rows: Range<usize>) -> u64 {
    rows.fold(0, |sum, at| {
        let factor = u64::from(FACTORS[at]) << 32 | u64::from(OFFSETS[at]) | 1;
        sum.wrapping_add(u64::from(row(signature, at)).wrapping_mul(factor))
    })
}

/// Takes a round of some shingles into the minima.
fn lower(least: &mut Minima, shingles: &[u64], round: usize) {
    let digit = (round as u32) << FRACTION_BITS;
    let (factor, offset) = (FACTORS[round], OFFSETS[round]);
    // a shingle is a hash already: one multiplication gives one that is independent enough of the other rounds'
    let hashes =
        shingles.iter().map(|shingle| ((shingle ^ (shingle >> 32)) as u32).wrapping_mul(factor).wrapping_add(offset));
    if let Some(own) = round.checked_sub(ROWS) {
        let lowest = hashes.min().map_or(u32::MAX, |hash| digit | (hash >> (32 - FRACTION_BITS)));
        least[own] = least[own].min(lowest);
        return;
    }
    for hash in hashes {
        let row = &mut least[(hash >> (32 - ROWS.ilog2())) as usize];
        *row = (*row).min(digit | ((hash >> 1) & ((1 << FRACTION_BITS) - 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;

    /// A well-mixed value, as shingles are.
    fn mixed(i: u64) -> u64 {
        let z = (i ^ (i >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn minima(values: impl Iterator<Item = u64>) -> Minima {
        let signature = sign(&values.map(mixed).collect::<Vec<_>>(), &mut Unwatched).expect("nobody cancels");
        core::array::from_fn(|at| row(&signature, at))
    }

    #[test]
    fn a_signature_is_of_the_set_whatever_its_order_and_of_nothing_all_ones() {
        assert_eq!(minima(1..500), minima((1..500).rev()));
        assert_eq!(minima((1..500).chain(3..90)), minima(1..500));
        assert_eq!(minima(0..0), [u32::MAX; ROWS]);
        for size in 1..40 {
            assert!(!minima(1..1 + size).contains(&u32::MAX), "{size}");
        }
    }

    /// Means and spreads over 400 pairs of sets: a row agrees as often as the similarity says, and rows as if each stood alone.
    #[test]
    fn rows_agree_as_often_as_sets_are_similar_and_as_independently_as_permutations() {
        for (shared, own) in [(4, 1), (16, 4), (160, 20), (1600, 200), (50, 50), (9, 1)] {
            let similarity = shared as f64 / (shared + 2 * own) as f64;
            let agreements: Vec<f64> = (0..400u64)
                .map(|pair| {
                    let base = 1 + pair * 100_000;
                    let (a, b) = (shared + own, shared + 2 * own);
                    let one = minima(base..base + a);
                    let other = minima((base..base + shared).chain(base + a..base + b));
                    one.iter().zip(&other).filter(|(x, y)| x == y).count() as f64 / ROWS as f64
                })
                .collect();
            let mean = agreements.iter().sum::<f64>() / 400.0;
            let variance = agreements.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 399.0;
            let independent = similarity * (1.0 - similarity) / ROWS as f64;
            assert!((mean - similarity).abs() < 0.01, "{shared} {own}: {mean} of {similarity}");
            assert!(variance < 1.4 * independent, "{shared} {own}: {variance} of {independent}");
        }
    }
}
