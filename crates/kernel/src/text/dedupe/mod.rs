//! Which texts of a list are the same, or nearly: MinHash signatures in bands find candidates, and the true Jaccard similarity
//! of their word 5-shingles decides (Broder 1997; Leskovec et al., Mining of Massive Datasets, chapter 3).
//!
//! What is done per text ([`Shingles`], [`minima`]) is apart from the grouping, so that many workers share it. No pair under
//! the threshold is ever linked; a group is what verified pairs connect.
mod bands;
mod group;
mod shingle;
mod signature;
mod sort;

pub use group::{NearTexts, group_exact, group_near};
pub use shingle::Shingles;
pub use signature::{Minima, ROWS, minima};

use crate::watch::Cancelled;

/// Why there are no groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DedupeError {
    /// The watch said that nobody wants them any more.
    Cancelled,
    /// The worker's memory is too small.
    OutOfMemory,
}

impl From<Cancelled> for DedupeError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The Jaccard similarity of two sets, each sorted and without repeats: shared over all. Two empty sets are equal.
pub fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let all = a.len() + b.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}
