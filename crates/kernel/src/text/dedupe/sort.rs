//! Sorting that can be stopped: the standard sort of a few million items takes a hundred milliseconds and asks nobody.
//!
//! Runs are sorted by the standard library, then merged bottom-up with a poll every few thousand items.
use super::DedupeError;
use super::group::room;
use crate::watch::{Cancelled, Watch};
use alloc::vec::Vec;

/// Items between two polls: 0.3 ms of sorting.
const RUN: usize = 8192;

/// Sorts `items`; equal ones in any order.
///
/// # Errors
/// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
pub fn sort<T: Ord + Copy>(items: &mut [T], watch: &mut impl Watch) -> Result<(), DedupeError> {
    for run in items.chunks_mut(RUN) {
        run.sort_unstable();
        watch.passed(0)?;
    }
    if items.len() <= RUN {
        return Ok(());
    }
    let mut other = room(items.len())?;
    let mut width = RUN;
    while width < items.len() {
        other.clear();
        for pair in items.chunks(width * 2) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, &mut other, watch)?;
        }
        items.copy_from_slice(&other);
        width *= 2;
    }
    Ok(())
}

/// Appends two sorted slices as one to `out`, which has the room.
fn merge<T: Ord + Copy>(left: &[T], right: &[T], out: &mut Vec<T>, watch: &mut impl Watch) -> Result<(), Cancelled> {
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        let stop = (i + j + RUN).min(left.len() + right.len());
        while i + j < stop && i < left.len() && j < right.len() {
            let from_left = left[i] <= right[j];
            out.push(if from_left { left[i] } else { right[j] });
            i += usize::from(from_left);
            j += usize::from(!from_left);
        }
        watch.passed(0)?;
    }
    out.extend_from_slice(&left[i..]);
    out.extend_from_slice(&right[j..]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;

    #[test]
    fn it_sorts_as_the_standard_library_does_at_every_number_of_runs() {
        for length in [0, 1, RUN - 1, RUN, RUN + 1, RUN * 2 + 5, RUN * 7] {
            let mut items: Vec<u64> = (0..length as u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            sort(&mut items, &mut Unwatched).expect("nobody cancels");
            assert_eq!(items, expected, "{length}");
        }
    }
}
