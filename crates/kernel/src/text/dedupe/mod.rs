//! Which texts of a list are the same, or nearly: MinHash signatures in bands find candidates, and the true Jaccard similarity
//! of their word 5-shingles decides (Broder 1997; Leskovec et al., Mining of Massive Datasets, chapter 3).
//!
//! What is done per text ([`signed`]) is apart from the grouping, so that many workers share it. No pair under the threshold is
//! ever linked; a group is what verified pairs connect.
mod bands;
mod group;
mod shingle;
mod signature;
mod signed;
mod similarity;
mod sort;
mod words;

pub use group::{group_exact, group_near};
pub use signature::{ROWS, SIGNATURE_WORDS, Signature, row, sign};
pub use signed::{SignedText, jaccard, signed};
pub use sort::sort;

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
