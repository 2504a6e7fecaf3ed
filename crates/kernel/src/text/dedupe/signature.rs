//! MinHash: the least value of each of 128 permutations over a set. Two sets agree in a permutation with the probability of
//! their Jaccard similarity.
//!
//! The inner loop is plain code over a fixed array, four or more lanes wide after vectorisation; it must stay free of branches.
use crate::watch::{Cancelled, Watch};

/// Permutations a signature.
pub const PERMUTATIONS: usize = 128;
/// Shingles between two polls: 0.1 ms.
const SHINGLES_PER_POLL: usize = 1024;

/// A signature.
pub type Minima = [u32; PERMUTATIONS];

/// Multipliers (odd) and masks of the permutations of 32-bit values, by SplitMix64 from a fixed seed.
static FACTORS: Minima = constants(0x0u64, true);
static MASKS: Minima = constants(0x5eed_0000_0000_0001, false);

const fn constants(seed: u64, odd: bool) -> Minima {
    let mut state = seed;
    let mut table = [0; PERMUTATIONS];
    let mut i = 0;
    while i < PERMUTATIONS {
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

/// The signature of a set of shingles; of the empty set all ones.
///
/// # Errors
/// [`Cancelled`] when the watch says so.
pub fn minima(shingles: &[u64], watch: &mut impl Watch) -> Result<Minima, Cancelled> {
    let mut least = [u32::MAX; PERMUTATIONS];
    for some in shingles.chunks(SHINGLES_PER_POLL) {
        for &shingle in some {
            let value = (shingle ^ (shingle >> 32)) as u32;
            for ((least, &factor), &mask) in least.iter_mut().zip(&FACTORS).zip(&MASKS) {
                // Each step is a bijection of 32-bit values, so this is a permutation: xor, odd multiply, xor-shift, odd multiply.
                let mut permuted = (value ^ mask).wrapping_mul(factor);
                permuted ^= permuted >> 15;
                permuted = permuted.wrapping_mul(0x2c1b_3c6d);
                *least = (*least).min(permuted);
            }
        }
        watch.passed(0)?;
    }
    Ok(least)
}
