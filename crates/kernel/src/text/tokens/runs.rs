//! Byte-pair encoding of long runs of one byte, such as rules of dashes, by counting.
//!
//! In such a run the vocabularies have tokens of 25 lengths and most combinations lead nowhere, so that backtracking took
//! 100 ms a megabyte. Merging by rank, of which it is enough to know how often a token stands in a row, takes microseconds.
//! Must give what merging pair by pair gives; `merge` decides when it is worth it.
use super::pairs::Pairs;
use super::trie::Trie;
use alloc::vec::Vec;

/// Pieces from this length on are looked at: shorter ones are encoded before their runs are counted.
pub(super) const LONG: usize = 256;
/// Runs of one byte that a piece may have at most: one of dashes has one, or three with what stands around it.
const MOST_RUNS: usize = 16;

/// A token, and how often it stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub token: u32,
    pub count: usize,
}

/// The tokens of `piece`, row by row; `None` where it has too many runs.
pub(super) fn encode(pairs: &Pairs<'_>, trie: &Trie<'_>, piece: &[u8]) -> Option<Vec<Row>> {
    let mut rows = byte_rows(trie, piece)?;
    // Tokens that contain a merged one have higher ids, so the pair with the lowest is merged everywhere before any other
    // can come up with a lower one.
    while let Some((left, right, merged)) = lowest(pairs, &rows) {
        rows = merge_everywhere(&rows, left, right, merged);
    }
    Some(rows)
}

fn byte_rows(trie: &Trie<'_>, piece: &[u8]) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for run in piece.chunk_by(|a, b| a == b) {
        if rows.len() == MOST_RUNS {
            return None;
        }
        rows.push(Row { token: trie.longest(&run[..1]).token, count: run.len() });
    }
    Some(rows)
}

/// The pair that merges into the lowest token, and that token.
fn lowest(pairs: &Pairs<'_>, rows: &[Row]) -> Option<(u32, u32, u32)> {
    let within = rows.iter().filter(|row| row.count > 1).map(|row| (row.token, row.token));
    let between = rows.windows(2).map(|two| (two[0].token, two[1].token));
    let merges = within.chain(between).filter_map(|(left, right)| Some((left, right, pairs.merged(left, right)?)));
    merges.min_by_key(|(_, _, merged)| *merged)
}

fn merge_everywhere(rows: &[Row], left: u32, right: u32, merged: u32) -> Vec<Row> {
    let mut next = Vec::with_capacity(rows.len() + 2);
    let mut taken = 0;
    for (index, row) in rows.iter().enumerate() {
        // The row before may have taken this one's first token.
        let count = row.count - taken;
        taken = 0;
        if row.token != left {
            push(&mut next, row.token, count);
        } else if left == right {
            push(&mut next, merged, count / 2);
            push(&mut next, left, count % 2);
        } else if count > 0 && rows.get(index + 1).is_some_and(|after| after.token == right) {
            push(&mut next, left, count - 1);
            push(&mut next, merged, 1);
            taken = 1;
        } else {
            push(&mut next, left, count);
        }
    }
    next
}

/// Adds to the rows, of which no two neighbours have the same token.
fn push(rows: &mut Vec<Row>, token: u32, count: usize) {
    match rows.last_mut() {
        Some(last) if last.token == token => last.count += count,
        _ if count > 0 => rows.push(Row { token, count }),
        _ => {}
    }
}
