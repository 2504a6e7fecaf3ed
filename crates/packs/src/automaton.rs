//! Builds a rule's automaton in the form that the kernel reads (`text/packs/dfa.rs`): anchored, leftmost-first, minimal.

use std::collections::HashMap;

use regex_automata::dfa::{Automaton, dense};
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};

/// Builds the table of `pattern`, which must hold no look-around: boundaries are checked by the kernel.
///
/// # Errors
/// When the pattern doesn't parse, looks around, or needs more than 65,535 states.
pub fn build(pattern: &str) -> Result<Vec<u8>, String> {
    let config = syntax::Config::new().unicode(false).utf8(false);
    let hir = regex_syntax::ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern)
        .map_err(|e| e.to_string())?;
    if !hir.properties().look_set().is_empty() {
        return Err("a pack's pattern can't look around".to_string());
    }
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .start_kind(regex_automata::dfa::StartKind::Anchored)
                .match_kind(MatchKind::LeftmostFirst),
        )
        .syntax(config)
        .build(pattern)
        .map_err(|e| e.to_string())?;
    let (accepts, next) = explore(&dfa)?;
    let part = partition(&accepts, &next);
    Ok(write(&accepts, &next, &part))
}

/// All states from the start on: whether each accepts where it stands, and its 256 successors. State 0 is dead, 1 the start.
fn explore(dfa: &dense::DFA<Vec<u32>>) -> Result<(Vec<bool>, Vec<[usize; 256]>), String> {
    let start = dfa.start_state(&start::Config::new().anchored(Anchored::Yes)).map_err(|e| e.to_string())?;
    let mut numbers = HashMap::from([(start, 1)]);
    let mut order = vec![start];
    let mut accepts = vec![false];
    let mut next = vec![[0; 256]];
    let mut i = 0;
    while i < order.len() {
        let state = order[i];
        // The library tells of a match one byte late: a state accepts if the end of input would make it a match.
        accepts.push(dfa.is_match_state(dfa.next_eoi_state(state)));
        let mut row = [0; 256];
        for byte in 0..=255u8 {
            let target = dfa.next_state(state, byte);
            if dfa.is_quit_state(target) {
                return Err("a quit state".to_string());
            }
            // Dead but for the late news of a match: nothing follows.
            if dfa.is_dead_state(target) || is_final(dfa, target) {
                continue;
            }
            row[byte as usize] = *numbers.entry(target).or_insert_with(|| {
                order.push(target);
                order.len()
            });
        }
        next.push(row);
        i += 1;
    }
    if next.len() > usize::from(u16::MAX) { Err("too many states".to_string()) } else { Ok((accepts, next)) }
}

fn is_final(dfa: &dense::DFA<Vec<u32>>, state: regex_automata::util::primitives::StateID) -> bool {
    (0..=255u8).all(|b| dfa.is_dead_state(dfa.next_state(state, b))) && !dfa.is_match_state(dfa.next_eoi_state(state))
}

/// Moore's refinement: states of one class can't be told apart.
fn partition(accepts: &[bool], next: &[[usize; 256]]) -> Vec<usize> {
    let mut class: Vec<usize> = accepts.iter().map(|&a| usize::from(a)).collect();
    let mut count = 0;
    loop {
        let mut seen: HashMap<(usize, Vec<usize>), usize> = HashMap::new();
        let mut refined = Vec::with_capacity(class.len());
        for (state, row) in next.iter().enumerate() {
            let key = (class[state], row.iter().map(|&t| class[t]).collect());
            let fresh = seen.len();
            refined.push(*seen.entry(key).or_insert(fresh));
        }
        if seen.len() == count {
            return refined;
        }
        count = seen.len();
        class = refined;
    }
}

fn write(accepts: &[bool], next: &[[usize; 256]], part: &[usize]) -> Vec<u8> {
    // Number the classes: that of dead first, that of the start second.
    let mut numbers: HashMap<usize, usize> = HashMap::from([(part[0], 0)]);
    let mut heads = vec![0];
    for (state, &class) in part.iter().enumerate().skip(1) {
        numbers.entry(class).or_insert_with(|| {
            heads.push(state);
            heads.len() - 1
        });
    }
    let row = |head: usize| -> Vec<usize> { next[head].iter().map(|&t| numbers[&part[t]]).collect() };
    let rows: Vec<Vec<usize>> = heads.iter().map(|&h| row(h)).collect();
    let mut columns: HashMap<Vec<usize>, usize> = HashMap::new();
    let mut class_of = [0u8; 256];
    for (byte, class) in class_of.iter_mut().enumerate() {
        let fresh = columns.len();
        *class = u8::try_from(*columns.entry(rows.iter().map(|r| r[byte]).collect()).or_insert(fresh))
            .expect("at most 256 classes");
    }
    let mut table = class_of.to_vec();
    table.extend((columns.len() as u16).to_le_bytes());
    table.extend((rows.len() as u16).to_le_bytes());
    let mut bits = vec![0u8; rows.len().div_ceil(8)];
    for (i, &head) in heads.iter().enumerate() {
        bits[i / 8] |= u8::from(accepts[head]) << (i % 8);
    }
    table.extend(bits);
    let mut representative = vec![0usize; columns.len()];
    class_of.iter().enumerate().for_each(|(byte, &class)| representative[class as usize] = byte);
    for row in &rows {
        representative.iter().for_each(|&byte| table.extend((row[byte] as u16).to_le_bytes()));
    }
    table
}
