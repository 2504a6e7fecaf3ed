//! All prefixes of all tokens as a double array, to find the longest token at a place of a text: one load a byte.
//!
//! A unit is a `u32`: 20 bits of base, 9 bits of label (the byte that leads here, with bit 8 set; 0 is a free unit), and a
//! bit that is set where a token ends, which is then `ends[unit]`. The child of a unit by byte `b` is at `base ^ b`, if its
//! label says so. No two units share a base, and base 0 belongs to the units without children. Unit 0 is never reached,
//! so it holds the root's base. Must find exactly the tokens it was built from.
//!
//! A walk is a chain of loads, and past the second-level cache each takes 70 ns: so units are small, and those on the way to
//! frequent tokens (low ids) lie together.
use super::VocabularyError;
use alloc::vec;
use alloc::vec::Vec;

const BASE_BITS: u32 = 20;
const BASE_MASK: u32 = (1 << BASE_BITS) - 1;
const LABEL_MASK: u32 = 0x1ff;
const LIVE: u32 = 0x100;
const END: u32 = 1 << 31;
/// Most units that a base can tell apart.
pub(super) const MOST_UNITS: usize = 1 << BASE_BITS;
/// Blocks of 256 units before the last one that are searched for a node of several children; fuller ones are left to the only
/// children. With 8 the table was no smaller, and took 1.7 times as long to build.
const OPEN_BLOCKS: usize = 1;
/// Ids below which a token counts as very frequent, frequent, less so; the rest comes last.
const FREQUENT: [u32; 3] = [2_000, 12_000, 50_000];

/// A built trie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trie<'t> {
    pub units: &'t [u32],
    pub ends: &'t [u32],
}

impl Trie<'_> {
    /// The longest token that `text` starts with, which isn't empty.
    #[inline]
    pub fn longest(&self, text: &[u8]) -> Match {
        let mut base = self.units[0] & BASE_MASK;
        let mut found = 0;
        let mut length = 0;
        let mut walked = 0;
        for byte in text {
            walked += 1;
            let at = base ^ u32::from(*byte);
            let unit = self.units[at as usize];
            if unit >> BASE_BITS & LABEL_MASK != LIVE | u32::from(*byte) {
                break;
            }
            base = unit & BASE_MASK;
            if unit & END != 0 {
                found = at;
                length = walked;
            }
        }
        Match { token: self.ends[found as usize], length, walked }
    }
}

/// A token found at a place.
#[derive(Clone, Copy)]
pub(super) struct Match {
    pub token: u32,
    pub length: usize,
    /// Bytes that were looked at to find it: where the same ones stand, and more after them, it is found again.
    pub walked: usize,
}

/// What the builder tells of a token once its place in the trie is known.
pub(super) trait Places {
    /// `token`'s longest proper prefix that is a token, itself where there is none.
    fn prefix(&mut self, token: u32, prefix: u32);
}

/// Units to reserve for a trie of that many nodes; a test proves that both vocabularies fit.
pub(super) fn most_units(nodes: usize) -> usize {
    (nodes + nodes / 32 + 1024).next_multiple_of(256)
}

/// A token and its bytes.
#[derive(Clone, Copy)]
pub(super) struct Spelt<'b> {
    pub bytes: &'b [u8],
    pub id: u32,
}

/// A node whose children are still to be placed: the tokens `sorted[from..to]` share `depth` bytes.
struct Open {
    unit: usize,
    from: usize,
    to: usize,
    depth: usize,
    prefix: Option<u32>,
}

/// A child of a node: the tokens `sorted[from..to]`, whose next byte is `byte`, and the lowest of their ids.
struct Child {
    byte: u8,
    from: usize,
    to: usize,
    best: u32,
}

/// Builds the trie of `sorted` tokens (in the order of their bytes) into `units`, and returns how many units it took: a
/// multiple of 256.
pub(super) fn build(
    units: &mut [u32],
    ends: &mut [u32],
    sorted: &[Spelt<'_>],
    places: &mut impl Places,
) -> Result<usize, VocabularyError> {
    units.fill(0);
    ends.fill(0);
    let mut free = FreeUnits::new(units.len());
    let mut open: [Vec<Open>; FREQUENT.len() + 1] = Default::default();
    open[0].push(Open { unit: 0, from: 0, to: sorted.len(), depth: 0, prefix: None });
    let mut children: Vec<Child> = Vec::with_capacity(256);
    while let Some(Open { unit, mut from, to, depth, mut prefix }) = open.iter_mut().find_map(Vec::pop) {
        let first = sorted[from];
        if first.bytes.len() == depth {
            places.prefix(first.id, prefix.unwrap_or(first.id));
            units[unit] |= END;
            ends[unit] = first.id;
            prefix = Some(first.id);
            from += 1;
        }
        list_children(sorted, from, to, depth, &mut children)?;
        if children.is_empty() {
            continue;
        }
        let base = free.base_for(&children, unit).ok_or(VocabularyError)?;
        units[unit] |= base as u32;
        for Child { byte, from, to, best } in &children {
            let child = base ^ usize::from(*byte);
            units[child] = (LIVE | u32::from(*byte)) << BASE_BITS;
            let rank = FREQUENT.iter().position(|bound| best < bound).unwrap_or(FREQUENT.len());
            open[rank].push(Open { unit: child, from: *from, to: *to, depth: depth + 1, prefix });
        }
    }
    Ok((free.highest + 1).next_multiple_of(256))
}

#[inline(never)]
fn list_children(
    sorted: &[Spelt<'_>],
    from: usize,
    to: usize,
    depth: usize,
    children: &mut Vec<Child>,
) -> Result<(), VocabularyError> {
    children.clear();
    for (at, token) in (from..to).zip(&sorted[from..to]) {
        // Two tokens of the same bytes are none of a byte-pair encoding.
        let byte = *token.bytes.get(depth).ok_or(VocabularyError)?;
        match children.last_mut() {
            Some(last) if last.byte == byte => {
                last.to = at + 1;
                last.best = last.best.min(token.id);
            }
            _ => children.push(Child { byte, from: at, to: at + 1, best: token.id }),
        }
    }
    Ok(())
}

/// The units that hold nothing yet, as a list in ascending order, and the bases that are taken.
struct FreeUnits {
    next: Vec<u32>,
    previous: Vec<u32>,
    based: Vec<bool>,
    highest: usize,
}

impl FreeUnits {
    fn new(units: usize) -> Self {
        let ring = |step: usize| (0..units).map(|at| ((at + step) % units) as u32).collect();
        let mut based = vec![false; units];
        based[0] = true;
        // Unit 0 is the list's head and so never free.
        Self { next: ring(1), previous: ring(units - 1), based, highest: 0 }
    }

    fn is_free(&self, unit: usize) -> bool {
        unit != 0 && self.next[unit] != u32::MAX
    }

    fn take(&mut self, unit: usize) {
        let (next, previous) = (self.next[unit], self.previous[unit]);
        self.next[previous as usize] = next;
        self.previous[next as usize] = previous;
        self.next[unit] = u32::MAX;
        self.highest = self.highest.max(unit);
    }

    /// Finds a base for these children, and takes it and their units.
    #[inline(never)]
    fn base_for(&mut self, children: &[Child], parent: usize) -> Option<usize> {
        let fits = |free: &Self, base: usize| {
            !free.based[base] && children.iter().all(|child| free.is_free(base ^ usize::from(child.byte)))
        };
        let first = usize::from(children[0].byte);
        // An only child goes into its parent's cache line where that has room: a step down it then costs no miss.
        let near = (children.len() == 1)
            .then(|| (0..16).map(|step| (parent & !15) + step))
            .and_then(|mut units| units.find(|unit| self.is_free(*unit) && fits(self, unit ^ first)));
        let from = if children.len() == 1 { 0 } else { (self.highest & !255).saturating_sub(256 * OPEN_BLOCKS) };
        let base = match near {
            Some(unit) => unit ^ first,
            None => self.search(from, |free, unit| fits(free, unit ^ first))? ^ first,
        };
        self.based[base] = true;
        for child in children {
            self.take(base ^ usize::from(child.byte));
        }
        Some(base)
    }

    /// The first free unit at or after `from` that suits.
    fn search(&self, from: usize, suits: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let mut unit = match from {
            0 => self.next[0] as usize,
            _ => (from..self.next.len()).find(|unit| self.is_free(*unit))?,
        };
        while !suits(self, unit) {
            unit = self.next[unit] as usize;
            if unit == 0 {
                return None;
            }
        }
        Some(unit)
    }
}
