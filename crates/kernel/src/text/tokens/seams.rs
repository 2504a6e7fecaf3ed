//! Places inside a piece that no token can span, so that what is before and after may be encoded apart.
//!
//! Chinese and Japanese write without spaces: their pieces are clauses, which hardly ever come twice, but between most of
//! their words no token reaches across. A filter of pairs of three-byte characters tells where one might. Cutting there
//! makes short parts that the cache knows. Must never call a place safe where any token of the vocabulary fits across.
use super::pieces::{STRETCH, Tick};

/// Words of the filter: 64 KiB, 5 % full for the 12,000 pairs of o200k_base.
pub(super) const WORDS: usize = 1 << 14;
/// Stands for "any character" before or after a place.
const ANY: u32 = 0;

/// The filter: a set bit means that a token may span a place between two such characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seams<'t> {
    pub filter: &'t [u32],
}

#[inline(always)]
fn bit_of(before: u32, after: u32) -> (usize, u32) {
    let mixed = (before.wrapping_mul(0x9e37_79b1) ^ after).wrapping_mul(0x85eb_ca6b);
    ((mixed >> 13) as usize & (WORDS - 1), mixed >> 27)
}

/// The character of three bytes that begins at `at`, as a number; `None` where there is another.
#[inline(always)]
fn wide_char(text: &[u8], at: usize) -> Option<u32> {
    match text.get(at..at + 3)? {
        [lead @ 0xe0..0xf0, second, third] => {
            Some(u32::from(*lead) << 16 | u32::from(*second) << 8 | u32::from(*third))
        }
        _ => None,
    }
}

impl Seams<'_> {
    #[inline(always)]
    fn may_span(&self, before: u32, after: u32) -> bool {
        let is_set = |(word, bit): (usize, u32)| self.filter[word] >> bit & 1 != 0;
        is_set(bit_of(before, after)) || is_set(bit_of(ANY, after))
    }

    /// The end of the part of `piece` that begins at `from`: the first place after it that no token spans, or the end.
    #[inline]
    pub fn part_end<T: Tick>(&self, piece: &[u8], from: usize, tick: &mut T) -> usize {
        let mut at = from;
        let mut before = None;
        let mut stretch = from + STRETCH;
        while at < piece.len() {
            let after = wide_char(piece, at);
            if let (Some(before), Some(after)) = (before, after)
                && !self.may_span(before, after)
            {
                return at;
            }
            at += if after.is_some() { 3 } else { 1 };
            before = after;
            if at >= stretch {
                if tick.stop() {
                    break;
                }
                stretch = at + STRETCH;
            }
        }
        at
    }
}

/// Enters all places inside a token that lie between two characters of three bytes, or what there is of them.
#[inline(never)]
pub(super) fn insert(filter: &mut [u32], token: &[u8]) {
    for at in 1..token.len() {
        if !(0xe0..0xf0).contains(&token[at]) || token[at - 1] < 0x80 {
            continue;
        }
        let after = &token[at..token.len().min(at + 3)];
        // The character before is whole, or what is left of it are its last bytes, and it may be any that ends so.
        let before = at.checked_sub(3).and_then(|start| wide_char(token, start)).unwrap_or(ANY);
        // One byte of the character after stands for 4,096 characters, too many to enter beside each one before them.
        let before = if after.len() == 1 { ANY } else { before };
        for_each_with_prefix(after, |after| {
            let (word, bit) = bit_of(before, after);
            filter[word] |= 1 << bit;
        });
    }
}

/// Calls `enter` with every character of three bytes that begins with these one to three bytes.
fn for_each_with_prefix(prefix: &[u8], mut enter: impl FnMut(u32)) {
    let bytes = |index: usize| prefix.get(index).map_or(0x80..=0xbf_u32, |byte| u32::from(*byte)..=u32::from(*byte));
    for second in bytes(1) {
        for third in bytes(2) {
            enter(u32::from(prefix[0]) << 16 | second << 8 | third);
        }
    }
}
