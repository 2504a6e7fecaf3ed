//! Finds every position where a match of a rule starts: one backward pass over a window with all rules' reversed DFA.
//!
//! Positions come as runs, so that `a*b` on a million `a` is one run. It must never miss a start, nor report one that isn't:
//! the forward search from a start relies on finding a match there.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::{Anchored, Input};

use crate::watch::Cancelled;

use super::pace::{Pace, STEPS_PER_POLL};

/// Positions `low..=high`, each the start of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) low: u32,
    pub(crate) high: u32,
}

/// Runs of starts by pattern, the last in the text first.
#[derive(Default)]
pub(crate) struct Starts {
    runs: Vec<Vec<Run>>,
    /// The patterns that have any.
    found: Vec<u32>,
    count: usize,
}

impl Starts {
    pub(crate) fn memory_usage(&self) -> usize {
        self.runs.iter().map(|r| r.capacity() * 8).sum::<usize>()
            + self.runs.capacity() * 24
            + self.found.capacity() * 4
    }

    /// The patterns that start anywhere, in no order.
    pub(crate) fn patterns(&self) -> &[u32] {
        &self.found
    }

    /// The runs of one pattern, the first in the text last.
    pub(crate) fn of(&self, pattern: usize) -> &[Run] {
        &self.runs[pattern]
    }

    /// Fills in the starts within `window` of matches that end at or before `right`. Answers with a position above which
    /// all starts were recorded when there were more than `limit` runs, else with nothing.
    pub(crate) fn find(
        &mut self,
        (dfa, cache): (&DFA, &mut Cache),
        text: &[u8],
        window: Range<usize>,
        right: usize,
        limit: usize,
        pace: &mut Pace,
    ) -> Result<Option<usize>, Cancelled> {
        self.found.drain(..).for_each(|pattern| self.runs[pattern as usize].clear());
        self.runs.resize(dfa.pattern_len(), vec![]);
        self.count = 0;
        let input = Input::new(text).range(window.start..right).anchored(Anchored::No);
        let mut state = dfa.start_state_reverse(cache, &input).expect("an unanchored search always has a start");
        let mut at = right;
        while at > window.start {
            let low = at.saturating_sub(STEPS_PER_POLL).max(window.start);
            for i in (low..at).rev() {
                state = dfa.next_state(cache, state, text[i]).expect("the cache never gives up");
                // A lazy DFA tells of a match one byte late.
                if state.is_match() && i + 1 < window.end {
                    self.record(dfa, cache, state, i + 1);
                }
            }
            pace.spend(at - low)?;
            at = low;
            if self.count > limit {
                return Ok(Some(at));
            }
        }
        state = match window.start.checked_sub(1) {
            Some(before) => dfa.next_state(cache, state, text[before]),
            None => dfa.next_eoi_state(cache, state),
        }
        .expect("the cache never gives up");
        if state.is_match() && window.start < window.end {
            self.record(dfa, cache, state, window.start);
        }
        Ok(None)
    }

    fn record(&mut self, dfa: &DFA, cache: &Cache, state: LazyStateID, start: usize) {
        let start = start as u32;
        for i in 0..dfa.match_len(cache, state) {
            let pattern = dfa.match_pattern(cache, state, i);
            let runs = &mut self.runs[pattern.as_usize()];
            if runs.is_empty() {
                self.found.push(pattern.as_u32());
            }
            match runs.last_mut() {
                Some(run) if run.low == start + 1 => run.low = start,
                _ => {
                    runs.push(Run { low: start, high: start });
                    self.count += 1;
                }
            }
        }
    }
}
