//! The find-all that is linear for every pattern: one pass over the text with the rule's NFA, any look-around included.
//! It is the slow, exact engine behind the lazy DFAs and must give what repeated leftmost-first searches give.
//!
//! A plain find-all searches again from the end of each match, and a search may read far past the match it settles on
//! (`a*b|a` on `aaaa…` reads to the end each time): quadratic. Here the searches that *would* follow run at once, in levels:
//! level k+1 is the search from the end of level k's candidate match. If a thread of a lower level accepts, everything above
//! it is void, so a thread whose NFA state a lower level already holds can never matter and is dropped. So at most one
//! thread a state lives, and a text costs O(states × bytes).

use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

use super::ScanError;
use super::pace::Pace;

#[derive(Clone, Copy)]
struct Thread {
    state: StateID,
    start: u32,
    level: u32,
}

/// Threads of one position in order of level, then priority, and which NFA states were visited for them.
#[derive(Default)]
struct Threads {
    order: Vec<Thread>,
    seen: Vec<StateID>,
    place: Vec<u32>,
}

impl Threads {
    fn reset(&mut self, states: usize) {
        self.place.resize(states, 0);
        self.clear();
    }

    fn clear(&mut self) {
        self.order.clear();
        self.seen.clear();
    }

    /// Marks a state; false if it was marked. A sparse set: `place` may hold anything.
    #[inline]
    fn mark(&mut self, state: StateID) -> bool {
        let at = self.place[state.as_usize()] as usize;
        if self.seen.get(at) == Some(&state) {
            return false;
        }
        self.place[state.as_usize()] = self.seen.len() as u32;
        self.seen.push(state);
        true
    }

    /// Forgets all threads after the matching one at `matched`. Its own state stays unmarked: the search that begins here
    /// may match the empty string and is then bound by that.
    fn cut(&mut self, matched: usize) {
        self.order.truncate(matched + 1);
        self.seen.clear();
        for i in 0..matched {
            let state = self.order[i].state;
            self.place[state.as_usize()] = i as u32;
            self.seen.push(state);
        }
    }
}

/// The buffers of a sweep, kept between calls.
#[derive(Default)]
pub(crate) struct Sweep {
    current: Threads,
    next: Threads,
    stack: Vec<StateID>,
    /// Candidate matches of the levels from `base` on, as (start, end).
    chain: VecDeque<(u32, u32)>,
}

/// What one sweep looks for: the rule's NFA and its anchored start state.
#[derive(Clone, Copy)]
pub(crate) struct Pattern<'r> {
    pub(crate) nfa: &'r NFA,
    pub(crate) start: StateID,
}

impl Sweep {
    /// Bytes held by the buffers.
    pub(crate) fn memory_usage(&self) -> usize {
        let threads = |t: &Threads| t.order.capacity() * 12 + (t.seen.capacity() + t.place.capacity()) * 4;
        threads(&self.current) + threads(&self.next) + self.stack.capacity() * 4 + self.chain.capacity() * 8
    }

    /// Gives `emit` each non-empty match that a find-all beginning at `range.start` finds with a start below `range.end`,
    /// in order, until it returns false. At most `limit` matches are held back at a time.
    pub(crate) fn find_all(
        &mut self,
        pattern: Pattern,
        text: &[u8],
        range: Range<usize>,
        limit: usize,
        pace: &mut Pace,
        emit: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<(), ScanError> {
        let states = pattern.nfa.states().len();
        self.current.reset(states);
        self.next.reset(states);
        self.chain.clear();
        let first = first_bytes(pattern);
        let mut base = 0u32;
        let mut at = range.start;
        let mut seed_from = range.start;
        loop {
            if self.current.order.is_empty() {
                // States visited for threads that came to nothing here say nothing about where the search goes on.
                self.current.clear();
                if let Some(first) = &first {
                    let from = at;
                    let ahead = text.get(at..range.end).unwrap_or_default();
                    at += ahead.iter().position(|&b| first[b as usize]).unwrap_or(ahead.len());
                    pace.spend((at - from) / 4)?;
                }
                if at >= range.end {
                    return Ok(());
                }
            }
            let steps = self.advance(pattern, text, at, range.end, base, &mut seed_from);
            pace.spend(steps)?;
            // What no live thread of a lower or the same level can override is settled.
            let settled = self.next.order.first().map_or(base + self.chain.len() as u32, |t| t.level);
            while base < settled {
                let Some((start, end)) = self.chain.pop_front() else { break };
                base += 1;
                if start < end && !emit(start as usize, end as usize) {
                    return Ok(());
                }
            }
            if self.chain.len() > limit {
                return Err(ScanError::TooManyMatches);
            }
            core::mem::swap(&mut self.current, &mut self.next);
            self.next.clear();
            if at == text.len() {
                return Ok(());
            }
            at += 1;
        }
    }

    /// Takes every thread over the byte at `at` (or lets it match there), after the deepest level began a search there.
    fn advance(
        &mut self,
        pattern: Pattern,
        text: &[u8],
        at: usize,
        stop: usize,
        base: u32,
        seed_from: &mut usize,
    ) -> usize {
        let seed = |sweep: &mut Self| {
            let level = base + sweep.chain.len() as u32;
            let thread = Thread { state: pattern.start, start: at as u32, level };
            close(pattern.nfa, text, at, thread, &mut sweep.current, &mut sweep.stack);
        };
        if at < stop && at >= *seed_from {
            seed(self);
        }
        let mut i = 0;
        while i < self.current.order.len() {
            let thread = self.current.order[i];
            let target = match pattern.nfa.state(thread.state) {
                State::Match { .. } => {
                    self.chain.truncate((thread.level - base) as usize);
                    self.chain.push_back((thread.start, at as u32));
                    self.current.cut(i);
                    // An empty match moves the next search on by one byte.
                    *seed_from = at + usize::from(thread.start as usize == at);
                    if at < stop && at >= *seed_from {
                        seed(self);
                    }
                    None
                }
                State::ByteRange { trans } if at < text.len() => trans.matches(text, at).then_some(trans.next),
                State::Sparse(sparse) if at < text.len() => sparse.matches(text, at),
                State::Dense(dense) if at < text.len() => dense.matches(text, at),
                _ => None,
            };
            if let Some(state) = target {
                close(pattern.nfa, text, at + 1, Thread { state, ..thread }, &mut self.next, &mut self.stack);
            }
            i += 1;
        }
        1 + i
    }
}

/// Adds the byte-consuming and matching states that `thread` reaches at position `at` without a byte, in priority order.
fn close(nfa: &NFA, text: &[u8], at: usize, thread: Thread, threads: &mut Threads, stack: &mut Vec<StateID>) {
    stack.push(thread.state);
    while let Some(state) = stack.pop() {
        if !threads.mark(state) {
            continue;
        }
        match nfa.state(state) {
            State::ByteRange { .. } | State::Sparse(_) | State::Dense(_) | State::Match { .. } => {
                threads.order.push(Thread { state, ..thread });
            }
            State::Look { look, next } => {
                if nfa.look_matcher().matches(*look, text, at) {
                    stack.push(*next);
                }
            }
            State::Union { alternates } => stack.extend(alternates.iter().rev()),
            State::BinaryUnion { alt1, alt2 } => stack.extend([*alt2, *alt1]),
            State::Capture { next, .. } => stack.push(*next),
            State::Fail => {}
        }
    }
}

/// The bytes a match can begin with; nothing if a match may be empty.
fn first_bytes(pattern: Pattern) -> Option<Vec<bool>> {
    let mut first = vec![false; 256];
    let mut seen = vec![false; pattern.nfa.states().len()];
    let mut stack = vec![pattern.start];
    while let Some(state) = stack.pop() {
        if core::mem::replace(&mut seen[state.as_usize()], true) {
            continue;
        }
        match pattern.nfa.state(state) {
            State::ByteRange { trans } => first[trans.start as usize..=trans.end as usize].fill(true),
            State::Sparse(sparse) => {
                for t in sparse.transitions.iter() {
                    first[t.start as usize..=t.end as usize].fill(true);
                }
            }
            State::Dense(dense) => (0..=255).for_each(|b| first[b as usize] |= dense.matches_byte(b).is_some()),
            State::Look { next, .. } | State::Capture { next, .. } => stack.push(*next),
            State::Union { alternates } => stack.extend(alternates.iter()),
            State::BinaryUnion { alt1, alt2 } => stack.extend([*alt1, *alt2]),
            State::Fail => {}
            State::Match { .. } => return None,
        }
    }
    Some(first)
}
