//! Whether two tokens can stand side by side, told from which pairs of tokens merge.
//!
//! An open-addressing hash table of `u32` slots: 18 bits of id + 1 (0 is empty) under 14 bits of the pair's hash. Before it
//! lies a filter of a bit or more a pair, for two of three look-ups find nothing, and the filter is small enough to stay in
//! the processor's cache. Must agree with merging by rank, always.
use super::build::BATCH;
use super::layout::TokenEntry;
use core::hint::black_box;

const ID_BITS: u32 = 18;
const ID_MASK: u32 = (1 << ID_BITS) - 1;
/// Words of the filter: 2^21 bits, of which the 200,000 pairs of o200k_base set 9 %.
pub(super) const FILTER_WORDS: usize = 1 << 16;

/// The pair table and the tokens it refers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pairs<'t> {
    pub tokens: &'t [u64],
    pub slots: &'t [u32],
    pub filter: &'t [u32],
}

#[inline]
fn hash(left: u32, right: u32) -> u64 {
    let key = u64::from(left) << 32 | u64::from(right);
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[inline]
fn tag(hash: u64) -> u32 {
    (hash as u32) & !ID_MASK
}

/// The filter's word and bit: other bits of the hash than those that choose the slot.
#[inline]
fn bit(hash: u64) -> (usize, u32) {
    ((hash >> 24) as usize & (FILTER_WORDS - 1), (hash >> 59) as u32)
}

impl Pairs<'_> {
    #[inline]
    fn entry(&self, token: u32) -> TokenEntry {
        TokenEntry::from_bits(self.tokens[token as usize])
    }

    /// The token that `left` and `right` merge into.
    pub fn merged(&self, left: u32, right: u32) -> Option<u32> {
        self.merged_below(left, right, u32::MAX)
    }

    /// The token that `left` and `right` merge into, if it is below `limit`.
    #[inline]
    fn merged_below(&self, left: u32, right: u32, limit: u32) -> Option<u32> {
        let hash = hash(left, right);
        let (word, bit) = bit(hash);
        if self.filter[word] >> bit & 1 == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 40) as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            // Most pairs that are found merge too late to matter: no need then to see whether it is the right one.
            if slot & !ID_MASK == tag(hash) && (slot & ID_MASK) - 1 < limit {
                let entry = self.entry((slot & ID_MASK) - 1);
                if entry.left() == left && entry.right() == right {
                    return Some((slot & ID_MASK) - 1);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether byte-pair encoding ever leaves these two tokens side by side.
    ///
    /// Undoes the merges on both sides of the seam, latest first; the pair stands unless a merge across the seam would
    /// have come before one of those (the idea of crate `bpe`, github/rust-gems).
    #[inline]
    pub fn compatible(&self, mut left: u32, mut right: u32) -> bool {
        let mut limit = u32::MAX;
        let (mut before, mut after) = (self.entry(left), self.entry(right));
        loop {
            // The two bits spare look-ups, each of which may be a cache miss.
            if before.leads() && after.follows() && self.merged_below(left, right, limit).is_some() {
                return false;
            }
            let (seam_left, seam_right) = (before.right(), after.left());
            // A single byte is its own part: it can't be undone further.
            let undo_left = if left > right { seam_left != left } else { seam_right == right && seam_left != left };
            if undo_left {
                limit = left;
                left = seam_left;
                before = self.entry(left);
            } else if seam_right != right {
                limit = right + 1;
                right = seam_right;
                after = self.entry(right);
            } else {
                return true;
            }
        }
    }
}

/// Enters tokens from `first` on, which these pairs merge into, into the slots and the filter; as `words::insert`.
#[inline(never)]
pub(super) fn insert(slots: &mut [u32], filter: &mut [u32], pairs: &[(u32, u32)], first: u32) {
    let mask = slots.len() - 1;
    let mut hashes = [0; BATCH];
    let hashes = &mut hashes[..pairs.len()];
    for ((left, right), hashed) in pairs.iter().zip(&mut *hashes) {
        *hashed = hash(*left, *right);
    }
    black_box(hashes.iter().fold(0, |seen, hash| seen | slots[(*hash >> 40) as usize & mask] | filter[bit(*hash).0]));
    for (id, hash) in (first..).zip(hashes) {
        let (word, bit) = bit(*hash);
        filter[word] |= 1 << bit;
        let mut at = (*hash >> 40) as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = tag(*hash) | (id + 1);
    }
}
