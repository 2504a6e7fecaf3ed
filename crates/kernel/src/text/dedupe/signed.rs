//! A text as the grouping takes it: the signature of its shingles, then these. They are made a set (sorted, without repeats) when
//! they are compared again: most texts are like one other or none, and to sort all took a fifth of the whole time.
use super::DedupeError;
use super::shingle::shingle;
use super::signature::{SIGNATURE_WORDS, Signature, sign};
use super::sort::sort;
use crate::watch::Watch;
use alloc::vec::Vec;

/// Of most texts, with the white space after it: what is reserved is then enough.
const BYTES_A_WORD: usize = 5;

/// Signs a text: its signature, then its shingles in any order.
///
/// # Errors
/// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
pub fn signed(text: &str, watch: &mut impl Watch) -> Result<Vec<u64>, DedupeError> {
    let mut signed = Vec::new();
    let likely = SIGNATURE_WORDS + text.len() / BYTES_A_WORD;
    signed.try_reserve(likely).map_err(|_| DedupeError::OutOfMemory)?;
    signed.resize(SIGNATURE_WORDS, 0);
    shingle(text, &mut signed, watch)?;
    let (signature, shingles) = signed.split_at_mut(SIGNATURE_WORDS);
    signature.copy_from_slice(&sign(shingles, watch)?);
    Ok(signed)
}

/// What [`signed`] made of a text.
pub struct SignedText<'a> {
    signature: &'a Signature,
    shingles: &'a mut [u64],
    is_set: bool,
    was_compared: bool,
}

impl<'a> SignedText<'a> {
    /// Over what [`signed`] returned, whose shingles will change their order; none where that is too short for a signature.
    pub fn new(signed: &'a mut [u64]) -> Option<Self> {
        let (signature, shingles) = signed.split_first_chunk_mut::<SIGNATURE_WORDS>()?;
        Some(Self { signature, shingles, is_set: false, was_compared: false })
    }

    pub(super) fn signature(&self) -> &Signature {
        self.signature
    }

    /// The shingles as they are: a set after [`Self::make_set`].
    pub(super) fn shingles(&self) -> &[u64] {
        self.shingles
    }

    /// Notes that it is compared with another, and tells whether it was before.
    pub(super) fn compare(&mut self) -> bool {
        core::mem::replace(&mut self.was_compared, true)
    }

    /// Sorts the shingles and drops repeats.
    pub(super) fn make_set(&mut self, watch: &mut impl Watch) -> Result<(), DedupeError> {
        if self.is_set {
            return Ok(());
        }
        sort(self.shingles, watch)?;
        let mut size = 0;
        for at in 0..self.shingles.len() {
            if size == 0 || self.shingles[at] != self.shingles[size - 1] {
                self.shingles[size] = self.shingles[at];
                size += 1;
            }
        }
        self.shingles = core::mem::take(&mut self.shingles).split_at_mut(size).0;
        self.is_set = true;
        Ok(())
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
