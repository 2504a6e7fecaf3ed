//! All prefixes of all tokens as a double array, to find the longest token at a place of a text: one load a byte.
//!
//! A unit is a `u32`: 20 bits of base, 9 bits of label (the byte that leads here, with bit 8 set; 0 is a free unit), and a
//! bit that is set where a token ends, which is then `ends[unit]`. The child of a unit by byte `b` is at `base ^ b`, if its
//! label says so. No two units share a base, and base 0 belongs to the units without children. Unit 0 is never reached,
//! so it holds the root's base. Must find exactly the tokens it was built from.
//!
//! A walk is a chain of loads, and past the second-level cache each takes 70 ns: so units are small, and those on the way to
//! frequent tokens (low ids) lie together.

pub(super) const BASE_BITS: u32 = 20;
pub(super) const BASE_MASK: u32 = (1 << BASE_BITS) - 1;
pub(super) const LABEL_MASK: u32 = 0x1ff;
pub(super) const LIVE: u32 = 0x100;
pub(super) const END: u32 = 1 << 31;
/// Most units that a base can tell apart.
pub(super) const MOST_UNITS: usize = 1 << BASE_BITS;

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
