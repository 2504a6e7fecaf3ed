//! Finds what a ruleset matches in a text, whole or in windows that many workers scan at once.
//!
//! A window's result is what each rule finds alone from the window's first byte on, among matches that *start* in the window;
//! [`stitch`] makes the windows' results into the whole text's, to the byte. Matches are never empty.

pub(crate) mod custom;
pub(crate) mod pace;
pub(crate) mod reach;
pub(crate) mod sieve;
mod slices;
pub(crate) mod starts;
pub(crate) mod sweep;
pub mod utf16;

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use crate::text::packs::Pack;
use crate::text::packs::scan::PackScan;
use crate::text::rules::{Cache, Ruleset};
use crate::watch::{Cancelled, Watch};
use custom::{CustomScan, LOOK_AHEAD};
use pace::Pace;

/// A match of one rule, as byte offsets into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Match {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The rule, numbered as in the [`Ruleset`].
    pub rule: u32,
}

/// Why a scan ended without a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanError {
    /// The watch asked for it.
    Cancelled,
    /// More matches than the caller's limit.
    TooManyMatches,
    /// A text of 4 GiB or more.
    TextTooLong,
}

impl From<Cancelled> for ScanError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Scans a whole text: [`scan_window`] and [`stitch`] in one.
///
/// # Errors
/// As [`scan_window`].
pub fn scan(
    rules: &Ruleset,
    cache: &mut Cache,
    text: &[u8],
    limit: usize,
    watch: &mut dyn Watch,
) -> Result<Vec<Match>, ScanError> {
    let found = scan_window(rules, cache, text, 0..text.len(), limit, watch)?;
    Ok(settle(rules, found))
}

/// The matches that start in `window`, ordered by start, then end, then rule id, as if the text before the window held none.
/// Weak matches of packs are still among them: [`stitch`], for one window too, leaves out what others make needless.
///
/// # Errors
/// [`ScanError::TooManyMatches`] beyond `limit` matches; [`ScanError::Cancelled`] when the watch says so, which is asked
/// every few microseconds and told of the window's bytes at the end.
pub fn scan_window(
    rules: &Ruleset,
    cache: &mut Cache,
    text: &[u8],
    window: Range<usize>,
    limit: usize,
    watch: &mut dyn Watch,
) -> Result<Vec<Match>, ScanError> {
    if u32::try_from(text.len()).is_err() {
        return Err(ScanError::TextTooLong);
    }
    let mut pace = Pace::start(watch)?;
    let mut out = Vec::new();
    for &(pack, first_rule) in &rules.packs {
        let mut scan = PackScan { pack, text, limit, pace: &mut pace, first_rule, out: &mut out };
        scan.run(&mut cache.packs, window.clone())?;
    }
    let first_rule = rules.first_custom();
    let mut scan = CustomScan { custom: &rules.custom, text, limit, pace: &mut pace, first_rule, out: &mut out };
    scan.run(cache.custom.as_mut(), &mut cache.sweep, window.clone())?;
    sort(rules, &mut out);
    pace.finish(window.len())?;
    Ok(out)
}

/// Where to cut a text into windows of about `target` bytes: the ends of the windows, the text's end last. A cut that some
/// rule could read across for more than 64 KiB is left out, so a text may get fewer windows than asked for.
///
/// # Errors
/// [`ScanError::Cancelled`] when the watch says so.
pub fn cuts(rules: &Ruleset, text: &[u8], target: usize, watch: &mut dyn Watch) -> Result<Vec<usize>, ScanError> {
    let mut pace = Pace::start(watch)?;
    let mut ends = Vec::new();
    let mut cut = target.max(1);
    while cut < text.len() {
        let clear = match &rules.custom.fast {
            Some(fast) => fast.reach.from(fast.ends.get_nfa(), text, cut, LOOK_AHEAD, &mut pace)?.beyond.is_empty(),
            None => true,
        };
        if clear {
            ends.push(cut);
        }
        cut += target.max(1);
    }
    ends.push(text.len());
    Ok(ends)
}

/// Joins the results of windows that follow one another into the result of their union. `windows` are in order and without
/// gaps; each comes with what [`scan_window`] gave for it.
///
/// A rule's match that reaches into a later window makes what was found there from that window's start doubtful, so the rule
/// is searched again from the match's end until it meets a match that was found before.
///
/// # Errors
/// As [`scan_window`].
pub fn stitch(
    rules: &Ruleset,
    cache: &mut Cache,
    text: &[u8],
    windows: Vec<(Range<usize>, Vec<Match>)>,
    limit: usize,
    watch: &mut dyn Watch,
) -> Result<Vec<Match>, ScanError> {
    let mut pace = Pace::start(watch)?;
    let mut ends = vec![0u32; rules.len()];
    let mut all: Vec<Match> = Vec::new();
    for (window, mut found) in windows {
        let mut doubtful: Vec<u32> = Vec::new();
        for m in &found {
            if m.start < ends[m.rule as usize] && !doubtful.contains(&m.rule) {
                doubtful.push(m.rule);
            }
        }
        for &rule in &doubtful {
            let from = ends[rule as usize] as usize..window.end;
            mend(rules, cache, text, (rule, from), &mut found, limit, &mut pace)?;
        }
        if !doubtful.is_empty() {
            sort(rules, &mut found);
        }
        found.iter().for_each(|m| ends[m.rule as usize] = ends[m.rule as usize].max(m.end));
        all.append(&mut found);
        if all.len() > limit {
            return Err(ScanError::TooManyMatches);
        }
    }
    Ok(settle(rules, all))
}

/// Leaves out a weak rule's match where a match of another rule of the secrets pack overlaps it: that one says more.
fn settle(rules: &Ruleset, mut matches: Vec<Match>) -> Vec<Match> {
    let weak = |m: &Match| rules.pack_rule(m.rule).is_some_and(|rule| rule.weak);
    if rules.packs.is_empty() || !matches.iter().any(weak) {
        return matches;
    }
    let secrets = |m: &Match| rules.pack_of(m.rule).is_some_and(|(pack, _)| pack == Pack::Secrets);
    // Starts of strong matches with the furthest end so far, in order.
    let mut strong: Vec<(u32, u32)> = Vec::new();
    for m in matches.iter().filter(|m| secrets(m) && !weak(m)) {
        let end = strong.last().map_or(m.end, |s| s.1.max(m.end));
        strong.push((m.start, end));
    }
    let mut taken = 0;
    matches.retain(|m| {
        if !weak(m) {
            return true;
        }
        let before = strong.partition_point(|s| s.0 < m.end);
        let covered = before > 0 && strong[before - 1].1 > m.start || m.start < taken;
        taken = if covered { taken } else { taken.max(m.end) };
        !covered
    });
    matches
}

/// Replaces a rule's matches in `found` up to where a search of `range` joins them.
fn mend(
    rules: &Ruleset,
    cache: &mut Cache,
    text: &[u8],
    (rule, range): (u32, Range<usize>),
    found: &mut Vec<Match>,
    limit: usize,
    pace: &mut Pace,
) -> Result<(), ScanError> {
    let old: Vec<Match> = found.iter().filter(|m| m.rule == rule).copied().collect();
    found.retain(|m| m.rule != rule);
    let mut i = 0;
    let mut joined = false;
    let mut take = |start: usize, end: usize| {
        while old.get(i).is_some_and(|m| (m.start as usize) < start) {
            i += 1;
        }
        joined = old.get(i).is_some_and(|m| m.start as usize == start && m.end as usize == end);
        if !joined {
            found.push(Match { start: start as u32, end: end as u32, rule });
        }
        !joined
    };
    match rules.pack_of(rule) {
        _ if range.is_empty() => {}
        None => {
            let pattern = rules.custom.pattern(rule as usize - rules.first_custom());
            cache.sweep.find_all(pattern, text, range, limit, pace, &mut take)?;
        }
        Some((pack, first_rule)) => {
            // A pack's matches depend on little text around them, so a little at a time is searched, as far as needed.
            let (mut from, end) = (range.start, range.end);
            'pieces: while from < end {
                let piece = from..end.min(from + 4096);
                let mut out = Vec::new();
                PackScan { pack, text, limit, pace, first_rule, out: &mut out }.run(&mut cache.packs, piece.clone())?;
                from = piece.end;
                for m in out.iter().filter(|m| m.rule == rule) {
                    from = from.max(m.end as usize);
                    if !take(m.start as usize, m.end as usize) {
                        break 'pieces;
                    }
                }
            }
        }
    }
    if joined {
        found.extend_from_slice(&old[i..]);
    }
    Ok(())
}

fn sort(rules: &Ruleset, matches: &mut [Match]) {
    matches.sort_unstable_by_key(|m| (m.start, m.end, rules.rank(m.rule)));
}
