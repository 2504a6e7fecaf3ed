//! The starts at which a rule was already tried: where a literal stands within a match, each hit tries every start before it, and
//! hits that follow one another try the same.

use alloc::vec::Vec;
use core::ops::Range;

use super::tables::PackRule;

/// Starts kept: those before a hit (76 at most), of a few rules.
const KEPT: usize = 512;

#[derive(Clone, Copy)]
struct Try {
    /// The rule's address: rules are static. 0 is none.
    rule: usize,
    start: u32,
    /// Where the match ends; 0 where none begins.
    end: u32,
}

/// What was tried in one text.
#[derive(Default)]
pub(crate) struct Tried {
    tries: Vec<Try>,
}

impl Tried {
    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        self.tries.clear();
    }

    /// Bytes held.
    pub(crate) fn memory_usage(&self) -> usize {
        self.tries.capacity() * size_of::<Try>()
    }

    /// What `rule` matches at `start`, if that is known.
    pub(crate) fn known(&self, rule: &PackRule, start: usize) -> Option<Option<Range<usize>>> {
        let rule = core::ptr::from_ref(rule) as usize;
        let known = self.tries.get(place(rule, start)).filter(|t| t.rule == rule && t.start as usize == start)?;
        Some((known.end != 0).then_some(start..known.end as usize))
    }

    /// Keeps what `rule` matches at `start`.
    pub(crate) fn keep(&mut self, rule: &PackRule, start: usize, found: Option<&Range<usize>>) {
        let rule = core::ptr::from_ref(rule) as usize;
        self.tries.resize(KEPT, Try { rule: 0, start: 0, end: 0 });
        self.tries[place(rule, start)] = Try { rule, start: start as u32, end: found.map_or(0, |f| f.end as u32) };
    }
}

/// Starts that follow one another have places that do; each rule's begin elsewhere.
fn place(rule: usize, start: usize) -> usize {
    (start + rule / size_of::<PackRule>() * 97) % KEPT
}
