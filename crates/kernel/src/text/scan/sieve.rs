//! The pass before the automata: finds the few places of a text where a rule could match at all, by the [`Window`]s that its
//! matches must hold, and how far a match there could reach.
//!
//! What it leaves out holds no match, to the byte. It may say nothing: where a text holds so many such places that the automata
//! are as fast on all of it.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use crate::text::rules::byte_set::ByteSet;
use crate::text::rules::window::{SLICE, Window};
use crate::watch::Cancelled;

use super::pace::Pace;
use super::slices::Slices;

/// Windows are told apart by a bit each, and share one when there are more.
const BUCKETS: usize = 32;
/// Masks of a byte: one for each place of a slice, and one to make them easy to find.
const LANES: usize = 4;
/// Positions that are looked at between two branches.
const STRIDE: usize = 32;
/// Positions between two looks at whether it is worth going on.
const STRIP: usize = 4096;
/// A pass over a position costs about an eighth of a step of an automaton; 256 of those are a poll.
const POSITIONS_PER_STEP: usize = 8;
/// The work that a pass may do besides, in bytes read, and the bytes that it may leave: this, and half of the text so far.
const ALLOWANCE: usize = 16 * 1024;
/// To compare a window costs as much as to read so many bytes.
const COMPARE: usize = 4;

/// The windows of all rules of a set.
pub(crate) struct Sieve {
    /// What is looked at first.
    slices: Slices,
    /// For each byte the buckets whose slice may hold it at each of the three places.
    masks: Vec<[u32; LANES]>,
    windows: Vec<Window>,
    /// The first window of each bucket, and one more.
    buckets: Vec<u32>,
}

/// What a pass leaves, and its memory, kept between calls.
#[derive(Default)]
pub(crate) struct Sifted {
    /// Disjoint and in order.
    pub(crate) regions: Vec<Range<usize>>,
    covered: usize,
    work: usize,
    allowed: usize,
}

impl Sifted {
    pub(crate) fn memory_usage(&self) -> usize {
        self.regions.capacity() * size_of::<Range<usize>>()
    }

    /// Adds a region. Those before end at or before the place that it was found at, but any of them may reach into it.
    fn add(&mut self, mut region: Range<usize>) {
        while let Some(last) = self.regions.pop_if(|last| region.start <= last.end) {
            self.covered -= last.len();
            region = region.start.min(last.start)..region.end.max(last.end);
        }
        self.covered += region.len();
        self.regions.push(region);
    }
}

impl Sieve {
    /// A sieve for windows; those of one rule and of many are the same to it.
    pub(crate) fn new(mut windows: Vec<Window>) -> Self {
        // Windows that begin alike let the same positions through, and so share a bucket best.
        windows.sort_by(|a, b| a.sets[a.slice..].cmp(&b.sets[b.slice..]));
        let count = BUCKETS.min(windows.len());
        let buckets: Vec<u32> = (0..=count).map(|i| (windows.len() * i / count.max(1)) as u32).collect();
        let mut masks = vec![[0u32; LANES]; 256];
        for bucket in 0..count {
            for window in &windows[buckets[bucket] as usize..buckets[bucket + 1] as usize] {
                for (byte, mask) in masks.iter_mut().enumerate() {
                    for (place, bits) in mask.iter_mut().enumerate().take(SLICE) {
                        let set = window.sets.get(window.slice + place).unwrap_or(&ByteSet::ALL);
                        *bits |= u32::from(set.has(byte as u8)) << bucket;
                    }
                }
            }
        }
        Self { slices: Slices::new(&masks, count), masks, windows, buckets }
    }

    pub(crate) fn memory_usage(&self) -> usize {
        let sets: usize = self.windows.iter().map(|w| w.sets.capacity() * size_of::<ByteSet>()).sum();
        self.masks.capacity() * size_of::<[u32; LANES]>()
            + self.windows.capacity() * size_of::<Window>()
            + sets
            + self.buckets.capacity() * 4
    }

    /// Leaves in `sifted` the regions of `range` that hold every match which lies in it. False if there would be too many.
    pub(crate) fn sift(
        &self,
        text: &[u8],
        range: Range<usize>,
        sifted: &mut Sifted,
        pace: &mut Pace,
    ) -> Result<bool, Cancelled> {
        sifted.regions.clear();
        (sifted.covered, sifted.work) = (0, 0);
        let mut at = range.start;
        while at < range.end {
            let end = range.end.min(at + STRIP);
            let before = sifted.work;
            sifted.allowed = ALLOWANCE + (end - range.start) / 2;
            self.strip(text, at..end, &range, sifted);
            pace.spend((end - at) / POSITIONS_PER_STEP + sifted.work - before)?;
            at = end;
            if sifted.work.max(sifted.covered) > sifted.allowed {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn strip(&self, text: &[u8], strip: Range<usize>, range: &Range<usize>, sifted: &mut Sifted) {
        let whole = strip.end.min(text.len().saturating_sub(SLICE - 1));
        let mut at = strip.start;
        // One branch for many positions, of which few hold anything.
        while at + STRIDE <= whole {
            let [first, second] = [at, at + STRIDE / 2]
                .map(|at| self.slices.at(text[at..at + STRIDE / 2 + SLICE - 1].try_into().expect("so many bytes")));
            if (first | second).any() {
                let mut set = first.set() | second.set() << (STRIDE / 2);
                while set != 0 {
                    self.look(text, at + set.trailing_zeros() as usize, range, sifted);
                    set &= set - 1;
                }
            }
            at += STRIDE;
        }
        (at..whole).for_each(|at| self.look(text, at, range, sifted));
        // The text's last two bytes: what isn't there lets all through, and is compared then.
        for at in strip.start.max(whole)..strip.end {
            let mask = |place: usize| text.get(at + place).map_or(u32::MAX, |&b| self.masks[b as usize][place]);
            self.compare(text, at, mask(0) & mask(1) & mask(2), range, sifted);
        }
    }

    /// Compares what may stand at a position that is followed by a slice's bytes.
    #[inline(always)]
    fn look(&self, text: &[u8], at: usize, range: &Range<usize>, sifted: &mut Sifted) {
        let mask = |place: usize| self.masks[usize::from(text[at + place])][place];
        let passed = mask(0) & mask(1) & mask(2);
        if passed != 0 {
            self.compare(text, at, passed, range, sifted);
        }
    }

    /// Compares the windows of which the slice may stand at `at`.
    #[inline(never)]
    fn compare(&self, text: &[u8], at: usize, mut passed: u32, range: &Range<usize>, sifted: &mut Sifted) {
        while passed != 0 && sifted.work <= sifted.allowed {
            let bucket = passed.trailing_zeros() as usize;
            passed &= passed - 1;
            for index in self.buckets[bucket] as usize..self.buckets.get(bucket + 1).map_or(0, |&end| end as usize) {
                let window = &self.windows[index];
                sifted.work += COMPARE;
                let Some(start) = at.checked_sub(window.slice).filter(|start| *start >= range.start) else { continue };
                let Some(there) = text.get(start..start + window.sets.len()) else { continue };
                if there.iter().zip(&window.sets).all(|(&byte, set)| set.has(byte)) {
                    let region = reach(window, text, start + window.place, range);
                    sifted.work += region.len();
                    sifted.add(region);
                }
            }
        }
    }
}

/// How far a match with its window's place at `place` may reach within `range`, at most: each stretch as far as its bytes go.
/// A match that takes less of one stretch can't get further in the next: it would have to pass where that one ended.
fn reach(window: &Window, text: &[u8], place: usize, range: &Range<usize>) -> Range<usize> {
    let mut low = place;
    for stretch in &window.before {
        let least = low.saturating_sub(stretch.bytes).max(range.start);
        while low > least && stretch.of.has(text[low - 1]) {
            low -= 1;
        }
    }
    let mut high = place;
    for stretch in &window.after {
        let most = high.saturating_add(stretch.bytes).min(range.end);
        while high < most && stretch.of.has(text[high]) {
            high += 1;
        }
    }
    low..high
}

#[cfg(test)]
#[path = "sieve_test.rs"]
mod tests;
