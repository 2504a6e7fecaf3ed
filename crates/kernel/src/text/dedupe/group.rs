//! Groups of the same and of nearly the same texts: candidates from bands, verified, joined in a union-find forest.
//!
//! Must stay far from quadratic whatever the texts: equal sets are joined before any pair is compared, and in a band's bucket a
//! text is compared with a bounded number of others that it isn't connected with yet.
use super::DedupeError;
use super::bands::rows;
use super::signature::{ROWS, hash_rows};
use super::signed::{SignedText, jaccard};
use super::similarity::Comparer;
use super::sort::sort;
use crate::watch::Watch;
use alloc::vec::Vec;

/// Comparisons of a text within one bucket. Bucket-mates nearly always are near, so the first few connect them.
const COMPARISONS: usize = 16;

/// A forest in which the root of a tree is its smallest index.
struct Forest(Vec<u32>);

impl Forest {
    fn new(size: usize) -> Result<Self, DedupeError> {
        let mut parents = room(size)?;
        parents.extend(0..size as u32);
        Ok(Self(parents))
    }

    fn root(&mut self, mut of: u32) -> u32 {
        while self.0[of as usize] != of {
            let parent = self.0[of as usize];
            self.0[of as usize] = self.0[parent as usize];
            of = self.0[of as usize];
        }
        of
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// For each element the smallest index of its tree.
    fn roots(mut self) -> Vec<u32> {
        for i in 0..self.0.len() as u32 {
            let root = self.root(i);
            self.0[i as usize] = root;
        }
        self.0
    }
}

pub(super) fn room<T>(size: usize) -> Result<Vec<T>, DedupeError> {
    let mut room = Vec::new();
    room.try_reserve_exact(size).map_err(|_| DedupeError::OutOfMemory)?;
    Ok(room)
}

/// For each digest the index of the first that equals it.
///
/// # Errors
/// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
pub fn group_exact(digests: &[[u8; 32]], watch: &mut impl Watch) -> Result<Vec<u32>, DedupeError> {
    watch.passed(0)?;
    let mut order: Vec<(&[u8; 32], u32)> = room(digests.len())?;
    order.extend(digests.iter().zip(0..));
    sort(&mut order, watch)?;
    let mut firsts: Vec<u32> = room(digests.len())?;
    firsts.resize(digests.len(), 0);
    let mut first = 0;
    for (place, &(digest, i)) in order.iter().enumerate() {
        if place == 0 || order[place - 1].0 != digest {
            first = i;
        }
        firsts[i as usize] = first;
    }
    Ok(firsts)
}

/// For each text the smallest index of its group: texts connected by pairs whose similarity is at least `threshold`.
///
/// # Errors
/// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
pub fn group_near(
    texts: &mut [SignedText<'_>],
    threshold: f64,
    watch: &mut impl Watch,
) -> Result<Vec<u32>, DedupeError> {
    let mut forest = Forest::new(texts.len())?;
    let distinct = join_equal(texts, &mut forest, watch)?;
    let rows = rows(threshold);
    let mut comparer = Comparer::default();
    let mut buckets: Vec<(u64, u32)> = room(distinct.len())?;
    for band in 0..ROWS / rows {
        buckets.clear();
        let band = band * rows..(band + 1) * rows;
        buckets.extend(distinct.iter().map(|&i| (hash_rows(texts[i as usize].signature(), band.clone()), i)));
        sort(&mut buckets, watch)?;
        for bucket in buckets.chunk_by(|a, b| a.0 == b.0) {
            for at in 1..bucket.len() {
                link(texts, &bucket[..=at], threshold, &mut forest, &mut comparer, watch)?;
                watch.passed(0)?;
            }
        }
    }
    Ok(forest.roots())
}

/// Joins texts with the same set of shingles and returns the first of each: 100,000 copies of one text are one from here on.
fn join_equal(
    texts: &mut [SignedText<'_>],
    forest: &mut Forest,
    watch: &mut impl Watch,
) -> Result<Vec<u32>, DedupeError> {
    let mut order: Vec<(u64, u32)> = room(texts.len())?;
    for (text, i) in texts.iter().zip(0..) {
        order.push((hash_rows(text.signature(), 0..ROWS), i));
        watch.passed(0)?;
    }
    sort(&mut order, watch)?;
    let mut distinct: Vec<u32> = room(texts.len())?;
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        let (first, rest) = (same[0].1, &same[1..]);
        distinct.push(first);
        for &(_, i) in rest {
            if are_equal(texts, first, i, watch)? {
                forest.join(first, i);
            } else {
                distinct.push(i);
            }
            watch.passed(0)?;
        }
    }
    sort(&mut distinct, watch)?;
    Ok(distinct)
}

/// Whether two texts have the same set of shingles.
fn are_equal(texts: &mut [SignedText<'_>], a: u32, b: u32, watch: &mut impl Watch) -> Result<bool, DedupeError> {
    let (a, b) = (a as usize, b as usize);
    // those of the same words are in the same order, as long as nobody sorted one of them
    if texts[a].shingles() == texts[b].shingles() {
        return Ok(true);
    }
    texts[a].make_set(watch)?;
    texts[b].make_set(watch)?;
    Ok(texts[a].shingles() == texts[b].shingles())
}

/// Compares the last text of a bucket's beginning with those before it, the nearest first, as long as they aren't connected.
fn link(
    texts: &mut [SignedText<'_>],
    bucket: &[(u64, u32)],
    threshold: f64,
    forest: &mut Forest,
    comparer: &mut Comparer,
    watch: &mut impl Watch,
) -> Result<(), DedupeError> {
    let Some(((_, text), before)) = bucket.split_last() else { return Ok(()) };
    for &(_, other) in before.iter().rev().take(COMPARISONS) {
        if forest.root(other) == forest.root(*text) {
            // What it is connected with is compared by its own turn; the texts of this bucket mostly are.
            return Ok(());
        }
        if similarity(texts, other, *text, comparer, watch)? >= threshold {
            forest.join(other, *text);
            return Ok(());
        }
        watch.passed(0)?;
    }
    Ok(())
}

/// Of two texts that were both compared before, their sets are made: they may be compared often.
fn similarity(
    texts: &mut [SignedText<'_>],
    a: u32,
    b: u32,
    comparer: &mut Comparer,
    watch: &mut impl Watch,
) -> Result<f64, DedupeError> {
    let (a, b) = (a as usize, b as usize);
    let [a_again, b_again] = [a, b].map(|i| texts[i].compare());
    if !(a_again && b_again)
        && let Some(similarity) = comparer.similarity(texts[a].shingles(), texts[b].shingles())?
    {
        return Ok(similarity);
    }
    texts[a].make_set(watch)?;
    texts[b].make_set(watch)?;
    Ok(jaccard(texts[a].shingles(), texts[b].shingles()))
}
