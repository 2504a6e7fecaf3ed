//! How far past a cut of the text a match that began before the cut could still read.
//!
//! Over-approximates: look-around counts as passed, and every state of a rule's NFA as alive at the cut. So what it calls
//! out of reach is out of reach; it must never be used to say that a match exists.

use alloc::vec;
use alloc::vec::Vec;
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

use crate::watch::Cancelled;

use super::pace::Pace;

const NO_OWNER: u32 = u32::MAX;

/// For an NFA of many patterns: which byte-consuming states there are, and whose they are.
pub(crate) struct Reach {
    /// The pattern a state belongs to.
    owner: Vec<u32>,
    consuming: Vec<StateID>,
    patterns: usize,
}

/// Where matches that began before a cut have ended for certain.
pub(crate) struct Reached {
    /// The first position that none of the rules not in `beyond` can cross.
    pub(crate) end: usize,
    /// Patterns that may read on past the limit.
    pub(crate) beyond: Vec<u32>,
}

impl Reach {
    pub(crate) fn new(nfa: &NFA) -> Self {
        let mut owner = vec![NO_OWNER; nfa.states().len()];
        let mut consuming = Vec::new();
        for pattern in nfa.patterns() {
            let Some(start) = nfa.start_pattern(pattern) else { continue };
            let mut stack = vec![start];
            while let Some(state) = stack.pop() {
                if owner[state.as_usize()] != NO_OWNER {
                    continue;
                }
                owner[state.as_usize()] = pattern.as_u32();
                if !successors(nfa, state, None, &mut stack) {
                    consuming.push(state);
                    all_targets(nfa, state, &mut stack);
                }
            }
        }
        Self { owner, consuming, patterns: nfa.pattern_len() }
    }

    pub(crate) fn memory_usage(&self) -> usize {
        self.owner.capacity() * 4 + self.consuming.capacity() * 4
    }

    /// Follows every thread that could be alive at `cut`, for at most `limit` bytes.
    pub(crate) fn from(
        &self,
        nfa: &NFA,
        text: &[u8],
        cut: usize,
        limit: usize,
        pace: &mut Pace,
    ) -> Result<Reached, Cancelled> {
        let mut mark = vec![0u32; self.owner.len()];
        let mut alive = self.consuming.clone();
        let (mut next, mut stack) = (Vec::new(), Vec::new());
        let mut at = cut;
        while at < text.len() && at - cut < limit && !alive.is_empty() {
            let round = (at - cut + 1) as u32;
            pace.spend(alive.len())?;
            for &state in &alive {
                successors(nfa, state, Some((text, at)), &mut stack);
                while let Some(target) = stack.pop() {
                    if core::mem::replace(&mut mark[target.as_usize()], round) == round {
                        continue;
                    }
                    if !successors(nfa, target, None, &mut stack) {
                        next.push(target);
                    }
                }
            }
            core::mem::swap(&mut alive, &mut next);
            next.clear();
            at += 1;
        }
        let mut beyond = Vec::new();
        if at < text.len() && !alive.is_empty() {
            let mut is_beyond = vec![false; self.patterns];
            alive.iter().for_each(|s| is_beyond[self.owner[s.as_usize()] as usize] = true);
            beyond = (0..self.patterns as u32).filter(|&p| is_beyond[p as usize]).collect();
        }
        Ok(Reached { end: at, beyond })
    }
}

/// Pushes the states that follow: without a byte for an epsilon state (then true), over the byte given for others. False for a
/// byte-consuming state.
fn successors(nfa: &NFA, state: StateID, byte: Option<(&[u8], usize)>, stack: &mut Vec<StateID>) -> bool {
    match nfa.state(state) {
        State::ByteRange { trans } => {
            stack.extend(byte.and_then(|(text, at)| trans.matches(text, at).then_some(trans.next)));
            return false;
        }
        State::Sparse(sparse) => {
            stack.extend(byte.and_then(|(text, at)| sparse.matches(text, at)));
            return false;
        }
        State::Dense(dense) => {
            stack.extend(byte.and_then(|(text, at)| dense.matches(text, at)));
            return false;
        }
        State::Look { next, .. } | State::Capture { next, .. } => stack.push(*next),
        State::Union { alternates } => stack.extend(alternates.iter()),
        State::BinaryUnion { alt1, alt2 } => stack.extend([*alt1, *alt2]),
        State::Fail | State::Match { .. } => {}
    }
    true
}

fn all_targets(nfa: &NFA, state: StateID, stack: &mut Vec<StateID>) {
    match nfa.state(state) {
        State::ByteRange { trans } => stack.push(trans.next),
        State::Sparse(sparse) => stack.extend(sparse.transitions.iter().map(|t| t.next)),
        State::Dense(dense) => stack.extend((0..=255).filter_map(|b| dense.matches_byte(b))),
        _ => {}
    }
}
