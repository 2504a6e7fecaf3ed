//! Expands a compact vocabulary file into the flat table that all workers share.
//!
//! Runs once a process and encoding, before the table is shown to anyone else, mostly in code that Wasm's engine has had no
//! time for: so what runs once a token is a function of its own, which better code takes the place of with the next call.
//! Must write nothing outside `out`.
use super::VocabularyError;
use super::compact::{Compact, Merges, Places, SINGLE_BYTES};
use super::layout::{FOLLOWS, LEADS, Layout, PartsMut, TokenEntry};
use super::texts::Texts;
use super::trie_builder::TrieBuilder;
use super::{pairs, seams, words};
use core::hint::black_box;

/// Tokens that are entered at a time.
pub(super) const BATCH: usize = 64;
const STEPS_AHEAD: usize = 3;

/// Bytes of the table of a compact file.
///
/// # Errors
/// [`VocabularyError`] when it is no compact vocabulary file.
pub fn table_size(compact: &[u8]) -> Result<usize, VocabularyError> {
    Ok(layout_of(&Compact::parse(compact)?).bytes())
}

fn layout_of(compact: &Compact<'_>) -> Layout {
    Layout::new(compact.encoding, compact.tokens, compact.units)
}

/// Expands a compact vocabulary file into `out`, which must be aligned to 8 bytes and at least [`table_size`] long, and
/// returns how many bytes the table takes, which is that. Needs 4 MB of heap for the while.
///
/// # Errors
/// [`VocabularyError`] when the file is none or keeps not what its header says, or `out` is too small or not aligned.
pub fn build_table(compact: &[u8], out: &mut [u8]) -> Result<usize, VocabularyError> {
    let compact = Compact::parse(compact)?;
    let layout = layout_of(&compact);
    let PartsMut { tokens, pairs, filter, words, seams, units, ends } = layout.split_mut(out).ok_or(VocabularyError)?;
    pairs.fill(0);
    filter.fill(0);
    words.fill(0);
    seams.fill(0);
    let (texts, trie) = (Texts::new(&compact), TrieBuilder::new(units, ends));
    let (merges, places) = (compact.merges(), compact.places());
    let mut builder = Builder { merges, places, texts, tokens, pairs, filter, words, seams, trie };
    for (id, byte) in (0..).zip(compact.singles()) {
        builder.enter_single(id, *byte)?;
    }
    for first in (SINGLE_BYTES..compact.tokens).step_by(BATCH) {
        builder.enter_batch(first as u32, BATCH.min(compact.tokens - first))?;
    }
    if !builder.places.at_end() || !builder.texts.is_full() || !builder.trie.is_full(&compact) {
        return Err(VocabularyError);
    }
    builder.finish_tokens()?;
    layout.write(out);
    Ok(layout.bytes())
}

/// A table while it is built. Until [`Builder::finish_tokens`], a token's entry tells the unit where its prefix ends.
struct Builder<'b> {
    merges: Merges<'b>,
    places: Places<'b>,
    texts: Texts,
    tokens: &'b mut [u64],
    pairs: &'b mut [u32],
    filter: &'b mut [u32],
    words: &'b mut [u64],
    seams: &'b mut [u32],
    trie: TrieBuilder<'b>,
}

impl Builder<'_> {
    fn enter_single(&mut self, id: u32, byte: u8) -> Result<(), VocabularyError> {
        let unit = self.trie.step(&mut self.places, 0, byte)?;
        self.texts.push_single(byte)?;
        self.texts.set_unit(unit);
        self.trie.end(unit, id)?;
        self.tokens[id as usize] = TokenEntry::unfinished(id, id, unit).bits();
        words::insert(self.words, self.texts.bytes(), self.texts.last(1), id);
        Ok(())
    }

    /// Enters the next `count` tokens.
    #[inline(never)]
    fn enter_batch(&mut self, first: u32, count: usize) -> Result<(), VocabularyError> {
        let mut parts = [(0, 0); BATCH];
        for (id, parts) in (first..).zip(&mut parts[..count]) {
            *parts = self.merges.next(id)?;
        }
        let parts = &parts[..count];
        self.look_ahead(parts);
        for (id, parts) in (first..).zip(parts) {
            self.enter(id, *parts)?;
        }
        let spelt = self.texts.last(count);
        pairs::insert(self.pairs, self.filter, parts, first);
        words::insert(self.words, self.texts.bytes(), spelt, first);
        for token in spelt.iter().filter(|token| token.is_wide()) {
            let (from, to) = token.range();
            seams::insert(self.seams, &self.texts.bytes()[from..to]);
        }
        Ok(())
    }

    /// Goes the ways of these tokens as far as they are there, all a step at a time, so that the waits for memory overlap: nothing
    /// else comes of it.
    #[inline(never)]
    fn look_ahead(&self, parts: &[(u32, u32)]) {
        let mut ways = [(0, 0); BATCH];
        let ways = &mut ways[..parts.len()];
        let mut seen = 0;
        for ((left, right), (unit, at)) in parts.iter().zip(&mut *ways) {
            let (left, right) = (self.texts.seen(*left), self.texts.seen(*right));
            (*unit, *at) = (left.unit(), right.range().0);
            seen |= self.texts.bytes()[left.range().0];
        }
        black_box(seen);
        for _ in 0..STEPS_AHEAD {
            for (unit, at) in &mut *ways {
                *unit = self.trie.look(*unit, self.texts.bytes()[*at]);
                *at += 1;
            }
        }
        black_box(ways);
    }

    /// Spells a token and places it in the trie.
    #[inline(never)]
    fn enter(&mut self, id: u32, (left, right): (u32, u32)) -> Result<(), VocabularyError> {
        let (start, way) = self.texts.push_merge(left, right)?;
        let past_left = self.places.past_left(way.length());
        let mut unit = start.unit();
        let mut prefix = unit;
        let (from, to) = way.range();
        for at in from..to {
            if at - from == past_left {
                prefix = unit;
            }
            unit = self.trie.step(&mut self.places, unit, self.texts.bytes()[at])?;
        }
        self.texts.set_unit(unit);
        self.trie.end(unit, id)?;
        self.tokens[id as usize] = TokenEntry::unfinished(left, right, prefix).bits();
        Ok(())
    }

    /// Puts into every token's entry what is known of it only when all are there.
    #[inline(never)]
    fn finish_tokens(&mut self) -> Result<(), VocabularyError> {
        for (id, entry) in (0..).zip(self.tokens.iter_mut()) {
            let (unfinished, spelt) = (TokenEntry::from_bits(*entry), self.texts.of(id));
            let prefix = self.trie.token_at(unfinished.unit())?;
            let bits = TokenEntry::new(unfinished.left(), unfinished.right(), prefix, spelt.length()).bits();
            let flags = if spelt.leads() { LEADS } else { 0 } | if spelt.follows() { FOLLOWS } else { 0 };
            *entry = bits | flags;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "build_test.rs"]
mod build_test;
