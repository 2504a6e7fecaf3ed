//! Runs a pack rule's automaton: a small table built ahead of time, read where it lies, anchored at a position.
//!
//! A table is 256 class bytes, the number of classes and of states (u16 each), one accept bit a state, then the transitions
//! (u16, state by state). State 0 is dead, state 1 the start. Nothing here may trust a text; the tables are ours.

/// The longest match of an automaton.
pub(super) const TOKEN_BYTES: usize = 2048;

/// One automaton inside the pack's tables.
#[derive(Clone, Copy)]
pub(crate) struct Dfa<'t> {
    class_of: &'t [u8; 256],
    accepts: &'t [u8],
    next: &'t [u8],
    classes: usize,
}

/// How far an automaton has read.
#[derive(Clone, Copy)]
pub(crate) struct Walk {
    pub(crate) at: usize,
    pub(crate) state: usize,
    /// The end of the longest match that ends before `at`.
    pub(crate) accepted: Option<usize>,
}

impl Walk {
    /// Nothing read yet.
    pub(crate) fn from(start: usize) -> Self {
        Self { at: start, state: 1, accepted: None }
    }
}

impl<'t> Dfa<'t> {
    /// The automaton at `offset`.
    pub(crate) fn at(tables: &'t [u8], offset: u32) -> Self {
        let table = &tables[offset as usize..];
        let (class_of, rest) = table.split_first_chunk::<256>().expect("a table begins with its classes");
        let number = |i: usize| u16::from_le_bytes([rest[i], rest[i + 1]]) as usize;
        let (classes, states) = (number(0), number(2));
        let (accepts, next) = rest[4..].split_at(states.div_ceil(8));
        Self { class_of, accepts, next: &next[..states * classes * 2], classes }
    }

    /// Walks on to `to`, or until nothing can follow: then it answers `false`. `to` lies within the text.
    #[inline]
    pub(crate) fn walk(&self, text: &[u8], walk: &mut Walk, to: usize) -> bool {
        let mut state = walk.state;
        for (i, &byte) in text[walk.at..to].iter().enumerate() {
            if self.is_accepting(state) {
                walk.accepted = Some(walk.at + i);
            }
            let at = (state * self.classes + self.class_of[byte as usize] as usize) * 2;
            state = u16::from_le_bytes([self.next[at], self.next[at + 1]]) as usize;
            if state == 0 {
                (walk.at, walk.state) = (walk.at + i + 1, 0);
                return false;
            }
        }
        (walk.at, walk.state) = (to, state);
        true
    }

    /// The end of the longest match of a walk that goes no further.
    #[inline]
    pub(crate) fn end_of(&self, walk: &Walk) -> Option<usize> {
        if self.is_accepting(walk.state) { Some(walk.at) } else { walk.accepted }
    }

    /// The end of the leftmost-first match that starts at `start`, reading at most `limit` bytes.
    #[cfg(test)]
    pub(crate) fn find_end(&self, text: &[u8], start: usize, limit: usize) -> Option<usize> {
        let mut walk = Walk::from(start);
        self.walk(text, &mut walk, text.len().min(start + limit));
        self.end_of(&walk)
    }

    #[inline]
    fn is_accepting(&self, state: usize) -> bool {
        self.accepts[state / 8] >> (state % 8) & 1 != 0
    }
}
