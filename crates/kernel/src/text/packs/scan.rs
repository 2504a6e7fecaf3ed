//! Finds the matches of a pack in a window of a text.
//!
//! Works in blocks, so that what is held at a time is bounded. For each rule the result is the leftmost match, then the leftmost
//! that starts at or after its end, and so on; of two that start together the longer.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::ops::Range;

use crate::text::scan::pace::Pace;
use crate::text::scan::{Match, ScanError};

use super::memory::Memory;
use super::tables::Finder;
use super::{Pack, finders, literals, pii};

/// Bytes of a window that are worked through at a time.
const BLOCK: usize = 32 * 1024;
/// How far before a match the literal that leads to it may stand: names, netrc entries, command lines.
const REACH_BACK: usize = 1024;
/// How far after a match's start the rare bytes of the literal that tells of it may stand.
const REACH_AHEAD: usize = 192;

/// Where a candidate is; the rule is the pack's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    rule: u16,
    start: u32,
    end: Reverse<u32>,
}

/// What scans write to; one a thread.
#[derive(Default)]
pub(crate) struct PackCache {
    candidates: Vec<Candidate>,
    memory: Memory,
}

impl PackCache {
    /// Bytes held; bounded by the matches of a block and by the rules.
    pub(crate) fn memory_usage(&self) -> usize {
        self.candidates.capacity() * size_of::<Candidate>() + self.memory.memory_usage()
    }
}

/// One scan of one window.
pub(crate) struct PackScan<'s, 'w> {
    pub(crate) pack: Pack,
    pub(crate) text: &'s [u8],
    pub(crate) limit: usize,
    pub(crate) pace: &'s mut Pace<'w>,
    /// Added to a pack rule's index in the matches.
    pub(crate) first_rule: usize,
    pub(crate) out: &'s mut Vec<Match>,
}

impl PackScan<'_, '_> {
    /// Appends the matches that start in the window, in no order across rules.
    pub(crate) fn run(&mut self, cache: &mut PackCache, window: Range<usize>) -> Result<(), ScanError> {
        let PackCache { candidates, memory } = cache;
        memory.clear();
        let mut next = vec![window.start as u32; self.pack.rules().len()];
        let mut at = window.start;
        while at < window.end {
            let block = at..window.end.min(at + BLOCK);
            candidates.clear();
            self.collect(candidates, memory, block.clone())?;
            candidates.sort_unstable();
            for c in candidates.iter() {
                let next = &mut next[c.rule as usize];
                if c.start >= *next {
                    *next = c.end.0;
                    self.out.push(Match {
                        start: c.start,
                        end: c.end.0,
                        rule: (self.first_rule + c.rule as usize) as u32,
                    });
                }
            }
            if self.out.len() > self.limit {
                return Err(ScanError::TooManyMatches);
            }
            at = block.end;
        }
        Ok(())
    }

    fn collect(
        &mut self,
        candidates: &mut Vec<Candidate>,
        memory: &mut Memory,
        block: Range<usize>,
    ) -> Result<(), ScanError> {
        let (pack, text, pace) = (self.pack.tables(), self.text, &mut *self.pace);
        let from = block.start.saturating_sub(REACH_BACK);
        let mut add = |rule: u16, found: Range<usize>| {
            if block.contains(&found.start) && !found.is_empty() {
                candidates.push(Candidate { rule, start: found.start as u32, end: Reverse(found.end as u32) });
            }
        };
        let mut strip = from;
        while strip < block.end + REACH_AHEAD {
            // The pass itself takes about 1 ns a byte: 2048 bytes are as 512 steps of an automaton.
            let strip_end = (strip + 2048).min(block.end + REACH_AHEAD);
            literals::find(pack, text, strip, strip_end, &mut |start, literal| {
                let part = start..start + literal.text.len();
                for &rule in literal.rules {
                    pace.spend(16)?;
                    let before = memory.runs.walked;
                    let found = finders::evaluate(pack, &pack.rules[rule as usize], text, part.clone(), memory);
                    pace.spend((memory.runs.walked - before) as usize)?;
                    if let Some(found) = found {
                        pace.spend(found.len())?;
                        add(rule, found);
                    }
                    if pack.rules[rule as usize].finder == Finder::BirthDate {
                        pace.spend(pii::birth::column_dates(text, &part, &mut |found| add(rule, found)))?;
                    }
                }
                Ok::<(), ScanError>(())
            })?;
            pace.spend(512)?;
            strip = strip_end;
        }
        if self.pack == Pack::Pii {
            pii::shapes(text, block.clone(), pace, &mut add)?;
        }
        Ok(())
    }
}
