//! Tables built from the committed files against what the files' merges say, token by token.
use super::super::Table;
use super::super::layout::TokenEntry;
use super::super::words::{LONGEST_WORD, Word};
use super::{Compact, SINGLE_BYTES, build_table, table_size};
use std::collections::HashMap;

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sidecar/kernel/vocabulary");
    std::fs::read(format!("{folder}/{name}.bin")).expect("the committed file")
}

/// The bytes of all tokens, and the two parts of each.
fn spelt(compact: &Compact<'_>) -> Vec<(Vec<u8>, (u32, u32))> {
    let single = |(byte, id): (&u8, u32)| (vec![*byte], (id, id));
    let mut tokens: Vec<_> = compact.singles().iter().zip(0..).map(single).collect();
    let mut merges = compact.merges();
    for id in SINGLE_BYTES..compact.tokens {
        let (left, right) = merges.next(id as u32).expect("a merge");
        let bytes = [&*tokens[left as usize].0, &*tokens[right as usize].0].concat();
        tokens.push((bytes, (left, right)));
    }
    tokens
}

#[test]
fn every_token_is_found_by_its_bytes_and_knows_its_parts_and_its_longest_prefix() {
    for name in ["o200k_base", "cl100k_base"] {
        let file = file(name);
        let mut memory = vec![0_u64; table_size(&file).expect("a vocabulary").div_ceil(8)];
        // SAFETY: any bytes are `u64`s.
        let bytes = unsafe { memory.align_to_mut::<u8>() }.1;
        let used = build_table(&file, bytes).expect("a vocabulary");
        let table = Table::new(&bytes[..used]).expect("a table");
        let tokens = spelt(&Compact::parse(&file).expect("a vocabulary"));
        let ids: HashMap<&[u8], u32> = tokens.iter().zip(0..).map(|((bytes, _), id)| (&**bytes, id)).collect();
        let (mut leads, mut follows) = (vec![false; tokens.len()], vec![false; tokens.len()]);
        for (_, (left, right)) in &tokens[SINGLE_BYTES..] {
            (leads[*left as usize], follows[*right as usize]) = (true, true);
        }
        for (id, (bytes, (left, right))) in (0..).zip(&tokens) {
            let entry = TokenEntry::from_bits(table.pairs.tokens[id as usize]);
            let prefix = (1..bytes.len()).rev().find_map(|end| ids.get(&bytes[..end])).unwrap_or(&id);
            let known = (entry.left(), entry.right(), entry.prefix(), entry.length());
            assert_eq!(known, (*left, *right, *prefix, bytes.len()), "{name}: {id}");
            assert_eq!((entry.leads(), entry.follows()), (leads[id as usize], follows[id as usize]), "{name}: {id}");
            assert_eq!(table.trie.longest(bytes).token, id, "{name}");
            if bytes.len() <= LONGEST_WORD {
                assert_eq!(table.words.get(Word::of(bytes, 0, bytes.len())), Some(id), "{name}");
            }
            if id as usize >= SINGLE_BYTES {
                assert_eq!(table.pairs.merged(*left, *right), Some(id), "{name}");
            }
        }
    }
}

#[test]
fn a_trie_of_which_a_base_is_taken_or_a_way_is_missing_is_refused() {
    let file = file("cl100k_base");
    let mut memory = vec![0_u64; table_size(&file).expect("a vocabulary").div_ceil(8)];
    // SAFETY: any bytes are `u64`s.
    let out = unsafe { memory.align_to_mut::<u8>() }.1;
    // More prefixes, more bytes of tokens, more bits than there are.
    for at in [16, 20, 28] {
        let mut other = file.clone();
        other[at] = other[at].wrapping_sub(1);
        assert!(build_table(&other, out).is_err(), "at {at}");
    }
    // The root's base is told first: a bit that says not near, one that says whole, then the base itself, here 0.
    let compact = Compact::parse(&file).expect("a vocabulary");
    let at = file.len() - compact.places_bytes();
    let mut other = file.clone();
    other[at..at + 3].fill(0);
    assert!(build_table(&other, out).is_err(), "base 0 belongs to units without children");
}
