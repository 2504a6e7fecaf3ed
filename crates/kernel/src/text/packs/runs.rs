//! Walks a rule's automaton like [`Dfa::find_end`], and remembers where it came by: so that text which repeats the literal of a
//! rule isn't walked again from each of its hits to the rule's greatest length.
//!
//! Two walks of one automaton that are in the same state at the same position go the same way from there on. A walk notes its state
//! at every [`SPACING`]th position of the text; a later one that meets such a note goes on from the last note of that walk.
//!
//! What it answers is what the plain walk answers. What it holds is bounded: [`SLOTS`] automata, 2 KB each, and none before a walk
//! is longer than [`FREE`] bytes.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::dfa::{Dfa, Walk};

/// Notes stand at the multiples of this.
const SPACING: usize = 16;
/// So many bytes are walked without notes: most walks end within them.
const FREE: usize = 32;
/// Notes kept of an automaton: as many as its longest walk makes, of 2,048 bytes.
const NOTES: usize = 128;
/// Automata of which notes are kept; those with the oldest first notes make room for others.
const SLOTS: usize = 32;
/// No match so far.
const NONE: u32 = u32::MAX;

/// Where a walk was.
#[derive(Clone, Copy)]
struct Note {
    at: u32,
    /// The walk's number; 0 is none.
    walk: u32,
    /// The end of its longest match before `at`, or [`NONE`].
    accepted: u32,
    state: u16,
}

const BLANK: Note = Note { at: 0, walk: 0, accepted: NONE, state: 0 };

/// The notes of one automaton, by position.
struct Slot {
    dfa: u32,
    /// The walk that was noted last, and where.
    latest: (u32, usize),
    notes: Box<[Note; NOTES]>,
}

/// What is remembered of the walks over one text.
#[derive(Default)]
pub(crate) struct Runs {
    slots: Vec<Slot>,
    /// The slot that is given up next when all are taken.
    oldest: usize,
    walks: u32,
    /// Bytes walked since the beginning: what the work is counted by.
    pub(crate) walked: u64,
}

impl Runs {
    /// Forgets what was noted: another text comes.
    pub(crate) fn clear(&mut self) {
        (self.oldest, self.walks) = (0, 0);
        self.slots.clear();
    }

    /// Bytes held.
    pub(crate) fn memory_usage(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>() + self.slots.len() * size_of::<[Note; NOTES]>()
    }

    /// The end of the leftmost-first match of the automaton at `offset` that starts at `start`, reading at most `limit` bytes.
    pub(crate) fn find_end(
        &mut self,
        tables: &[u8],
        offset: u32,
        text: &[u8],
        start: usize,
        limit: usize,
    ) -> Option<usize> {
        let dfa = Dfa::at(tables, offset);
        let stop = text.len().min(start + limit);
        let free = stop.min((start + FREE).next_multiple_of(SPACING));
        let mut walk = Walk::from(start);
        let alive = dfa.walk(text, &mut walk, free);
        self.walked += (walk.at - start) as u64;
        if !alive || free == stop {
            return dfa.end_of(&walk);
        }
        self.walk_on(&dfa, offset, text, &mut walk, stop);
        dfa.end_of(&walk)
    }

    /// Goes on from a position where a note may stand.
    fn walk_on(&mut self, dfa: &Dfa, offset: u32, text: &[u8], walk: &mut Walk, stop: usize) {
        self.walks += 1;
        let mut number = self.walks;
        let slot = self.slot(offset);
        let mut walked = 0;
        loop {
            match slot.ahead(walk, stop) {
                Some(met) => number = met,
                None => slot.note(number, walk),
            }
            let from = walk.at;
            let to = stop.min(from + SPACING);
            let alive = dfa.walk(text, walk, to);
            walked += (walk.at - from) as u64;
            if !alive || to == stop {
                break;
            }
        }
        self.walked += walked;
    }

    fn slot(&mut self, dfa: u32) -> &mut Slot {
        let at = match self.slots.iter().position(|slot| slot.dfa == dfa) {
            Some(at) => at,
            None if self.slots.len() < SLOTS => {
                self.slots.push(Slot { dfa, latest: (0, 0), notes: Box::new([BLANK; NOTES]) });
                self.slots.len() - 1
            }
            None => {
                let at = self.oldest;
                self.oldest = (at + 1) % SLOTS;
                (self.slots[at].dfa, self.slots[at].latest) = (dfa, (0, 0));
                self.slots[at].notes.fill(BLANK);
                at
            }
        };
        &mut self.slots[at]
    }
}

impl Slot {
    fn note(&mut self, number: u32, walk: &Walk) {
        let accepted = walk.accepted.map_or(NONE, |end| end as u32);
        self.notes[walk.at / SPACING % NOTES] =
            Note { at: walk.at as u32, walk: number, accepted, state: walk.state as u16 };
        self.latest = (number, walk.at);
    }

    fn noted(&self, at: usize) -> Option<&Note> {
        Some(&self.notes[at / SPACING % NOTES]).filter(|note| note.walk != 0 && note.at as usize == at)
    }

    /// If another walk came by in the same state: moves `walk` to that one's last note up to `stop`, and answers with its number.
    fn ahead(&self, walk: &mut Walk, stop: usize) -> Option<u32> {
        let met = self.noted(walk.at).filter(|note| note.state as usize == walk.state)?.walk;
        let (latest, last) = self.latest;
        let mut furthest = last.min(stop / SPACING * SPACING);
        if latest != met || furthest <= walk.at || self.noted(furthest).is_none_or(|note| note.walk != met) {
            // Overtaken by another walk: as far as its notes follow one another.
            furthest = walk.at;
            while furthest + SPACING <= stop && self.noted(furthest + SPACING).is_some_and(|n| n.walk == met) {
                furthest += SPACING;
            }
        }
        if furthest > walk.at {
            let note = self.noted(furthest)?;
            if note.accepted != NONE && note.accepted as usize >= walk.at {
                walk.accepted = Some(note.accepted as usize);
            }
            (walk.at, walk.state) = (furthest, note.state as usize);
        }
        Some(met)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// Patterns whose walks join at once, late, never, and that end in several ways.
    const PATTERNS: [&str; 8] = [
        "ab[ab.-]{10,}",
        "ab[ab]{3,}\\.(?:ab|b)[ab-]{8,}(?:\\.[ab]{2,})?",
        "a[ab]{20,400}",
        "(?:[ab][ab.])+-",
        "a[ab.-]{160,}={0,2}",
        "ab(?:[ab]{5})*\\.",
        "[ab.-]{1,}=",
        "ab-[ab.]*(?:-b)?",
    ];

    /// Their tables, and where each begins.
    static BUILT: LazyLock<(Vec<u8>, Vec<u32>)> = LazyLock::new(|| {
        let (mut tables, mut offsets) = (Vec::new(), Vec::new());
        for pattern in PATTERNS {
            offsets.push(tables.len() as u32);
            tables.extend(outrigger_packs::automaton::build(pattern).unwrap());
        }
        (tables, offsets)
    });

    fn text() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            4 => Just(b"ab".to_vec()), 2 => Just(b"ab-".to_vec()), 1 => Just(b"ab.".to_vec()), 1 => Just(b"=".to_vec()),
            2 => prop::collection::vec(prop::sample::select(b"ab.-= ".to_vec()), 1..9),
        ];
        prop::collection::vec((piece, 1usize..160), 1..9)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, times)| piece.repeat(times)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_walk_that_remembers_ends_where_a_plain_one_does(
            text in text(),
            backwards in any::<bool>(),
            limit in prop::sample::select(vec![2048usize, 300, 100, 33]),
            step in 1usize..7,
        ) {
            let (tables, offsets) = &*BUILT;
            let mut runs = Runs::default();
            for i in (0..text.len()).step_by(step) {
                // Hits of several literals come a little out of order.
                let start = if backwards && i % 3 == 0 { i.saturating_sub(13) } else { i };
                for &offset in offsets {
                    let plain = Dfa::at(tables, offset).find_end(&text, start, limit);
                    prop_assert_eq!(runs.find_end(tables, offset, &text, start, limit), plain);
                }
            }
        }
    }

    #[test]
    fn more_automata_than_there_is_room_for_are_walked_as_well() {
        let one = outrigger_packs::automaton::build("ab[ab-]{10,}").unwrap();
        let tables = one.repeat(SLOTS + 5);
        let text = b"ab-".repeat(300);
        let mut runs = Runs::default();
        for start in (0..text.len()).step_by(3) {
            for i in 0..SLOTS + 5 {
                let offset = (i * one.len()) as u32;
                let plain = Dfa::at(&tables, offset).find_end(&text, start, 500);
                assert_eq!(runs.find_end(&tables, offset, &text, start, 500), plain);
            }
        }
        assert!(runs.memory_usage() <= SLOTS * (size_of::<[Note; NOTES]>() + 2 * size_of::<Slot>()));
    }
}
