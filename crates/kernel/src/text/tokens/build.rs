//! Expands a compact vocabulary file into the flat table that all workers share.
//!
//! Runs once a process and encoding, before the table is shown to anyone else. Must write nothing outside `out`.
use super::VocabularyError;
use super::compact::{Compact, SINGLE_BYTES};
use super::layout::{FOLLOWS, LEADS, Layout, PartsMut, TokenEntry};
use super::texts::Texts;
use super::{pairs, seams, trie, trie_builder, words};

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
        words::insert(words, texts.bytes(), texts.range(id), id);
    }
    for (id, split) in (SINGLE_BYTES..).zip(compact.splits()) {
        let (left, right) = split?;
        let (from, to) = texts.range(id as u32);
        tokens[id] = TokenEntry::new(left, right, 0, to - from).bits();
        tokens[left as usize] |= LEADS;
        tokens[right as usize] |= FOLLOWS;
        pairs::insert(pairs, filter, left, right, id as u32);
        words::insert(words, texts.bytes(), (from, to), id as u32);
        seams::insert(seams, texts.of(id as u32));
    }
    let used = trie_builder::build(units, ends, &texts, &texts.sorted(), &mut PrefixWriter { tokens })?;
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

impl trie_builder::Places for PrefixWriter<'_> {
    fn prefix(&mut self, token: u32, prefix: u32) {
        let entry = &mut self.tokens[token as usize];
        *entry = TokenEntry::from_bits(*entry).with_prefix(prefix).bits();
    }
}
