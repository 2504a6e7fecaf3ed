//! Normal forms of the short stretches that came before: an accented letter comes again and again, and to take it apart or
//! put it together costs ten times as much as to compare it.
//!
//! One call's own, of one form. Stretches are compared whole, so that no text can make another's normal form come out.
use crate::text::bytes16;
use alloc::vec::Vec;

/// Longest stretch, and longest normal form, that is kept.
const LONGEST: usize = 15;
/// Most stretches: 32 KiB.
const MOST: usize = 1024;
/// Bytes of text a kept stretch, so that a short text doesn't pay for memory that it won't use.
const TEXT_BYTES_EACH: usize = 16;

/// A stretch, padded with zeros, and its length in the last byte; its normal form, kept the same way.
#[derive(Clone, Copy, Default)]
struct Pair {
    stretch: (u64, u64),
    normal: [u8; 16],
}

/// The stretches, one a slot, the newest wins. Made when the first one comes.
pub(super) struct Known {
    pairs: Vec<Pair>,
    slots: usize,
}

fn key(text: &[u8], start: usize, end: usize) -> (u64, u64) {
    let (low, high) = bytes16::load(text, start, end);
    (low, high | ((end - start) as u64) << 56)
}

impl Known {
    /// None yet, of a text of that many bytes.
    pub(super) fn new(text_bytes: usize) -> Self {
        Self { pairs: Vec::new(), slots: (text_bytes / TEXT_BYTES_EACH).next_power_of_two().min(MOST) }
    }

    #[inline(always)]
    fn slot(&self, key: (u64, u64)) -> usize {
        (bytes16::hash(key.0, key.1) >> 40) as usize & (self.pairs.len() - 1)
    }

    /// Appends the normal form of the stretch of `text` to `out`; false if it isn't known.
    #[inline(always)]
    pub(super) fn append(&self, text: &[u8], start: usize, end: usize, out: &mut Vec<u8>) -> bool {
        if end - start > LONGEST || self.pairs.is_empty() {
            return false;
        }
        let key = key(text, start, end);
        let pair = &self.pairs[self.slot(key)];
        if pair.stretch != key {
            return false;
        }
        // All sixteen bytes and then fewer: to copy a number that isn't known beforehand is a call in Wasm.
        let whole = out.len() + usize::from(pair.normal[LONGEST]);
        out.extend_from_slice(&pair.normal);
        out.truncate(whole);
        true
    }

    /// Keeps a stretch's normal form, if both are short and there is memory.
    pub(super) fn remember(&mut self, text: &[u8], start: usize, end: usize, normal: &[u8]) {
        if end - start > LONGEST || normal.len() > LONGEST {
            return;
        }
        if self.pairs.is_empty() {
            if self.pairs.try_reserve_exact(self.slots).is_err() {
                return;
            }
            self.pairs.resize(self.slots, Pair::default());
        }
        let key = key(text, start, end);
        let slot = self.slot(key);
        let mut kept = [0; 16];
        kept[..normal.len()].copy_from_slice(normal);
        kept[LONGEST] = normal.len() as u8;
        self.pairs[slot] = Pair { stretch: key, normal: kept };
    }
}
