//! Builds the trie of `trie`, a token at a time: down from where its left part ends, by the bytes of its right one.
//!
//! Where there is room was searched for when the compact file was made, which tells a unit's base when it gets its first
//! child. Must place every prefix of every token once, and refuse places that are taken.
use super::VocabularyError;
use super::compact::{Compact, Places};
use super::trie::{BASE_BITS, BASE_MASK, END, LABEL_MASK, LIVE};
use alloc::vec;
use alloc::vec::Vec;

/// The trie while it is built.
pub(super) struct TrieBuilder<'b> {
    units: &'b mut [u32],
    ends: &'b mut [u32],
    /// Which bases are taken, a bit each: two units that shared one would share their children.
    based: Vec<u64>,
    /// Units that are taken.
    nodes: usize,
}

impl<'b> TrieBuilder<'b> {
    /// An empty trie in these two, which have so many units as the file tells.
    pub fn new(units: &'b mut [u32], ends: &'b mut [u32]) -> Self {
        units.fill(0);
        ends.fill(0);
        let mut based = vec![0; units.len().div_ceil(64)];
        based[0] = 1;
        Self { units, ends, based, nodes: 0 }
    }

    /// The unit that `byte` leads to from `unit`.
    #[inline(always)]
    pub fn step(&mut self, places: &mut Places<'_>, unit: u32, byte: u8) -> Result<u32, VocabularyError> {
        let mut base = self.units[unit as usize] & BASE_MASK;
        if base == 0 {
            base = self.take_base(places, unit, byte)?;
        }
        let child = base ^ u32::from(byte);
        let label = (LIVE | u32::from(byte)) << BASE_BITS;
        let there = &mut self.units[child as usize];
        if *there == 0 {
            *there = label;
            self.nodes += 1;
        } else if (*there ^ label) >> BASE_BITS & LABEL_MASK != 0 {
            return Err(VocabularyError);
        }
        Ok(child)
    }

    #[inline(always)]
    fn take_base(&mut self, places: &mut Places<'_>, unit: u32, byte: u8) -> Result<u32, VocabularyError> {
        let base = places.base(unit, byte);
        let taken = self.based.get_mut(base as usize / 64).ok_or(VocabularyError)?;
        let bit = 1 << (base % 64);
        if *taken & bit != 0 {
            return Err(VocabularyError);
        }
        *taken |= bit;
        self.units[unit as usize] |= base;
        Ok(base)
    }

    /// Where `byte` would lead to from `unit`, unless there is no base yet.
    #[inline(always)]
    pub fn look(&self, unit: u32, byte: u8) -> u32 {
        let base = self.units[unit as usize] & BASE_MASK;
        if base == 0 { 0 } else { base ^ u32::from(byte) }
    }

    /// Token `id` ends at `unit`.
    #[inline(always)]
    pub fn end(&mut self, unit: u32, id: u32) -> Result<(), VocabularyError> {
        let there = &mut self.units[unit as usize];
        if *there & END != 0 {
            return Err(VocabularyError);
        }
        *there |= END;
        self.ends[unit as usize] = id;
        Ok(())
    }

    /// The token that ends at `unit`.
    #[inline(always)]
    pub fn token_at(&self, unit: u32) -> Result<u32, VocabularyError> {
        let id = self.ends[unit as usize];
        // Nearly all are told by the number alone.
        if id == 0 && self.units[unit as usize] & END == 0 { Err(VocabularyError) } else { Ok(id) }
    }

    /// Whether every prefix that the file's header promised has a unit.
    pub fn is_full(&self, compact: &Compact<'_>) -> bool {
        self.nodes == compact.prefixes
    }
}
