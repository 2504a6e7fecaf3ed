//! Finds the matches of custom rules in a window of a text: starts by one backward pass, ends by anchored forward searches.
//!
//! For each rule the result is what a find-all beginning at the window's first byte gives, less empty matches. Where a fast
//! path would cost more than linear time or bounded memory, the rule is handed to the sweep; the result may never differ.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::primitives::PatternID;
use regex_automata::{Anchored, Input};

use super::pace::Pace;
use super::sieve::Sifted;
use super::starts::{Run, Starts};
use super::sweep::Sweep;
use super::{Match, ScanError};
use crate::text::rules::custom::{Custom, Fast};

/// Runs of starts kept at a time (8 bytes each).
const RUNS: usize = 1 << 19;
/// The smallest block that a window with too many starts is cut into.
const LEAST_BLOCK: usize = 4096;
/// How far a block may have to look past its end before a rule is given to the sweep instead.
pub(crate) const LOOK_AHEAD: usize = 64 * 1024;
/// Bytes that forward searches of one rule may read past its matches, besides twice the text done, before the rule is given to
/// the sweep. Small, so that the same engine serves 10 KB of an adversarial text as serves 10 MB.
const OVERRUN: usize = 512;

/// The caches of a [`Custom`] set, of one thread.
pub(crate) struct CustomCache {
    starts: Cache,
    ends: Cache,
    sifted: Sifted,
    found: Starts,
    pub(crate) sweep: Sweep,
    rules: Vec<Progress>,
}

/// How far a rule has come in the window.
#[derive(Clone, Copy)]
struct Progress {
    /// No match of the rule may start before this.
    next: usize,
    /// Where the rule's search of this window began.
    from: usize,
    /// Bytes read past the ends of its matches.
    overrun: usize,
    swept: bool,
}

impl CustomCache {
    pub(crate) fn new(custom: &Custom) -> Option<Self> {
        let fast = custom.fast.as_ref()?;
        Some(Self {
            starts: Cache::new(&fast.starts),
            ends: Cache::new(&fast.ends),
            sifted: Sifted::default(),
            found: Starts::default(),
            sweep: Sweep::default(),
            rules: vec![],
        })
    }

    pub(crate) fn memory_usage(&self) -> usize {
        self.starts.memory_usage()
            + self.ends.memory_usage()
            + self.sifted.memory_usage()
            + self.found.memory_usage()
            + self.sweep.memory_usage()
    }
}

/// One scan of one window.
pub(crate) struct CustomScan<'s, 'w> {
    pub(crate) custom: &'s Custom,
    pub(crate) text: &'s [u8],
    pub(crate) limit: usize,
    pub(crate) pace: &'s mut Pace<'w>,
    /// Added to a custom rule's index in the matches.
    pub(crate) first_rule: usize,
    pub(crate) out: &'s mut Vec<Match>,
}

impl CustomScan<'_, '_> {
    /// Appends the matches, in no order across rules.
    pub(crate) fn run(
        &mut self,
        cache: Option<&mut CustomCache>,
        sweep: &mut Sweep,
        window: Range<usize>,
    ) -> Result<(), ScanError> {
        for rule in self.custom.slow_rules() {
            self.sweep_rule(sweep, rule, window.clone())?;
        }
        let (Some(fast), Some(cache)) = (&self.custom.fast, cache) else { return Ok(()) };
        cache.rules.clear();
        cache
            .rules
            .resize(fast.rules.len(), Progress { next: window.start, from: window.start, overrun: 0, swept: false });
        if !self.regions(fast, cache, window.clone())? {
            self.blocks(fast, cache, window.clone(), &window, None)?;
        }
        for pattern in 0..fast.rules.len() {
            let progress = cache.rules[pattern];
            if progress.swept {
                self.sweep_rule(&mut cache.sweep, fast.rules[pattern], progress.next..window.end)?;
            }
        }
        Ok(())
    }

    fn sweep_rule(&mut self, sweep: &mut Sweep, rule: usize, range: Range<usize>) -> Result<(), ScanError> {
        let (out, limit, id) = (&mut *self.out, self.limit, (self.first_rule + rule) as u32);
        let mut full = false;
        sweep.find_all(self.custom.pattern(rule), self.text, range, limit, self.pace, &mut |start, end| {
            out.push(Match { start: start as u32, end: end as u32, rule: id });
            full = out.len() > limit;
            !full
        })?;
        if full { Err(ScanError::TooManyMatches) } else { Ok(()) }
    }

    /// Searches only where the sieve finds that there may be something. False if that is as good as anywhere.
    fn regions(&mut self, fast: &Fast, cache: &mut CustomCache, window: Range<usize>) -> Result<bool, ScanError> {
        let Some(sieve) = &fast.sieve else { return Ok(false) };
        let right = self.right_edge(fast, cache, window.end, window.end)?;
        if !sieve.sift(self.text, window.start..right, &mut cache.sifted, self.pace)? {
            return Ok(false);
        }
        let regions = core::mem::take(&mut cache.sifted.regions);
        for region in &regions {
            let starts = region.start..region.end.min(window.end);
            self.blocks(fast, cache, starts, &window, Some(region.end))?;
        }
        cache.sifted.regions = regions;
        Ok(true)
    }

    /// Searches a range of the window, of which `edge` is said when no match that starts in it ends past that.
    /// The whole range in one block unless it has too many starts: then in blocks of half of what was read until there
    /// were too many, so that the waste stays below the work.
    fn blocks(
        &mut self,
        fast: &Fast,
        cache: &mut CustomCache,
        range: Range<usize>,
        window: &Range<usize>,
        edge: Option<usize>,
    ) -> Result<(), ScanError> {
        let mut size = range.len();
        let mut at = range.start;
        while at < range.end {
            let block = at..range.end.min(at + size.max(1));
            let right = match edge {
                Some(edge) if block.end == range.end => edge,
                _ => self.right_edge(fast, cache, block.end, window.end)?,
            };
            let limit = if size > LEAST_BLOCK { RUNS } else { usize::MAX };
            let dfa = (&fast.starts, &mut cache.starts);
            match cache.found.find(dfa, self.text, block.clone(), right, limit, self.pace)? {
                Some(stopped) => size = ((block.end.max(stopped) - stopped) / 2).max(LEAST_BLOCK),
                None => {
                    self.matches(fast, cache)?;
                    at = block.end;
                }
            }
        }
        Ok(())
    }

    /// Where the backward pass has to begin so that no match which starts before `cut` is missed.
    fn right_edge(
        &mut self,
        fast: &Fast,
        cache: &mut CustomCache,
        cut: usize,
        window_end: usize,
    ) -> Result<usize, ScanError> {
        if cut == self.text.len() {
            return Ok(cut);
        }
        // At the window's own end the caller chose the cut: however far the rules read on, they are followed.
        let limit = if cut == window_end { usize::MAX } else { LOOK_AHEAD };
        let reached = fast.reach.from(fast.ends.get_nfa(), self.text, cut, limit, self.pace)?;
        reached.beyond.iter().for_each(|&p| cache.rules[p as usize].swept = true);
        Ok(reached.end)
    }

    fn matches(&mut self, fast: &Fast, cache: &mut CustomCache) -> Result<(), ScanError> {
        for i in 0..cache.found.patterns().len() {
            let pattern = cache.found.patterns()[i] as usize;
            if cache.rules[pattern].swept {
                continue;
            }
            let id = (self.first_rule + fast.rules[pattern]) as u32;
            let mut progress = cache.rules[pattern];
            for &run in cache.found.of(pattern).iter().rev() {
                self.run_of_starts((&fast.ends, &mut cache.ends), pattern, id, run, &mut progress)?;
                if progress.swept {
                    break;
                }
            }
            cache.rules[pattern] = progress;
        }
        Ok(())
    }

    fn run_of_starts(
        &mut self,
        (dfa, cache): (&DFA, &mut Cache),
        pattern: usize,
        id: u32,
        run: Run,
        progress: &mut Progress,
    ) -> Result<(), ScanError> {
        let mut start = progress.next.max(run.low as usize);
        while start <= run.high as usize {
            let (end, read) = find_end((dfa, cache), self.text, start, pattern, self.pace)?;
            progress.overrun += read - end;
            if start < end {
                self.out.push(Match { start: start as u32, end: end as u32, rule: id });
                if self.out.len() > self.limit {
                    return Err(ScanError::TooManyMatches);
                }
            }
            start = end.max(start + 1);
            progress.next = start;
            if progress.overrun > OVERRUN + 2 * (start - progress.from) {
                progress.swept = true;
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The end of the match that starts at `start`, and how far the search had to read.
fn find_end(
    (dfa, cache): (&DFA, &mut Cache),
    text: &[u8],
    start: usize,
    pattern: usize,
    pace: &mut Pace,
) -> Result<(usize, usize), ScanError> {
    let input = Input::new(text).range(start..).anchored(Anchored::Pattern(PatternID::must(pattern)));
    let mut state = dfa.start_state_forward(cache, &input).expect("each pattern has a start state");
    let mut end = start;
    let mut at = start;
    while at < text.len() {
        state = dfa.next_state(cache, state, text[at]).expect("the cache never gives up");
        if state.is_tagged() {
            // A lazy DFA tells of a match one byte late.
            if state.is_match() {
                end = at;
            } else if state.is_dead() {
                pace.spend(at - start)?;
                return Ok((end, at));
            }
        }
        at += 1;
        if (at - start).is_multiple_of(256) {
            pace.spend(256)?;
        }
    }
    state = dfa.next_eoi_state(cache, state).expect("the cache never gives up");
    if state.is_match() {
        end = at;
    }
    pace.spend((at - start) % 256)?;
    Ok((end, at))
}
