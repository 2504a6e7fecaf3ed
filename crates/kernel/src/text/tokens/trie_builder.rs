//! Builds the trie of `trie` from all tokens in the order of their bytes.
//!
//! Half of a table's build was this: so which units are free and which bases taken is a bit each, which the first-level cache holds,
//! and the last bytes of a token, which no other shares, are placed in one go. What runs once a node is a function of its own,
//! for Wasm's engines take up better code with the next call. Must place every prefix of every token once.
use super::VocabularyError;
use super::texts::{Spelt, Texts};
use super::trie::{BASE_BITS, END, LIVE};
use alloc::vec;
use alloc::vec::Vec;

/// Blocks of 256 units before the last one that are searched for a node of several children; fuller ones are left to the only
/// children. With 8 the table was no smaller, and took 1.7 times as long to build.
const OPEN_BLOCKS: usize = 1;
/// Ids below which a token counts as very frequent, frequent, less so; the rest comes last.
const FREQUENT: [u32; 3] = [2_000, 12_000, 50_000];
/// Units of a cache line.
const LINE: usize = 16;

/// What the builder tells of a token once its place in the trie is known.
pub(super) trait Places {
    /// `token`'s longest proper prefix that is a token, itself where there is none.
    fn prefix(&mut self, token: u32, prefix: u32);
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

/// The trie while it is built.
struct Builder<'b, P> {
    units: &'b mut [u32],
    ends: &'b mut [u32],
    texts: &'b Texts,
    sorted: &'b [Spelt],
    places: &'b mut P,
    free: FreeUnits,
    /// By how frequent the most frequent token below them is.
    open: [Vec<Open>; FREQUENT.len() + 1],
    children: Vec<Child>,
}

/// Builds the trie of all tokens, `sorted` by their bytes, into `units`, and returns how many units it took: a multiple of 256.
pub(super) fn build(
    units: &mut [u32],
    ends: &mut [u32],
    texts: &Texts,
    sorted: &[Spelt],
    places: &mut impl Places,
) -> Result<usize, VocabularyError> {
    units.fill(0);
    ends.fill(0);
    let free = FreeUnits::new(units.len());
    let (open, children) = (Default::default(), Vec::with_capacity(256));
    let mut builder = Builder { units, ends, texts, sorted, places, free, open, children };
    builder.open[0].push(Open { unit: 0, from: 0, to: sorted.len(), depth: 0, prefix: None });
    while let Some(node) = builder.open.iter_mut().find_map(Vec::pop) {
        if node.from + 1 == node.to {
            builder.place_rest(&node)?;
        } else {
            builder.place_children(node)?;
        }
    }
    Ok((builder.free.highest + 1).next_multiple_of(256))
}

impl<P: Places> Builder<'_, P> {
    #[inline(always)]
    fn end_token(&mut self, id: u32, unit: usize, prefix: Option<u32>) {
        self.places.prefix(id, prefix.unwrap_or(id));
        self.units[unit] |= END;
        self.ends[unit] = id;
    }

    #[inline(never)]
    fn place_children(&mut self, node: Open) -> Result<(), VocabularyError> {
        let Open { unit, mut from, to, depth, mut prefix } = node;
        let first = self.sorted[from];
        if usize::from(first.length) == depth {
            self.end_token(first.id, unit, prefix);
            prefix = Some(first.id);
            from += 1;
        }
        self.list_children(from, to, depth)?;
        let base = self.free.base_for(&self.children, unit).ok_or(VocabularyError)?;
        self.units[unit] |= base as u32;
        for Child { byte, from, to, best } in &self.children {
            let child = base ^ usize::from(*byte);
            self.units[child] = (LIVE | u32::from(*byte)) << BASE_BITS;
            let rank = FREQUENT.iter().position(|bound| best < bound).unwrap_or(FREQUENT.len());
            self.open[rank].push(Open { unit: child, from: *from, to: *to, depth: depth + 1, prefix });
        }
        Ok(())
    }

    /// Finds the children of the node of `sorted[from..to]`, which isn't empty.
    #[inline(never)]
    fn list_children(&mut self, from: usize, to: usize, depth: usize) -> Result<(), VocabularyError> {
        self.children.clear();
        for (at, token) in (from..to).zip(&self.sorted[from..to]) {
            match self.children.last_mut() {
                Some(last) if usize::from(token.shared) > depth => {
                    last.to = at + 1;
                    last.best = last.best.min(token.id);
                }
                // Two tokens of the same bytes are none of a byte-pair encoding.
                _ if usize::from(token.length) <= depth => return Err(VocabularyError),
                _ => {
                    let byte = self.texts.byte(token, depth);
                    self.children.push(Child { byte, from: at, to: at + 1, best: token.id });
                }
            }
        }
        Ok(())
    }

    /// The bytes of the only token below a node, one below the other.
    #[inline(never)]
    fn place_rest(&mut self, node: &Open) -> Result<(), VocabularyError> {
        let token = self.sorted[node.from];
        let mut unit = node.unit;
        for depth in node.depth..usize::from(token.length) {
            let byte = usize::from(self.texts.byte(&token, depth));
            let base = self.free.base_for_one(byte, unit).ok_or(VocabularyError)?;
            self.units[unit] |= base as u32;
            unit = base ^ byte;
            self.units[unit] = (LIVE | byte as u32) << BASE_BITS;
        }
        self.end_token(token.id, unit, node.prefix);
        Ok(())
    }
}

/// The units that hold nothing yet, and the bases that are taken, a bit each.
struct FreeUnits {
    free: Vec<u64>,
    /// Which words of `free` aren't 0: the first free units are few and far between.
    words: Vec<u64>,
    based: Vec<u64>,
    highest: usize,
}

impl FreeUnits {
    /// Of so many, a multiple of 256, all but unit 0 are free, and all but base 0.
    fn new(units: usize) -> Self {
        let count = units / 64;
        let mut words = vec![u64::MAX; count.div_ceil(64)];
        if let Some(last) = words.last_mut() {
            *last >>= (64 - count % 64) % 64;
        }
        let mut new = Self { free: vec![u64::MAX; count], words, based: vec![0; count], highest: 0 };
        new.free[0] &= !1;
        new.based[0] |= 1;
        new
    }

    #[inline(always)]
    fn is_free(&self, unit: usize) -> bool {
        self.free[unit / 64] >> (unit % 64) & 1 != 0
    }

    #[inline(always)]
    fn is_based(&self, base: usize) -> bool {
        self.based[base / 64] >> (base % 64) & 1 != 0
    }

    #[inline(always)]
    fn take(&mut self, unit: usize) {
        let word = unit / 64;
        self.free[word] &= !(1 << (unit % 64));
        if self.free[word] == 0 {
            self.words[word / 64] &= !(1 << (word % 64));
        }
        self.highest = self.highest.max(unit);
    }

    /// Finds a base for these children, and takes it and their units.
    fn base_for(&mut self, children: &[Child], parent: usize) -> Option<usize> {
        let first = usize::from(children.first()?.byte);
        if children.len() == 1 {
            return self.base_for_one(first, parent);
        }
        let from = (self.highest & !255).saturating_sub(256 * OPEN_BLOCKS);
        let base = first
            ^ self.search(from, |free, unit| {
                let base = unit ^ first;
                !free.is_based(base) && children.iter().all(|child| free.is_free(base ^ usize::from(child.byte)))
            })?;
        self.based[base / 64] |= 1 << (base % 64);
        for child in children {
            self.take(base ^ usize::from(child.byte));
        }
        Some(base)
    }

    /// The same for an only child. It goes into its parent's cache line where that has room: a step down it then costs no miss.
    #[inline(always)]
    fn base_for_one(&mut self, byte: usize, parent: usize) -> Option<usize> {
        let line = parent & !(LINE - 1);
        let mut near = self.free[line / 64] >> (line % 64) & ((1 << LINE) - 1);
        while near != 0 && self.is_based((line + near.trailing_zeros() as usize) ^ byte) {
            near &= near - 1;
        }
        let unit = match near {
            0 => self.search(0, |free, unit| !free.is_based(unit ^ byte))?,
            _ => line + near.trailing_zeros() as usize,
        };
        let base = unit ^ byte;
        self.based[base / 64] |= 1 << (base % 64);
        self.take(unit);
        Some(base)
    }

    /// The first free unit at or after `from` that suits.
    #[inline(always)]
    fn search(&self, from: usize, suits: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let mut word = from / 64;
        let mut units = self.free.get(word)? & u64::MAX << (from % 64);
        loop {
            while units != 0 {
                let unit = word * 64 + units.trailing_zeros() as usize;
                if suits(self, unit) {
                    return Some(unit);
                }
                units &= units - 1;
            }
            word = self.next_word(word + 1)?;
            units = self.free[word];
        }
    }

    /// The first word of `free` at or after `from` that isn't 0.
    #[inline(always)]
    fn next_word(&self, from: usize) -> Option<usize> {
        let mut at = from / 64;
        let mut words = self.words.get(at)? & u64::MAX << (from % 64);
        while words == 0 {
            at += 1;
            words = *self.words.get(at)?;
        }
        Some(at * 64 + words.trailing_zeros() as usize)
    }
}
