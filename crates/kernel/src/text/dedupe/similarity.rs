//! The Jaccard similarity of two texts' shingles as they are, in any order and with repeats, by a hash table: most texts are compared
//! once or never, and to make sets of two takes four times as long as to compare them so.
//!
//! Must give what `jaccard` gives for their sets, or nothing: where they are many, or so chosen that they meet in few places of
//! the table.
use super::DedupeError;
use alloc::vec::Vec;

/// Shingles of two texts: the table is then of 256 KiB.
const MOST_SHINGLES: usize = 16 * 1024;
/// Slots that are looked at in vain, a shingle, before it is given up: a table that is half full takes one.
const MOST_STEPS: usize = 8;

/// Whose a slot's shingle is; 0 is a free slot.
const OF_FIRST: u8 = 1;
const OF_SECOND: u8 = 2;
const OF_BOTH: u8 = 3;

/// A table that is kept from pair to pair.
#[derive(Default)]
pub(super) struct Comparer {
    shingles: Vec<u64>,
    owners: Vec<u8>,
}

impl Comparer {
    /// Shared shingles over all; `None` where sets must tell. Of two texts without any it is 1.
    ///
    /// # Errors
    /// [`DedupeError::OutOfMemory`].
    pub fn similarity(&mut self, a: &[u64], b: &[u64]) -> Result<Option<f64>, DedupeError> {
        let count = a.len() + b.len();
        if count > MOST_SHINGLES {
            return Ok(None);
        }
        // two thirds full at most, and one third where they are much the same
        self.clear((count + count / 2 + 1).next_power_of_two())?;
        let mut steps = count * MOST_STEPS;
        let (mut all, mut shared) = (0, 0);
        for (shingles, owner) in [(a, OF_FIRST), (b, OF_SECOND)] {
            for shingle in shingles {
                let Some(at) = self.find(*shingle, &mut steps) else { return Ok(None) };
                match self.owners[at] | owner {
                    both @ OF_BOTH => {
                        shared += usize::from(self.owners[at] != both);
                        self.owners[at] = both;
                    }
                    own => {
                        all += usize::from(self.owners[at] == 0);
                        self.shingles[at] = *shingle;
                        self.owners[at] = own;
                    }
                }
            }
        }
        Ok(Some(if all == 0 { 1.0 } else { shared as f64 / all as f64 }))
    }

    /// An empty table of so many slots, a power of two.
    fn clear(&mut self, slots: usize) -> Result<(), DedupeError> {
        self.owners.clear();
        self.owners.try_reserve(slots).map_err(|_| DedupeError::OutOfMemory)?;
        self.owners.resize(slots, 0);
        let missing = slots.saturating_sub(self.shingles.len());
        self.shingles.try_reserve(missing).map_err(|_| DedupeError::OutOfMemory)?;
        // what is there means nothing beside a free owner
        self.shingles.resize(self.shingles.len() + missing, 0);
        Ok(())
    }

    /// The slot of a shingle, or the free one where it belongs. They are hashes: their own bits choose.
    #[inline(always)]
    fn find(&self, shingle: u64, steps: &mut usize) -> Option<usize> {
        let mask = self.owners.len() - 1;
        let mut at = shingle as usize & mask;
        while self.owners[at] != 0 && self.shingles[at] != shingle {
            *steps = steps.checked_sub(1)?;
            at = (at + 1) & mask;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::signed::jaccard;
    use super::*;
    use proptest::prelude::*;

    fn set(shingles: &[u64]) -> Vec<u64> {
        let mut set = shingles.to_vec();
        set.sort_unstable();
        set.dedup();
        set
    }

    proptest! {
        #[test]
        fn it_is_that_of_the_sets_whatever_the_order_and_the_repeats(
            pairs in prop::collection::vec((prop::collection::vec(0u64..60, 0..80), prop::collection::vec(0u64..60, 0..80)), 1..5),
        ) {
            let mut comparer = Comparer::default();
            for (a, b) in pairs {
                let mixed = |shingle: &u64| shingle.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let (a, b) = (a.iter().map(mixed).collect::<Vec<_>>(), b.iter().map(mixed).collect::<Vec<_>>());
                let expected = jaccard(&set(&a), &set(&b));
                prop_assert_eq!(comparer.similarity(&a, &b), Ok(Some(expected)));
            }
        }
    }

    #[test]
    fn shingles_that_meet_in_one_place_are_given_up_in_linear_time() {
        let a: Vec<u64> = (0..1000).map(|i| i << 32).collect();
        assert_eq!(Comparer::default().similarity(&a, &a), Ok(None));
    }

    #[test]
    fn too_many_are_left_to_the_sets() {
        let a: Vec<u64> = (0..MOST_SHINGLES as u64).collect();
        assert_eq!(Comparer::default().similarity(&a, &a[..1]), Ok(None));
        assert_eq!(Comparer::default().similarity(&a[1..], &a[..1]), Ok(Some(0.0)));
    }
}
