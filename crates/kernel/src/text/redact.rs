//! Replaces what a ruleset matches, so that the result holds no match of its own rules.
//!
//! Replacing can make new matches: the replacement itself may match (`\w+` finds `rule` in `[rule]`), or what stood apart meets.
//! So the result is scanned again, and what matches then is replaced more bluntly, a bounded number of times. It must never
//! give out a text in which a rule of the set still matches.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::rules::{Cache, Ruleset};
use super::scan::{Match, ScanError, scan};
use crate::watch::Watch;

/// The replacement of the protocol: the rule's id in brackets.
pub const REPLACEMENT: &str = "[{rule}]";

/// Rounds in which a match that touches no replacement is replaced as the caller asked.
const GENTLE_ROUNDS: usize = 4;
/// Rounds after which all that lies between the first and the last match goes.
const ROUNDS: usize = 10;

/// What stands for a match where the caller's replacement matches again: the first of these that no rule matches.
const FENCES: [&str; 5] = ["[redacted]", "[*]", "*", "\u{2588}", "\u{fffd}"];

/// A text without what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted<'t> {
    /// The bytes with replacements, UTF-8 if the text was; the very text that was given where nothing matched.
    pub text: Cow<'t, [u8]>,
    /// For each rule that named a replacement how many it named, by rule number.
    pub counts: Vec<(u32, u64)>,
}

/// Replaces what the rules find in `text`. Each union of overlapping matches becomes one `replacement`, in which `{rule}` stands for
/// the id of the rule whose match comes first. The result is scanned again until nothing matches.
///
/// A worker's heap holds two texts of the size of a reply, and no third: each round holds what it reads and what it writes.
///
/// # Errors
/// As [`scan`].
pub fn redact<'t>(
    rules: &Ruleset,
    cache: &mut Cache,
    text: &'t [u8],
    replacement: &str,
    limit: usize,
    watch: &mut dyn Watch,
) -> Result<Redacted<'t>, ScanError> {
    let mut found = scan(rules, cache, text, limit, watch)?;
    if found.is_empty() {
        return Ok(Redacted { text: Cow::Borrowed(text), counts: vec![] });
    }
    let mut state = State { text: Cow::Borrowed(text), replaced: vec![], counts: vec![0; rules.len()] };
    let mut fence = None;
    let mut round = 0;
    while !found.is_empty() {
        if round > 0 && fence.is_none() {
            fence = Some(find_fence(rules, cache, limit, watch)?);
        }
        let blunt = fence.unwrap_or_default();
        if round == ROUNDS {
            let end = found.iter().map(|m| m.end).max().unwrap_or(0);
            found = vec![Match { end, ..found[0] }];
        } else if round > ROUNDS {
            state.text = Cow::Borrowed(blunt.as_bytes());
            break;
        }
        state.replace(rules, core::mem::take(&mut found), replacement, blunt, round);
        found = scan(rules, cache, &state.text, limit, watch)?;
        round += 1;
    }
    Ok(state.end())
}

/// The first round of [`redact`] by itself: what a scan of the whole text has found is replaced. Another scan must tell whether that
/// made new matches; only if it finds none is this what [`redact`] gives.
#[must_use]
pub fn replace<'t>(rules: &Ruleset, text: &'t [u8], found: Vec<Match>, replacement: &str) -> Redacted<'t> {
    if found.is_empty() {
        return Redacted { text: Cow::Borrowed(text), counts: vec![] };
    }
    let mut state = State { text: Cow::Borrowed(text), replaced: vec![], counts: vec![0; rules.len()] };
    state.replace(rules, found, replacement, "", 0);
    state.end()
}

/// What may stand for anything: no rule matches it. Nothing at all if each candidate is matched.
fn find_fence(
    rules: &Ruleset,
    cache: &mut Cache,
    limit: usize,
    watch: &mut dyn Watch,
) -> Result<&'static str, ScanError> {
    for fence in FENCES {
        if scan(rules, cache, fence.as_bytes(), limit, watch)?.is_empty() {
            return Ok(fence);
        }
    }
    Ok("")
}

struct State<'t> {
    text: Cow<'t, [u8]>,
    /// Where replacements stand in the text, in order.
    replaced: Vec<Range<usize>>,
    counts: Vec<u64>,
}

impl<'t> State<'t> {
    fn end(self) -> Redacted<'t> {
        let counts =
            self.counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(rule, n)| (rule as u32, *n)).collect();
        Redacted { text: Cow::Owned(self.text.into_owned()), counts }
    }

    fn replace(&mut self, rules: &Ruleset, matches: Vec<Match>, replacement: &str, blunt: &str, round: usize) {
        let regions = unions(&matches);
        drop(matches);
        // As much as it takes: a vector that grows by doubling would take three times the text.
        let longer = |(rule, region): &(u32, Range<usize>)| {
            let most =
                (replacement.len() + replacement.matches("{rule}").count() * rules.id(*rule).len()).max(blunt.len());
            most.saturating_sub(region.len())
        };
        let mut out = Vec::with_capacity(self.text.len() + regions.iter().map(longer).sum::<usize>());
        let mut replaced = Vec::new();
        let mut at = 0;
        let mut old = core::mem::take(&mut self.replaced).into_iter().peekable();
        for (rule, mut region) in regions {
            while let Some(kept) = old.next_if(|r| r.end <= region.start) {
                replaced.push(out.len() + kept.start - at..out.len() + kept.end - at);
            }
            // An earlier replacement goes as a whole or stays as a whole.
            let mut touches = false;
            while let Some(cut) = old.next_if(|r| r.start < region.end) {
                touches = true;
                region = region.start.min(cut.start)..region.end.max(cut.end);
            }
            if region.start < at {
                // The replacement that was just made took this one's beginning in.
                at = at.max(region.end);
                continue;
            }
            out.extend_from_slice(&self.text[at..region.start]);
            let from = out.len();
            if touches || round >= GENTLE_ROUNDS {
                out.extend_from_slice(blunt.as_bytes());
            } else {
                out.extend_from_slice(replacement.replace("{rule}", rules.id(rule)).as_bytes());
                self.counts[rule as usize] += 1;
            }
            replaced.push(from..out.len());
            at = region.end;
        }
        for kept in old {
            replaced.push(out.len() + kept.start - at..out.len() + kept.end - at);
        }
        out.extend_from_slice(&self.text[at..]);
        (self.text, self.replaced) = (Cow::Owned(out), replaced);
    }
}

/// The unions of overlapping matches, each with the rule whose match comes first.
fn unions(matches: &[Match]) -> Vec<(u32, Range<usize>)> {
    let mut all: Vec<(u32, Range<usize>)> = Vec::new();
    for m in matches {
        match all.last_mut() {
            Some((_, last)) if (m.start as usize) < last.end => last.end = last.end.max(m.end as usize),
            _ => all.push((m.rule, m.start as usize..m.end as usize)),
        }
    }
    all
}
