//! Expands a compact vocabulary file into the flat table that all workers share.
//!
//! Runs once a process and encoding, before the table is shown to anyone else. Must write nothing outside `out`.
use super::VocabularyError;
use super::compact::{Compact, LONGEST_TOKEN, SINGLE_BYTES};
use super::layout::{FOLLOWS, LEADS, Layout, PartsMut, TokenEntry};
use super::trie::Spelt;
use super::{pairs, seams, trie, words};
use alloc::vec::Vec;

/// Bytes to reserve for the table of a compact file: a little more than [`build_table`] will need.
///
/// # Errors
/// [`VocabularyError`] when it is no compact vocabulary file.
pub fn table_size(compact: &[u8]) -> Result<usize, VocabularyError> {
    Ok(layout_of(&Compact::parse(compact)?).bytes())
}

fn layout_of(compact: &Compact<'_>) -> Layout {
    Layout::new(compact.encoding, compact.tokens, trie::most_units(compact.prefixes))
}

/// Expands a compact vocabulary file into `out`, which must be aligned to 8 bytes and at least [`table_size`] long, and
/// returns how many bytes the table takes. Needs about 10 MB of heap for the while.
///
/// # Errors
/// [`VocabularyError`] when the file is none or keeps not what its header says, or `out` is too small or not aligned.
pub fn build_table(compact: &[u8], out: &mut [u8]) -> Result<usize, VocabularyError> {
    let compact = Compact::parse(compact)?;
    let texts = Texts::expand(&compact)?;
    let mut layout = layout_of(&compact);
    if layout.units > trie::MOST_UNITS {
        return Err(VocabularyError);
    }
    let PartsMut { tokens, pairs, filter, words, seams, units, ends } = layout.split_mut(out).ok_or(VocabularyError)?;
    pairs.fill(0);
    filter.fill(0);
    words.fill(0);
    seams.fill(0);
    for (id, entry) in (0..).zip(&mut tokens[..SINGLE_BYTES]) {
        *entry = TokenEntry::new(id, id, id, 1).bits();
        words::insert(words, texts.of(id), id);
    }
    for (id, split) in (SINGLE_BYTES..).zip(compact.splits()) {
        let (left, right) = split?;
        let text = texts.of(id as u32);
        tokens[id] = TokenEntry::new(left, right, 0, text.len()).bits();
        tokens[left as usize] |= LEADS;
        tokens[right as usize] |= FOLLOWS;
        pairs::insert(pairs, filter, left, right, id as u32);
        words::insert(words, text, id as u32);
        seams::insert(seams, text);
    }
    let used = trie::build(units, ends, &texts.sorted(), &mut PrefixWriter { tokens })?;
    // The parts move together: `ends` begins where the units that were really needed end.
    let ends = layout.ends_range();
    layout.units = used;
    out.copy_within(ends.start..ends.start + used * 4, layout.ends_range().start);
    layout.write(out);
    Ok(layout.bytes())
}

struct PrefixWriter<'t> {
    tokens: &'t mut [u64],
}

impl trie::Places for PrefixWriter<'_> {
    fn prefix(&mut self, token: u32, prefix: u32) {
        let entry = &mut self.tokens[token as usize];
        *entry = TokenEntry::from_bits(*entry).with_prefix(prefix).bits();
    }
}

/// The bytes of all tokens, one after another.
struct Texts {
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

impl Texts {
    fn expand(compact: &Compact<'_>) -> Result<Self, VocabularyError> {
        let mut starts = Vec::with_capacity(compact.tokens + 1);
        let mut bytes = Vec::with_capacity(compact.text_bytes);
        for byte in compact.singles() {
            starts.push(bytes.len() as u32);
            bytes.push(*byte);
        }
        for split in compact.splits() {
            let (left, right) = split?;
            let start = bytes.len();
            for part in [left, right] {
                let from = starts[part as usize] as usize;
                let to = starts.get(part as usize + 1).map_or(start, |next| *next as usize);
                bytes.extend_from_within(from..to);
            }
            starts.push(start as u32);
            if bytes.len() - start > LONGEST_TOKEN || bytes.len() > compact.text_bytes {
                return Err(VocabularyError);
            }
        }
        starts.push(bytes.len() as u32);
        Ok(Self { starts, bytes })
    }

    fn of(&self, id: u32) -> &[u8] {
        &self.bytes[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }

    /// All tokens in the order of their bytes. Sorting by the first eight bytes as one number takes a third of the time.
    fn sorted(&self) -> Vec<Spelt<'_>> {
        let mut keyed: Vec<(u64, u32)> = (0..self.starts.len() as u32 - 1).map(|id| (head(self.of(id)), id)).collect();
        keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.of(a.1).cmp(self.of(b.1))));
        keyed.into_iter().map(|(_, id)| Spelt { bytes: self.of(id), id }).collect()
    }
}

fn head(text: &[u8]) -> u64 {
    let mut head = [0; 8];
    let length = text.len().min(8);
    head[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(head)
}
