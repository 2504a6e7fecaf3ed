//! A caller's own rules, compiled: two lazy DFAs for all rules that a DFA can run, an NFA for the others.
//!
//! Sizes are bounded before memory is spent; an error names the rule at fault and never repeats its pattern.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use regex_automata::MatchKind;
use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::primitives::PatternID;
use regex_syntax::hir::Hir;

use super::syntax::{self, RuleFlags};
use super::window::{Window, windows};
use crate::text::scan::reach::Reach;
use crate::text::scan::sieve::Sieve;
use crate::text::scan::sweep::Pattern;

/// The most custom rules of one ruleset.
pub const RULES: usize = 512;
/// The largest NFA of one rule, in bytes: `(\w{100}){100}` ends here within milliseconds.
const RULE_NFA_BYTES: usize = 1 << 20;
/// The NFAs of all rules of a set, each direction.
const SET_NFA_BYTES: usize = 3 << 20;
/// States of the DFA that finds where matches start. It runs over every byte, so it gets most of the memory: with 2 MB
/// instead of 12, 26 common patterns on mixed-script text spend their time throwing states away.
const STARTS_CACHE_BYTES: usize = 12 << 20;
/// States of the DFA that finds where a match ends.
const ENDS_CACHE_BYTES: usize = 4 << 20;

/// A rule that can't be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRule {
    /// The id of the rule at fault.
    pub rule: String,
    /// What is wrong with it; never holds the pattern's text.
    pub message: String,
}

/// One rule as the protocol brings it.
#[derive(Clone, Copy, Debug)]
pub struct RuleSource<'s> {
    /// kebab-case.
    pub id: &'s str,
    /// Rust regex syntax.
    pub pattern: &'s str,
    /// Any of `i m s x u`.
    pub flags: &'s str,
}

/// Compiled rules. Immutable: searches write only to their [`super::Cache`].
pub(crate) struct Custom {
    /// The automata of those rules that a DFA can run.
    pub(crate) fast: Option<Fast>,
    /// The NFA of rules with Unicode word boundaries, which no DFA here can run on text that isn't ASCII.
    slow: Option<NFA>,
    /// Where each rule is.
    homes: Vec<Home>,
}

#[derive(Clone, Copy)]
enum Home {
    Fast(PatternID),
    Slow(PatternID),
}

/// The DFAs for many rules at once; a pattern id indexes `rules`.
pub(crate) struct Fast {
    /// Reads backwards, unanchored; matches where a match of a rule starts.
    pub(crate) starts: DFA,
    /// Reads forwards, anchored, one rule at a time; leftmost-first.
    pub(crate) ends: DFA,
    pub(crate) reach: Reach,
    /// Finds the places where the DFAs have to look; nothing if there are rules that may match anywhere.
    pub(crate) sieve: Option<Sieve>,
    /// The rule of a pattern.
    pub(crate) rules: Vec<usize>,
}

impl Custom {
    pub(crate) fn compile(sources: &[RuleSource]) -> Result<Self, BadRule> {
        let mut set = RuleSizes::default();
        let mut homes = Vec::new();
        let (mut fast, mut slow, mut rules) = (Vec::new(), Vec::new(), Vec::new());
        for (index, source) in sources.iter().enumerate() {
            let bad = |message| BadRule { rule: source.id.to_string(), message };
            let flags = RuleFlags::parse(source.flags).map_err(bad)?;
            let hir = syntax::parse(source.pattern, flags).map_err(bad)?;
            set.add(&hir).map_err(bad)?;
            if hir.properties().look_set().contains_word_unicode() {
                homes.push(Home::Slow(PatternID::must(slow.len())));
                slow.push(hir);
            } else {
                homes.push(Home::Fast(PatternID::must(fast.len())));
                fast.push(hir);
                rules.push(index);
            }
        }
        let last = || sources.last().map_or("", |s| s.id).to_string();
        let whole = |message| BadRule { rule: last(), message };
        let fast = if fast.is_empty() { None } else { Some(Fast::build(&fast, rules).map_err(whole)?) };
        let slow = if slow.is_empty() { None } else { Some(compile_nfa(&slow, false, SET_NFA_BYTES).map_err(whole)?) };
        Ok(Self { fast, slow, homes })
    }

    pub(crate) fn len(&self) -> usize {
        self.homes.len()
    }

    /// Bytes of the compiled form, without caches.
    pub(crate) fn memory_usage(&self) -> usize {
        let fast = self.fast.as_ref().map_or(0, |f| {
            f.starts.memory_usage()
                + f.ends.memory_usage()
                + f.starts.get_nfa().memory_usage()
                + f.ends.get_nfa().memory_usage()
                + f.reach.memory_usage()
                + f.sieve.as_ref().map_or(0, Sieve::memory_usage)
        });
        fast + self.slow.as_ref().map_or(0, NFA::memory_usage)
    }

    /// The NFA by which a rule can be swept.
    pub(crate) fn pattern(&self, rule: usize) -> Pattern<'_> {
        let (nfa, id) = match (self.homes[rule], &self.fast, &self.slow) {
            (Home::Fast(id), Some(fast), _) => (fast.ends.get_nfa(), id),
            (Home::Slow(id), _, Some(slow)) => (slow, id),
            _ => unreachable!("a rule's home was compiled"),
        };
        let start = nfa.start_pattern(id).expect("a home holds a pattern of its NFA");
        Pattern { nfa, start }
    }

    /// Rules that only a sweep can run.
    pub(crate) fn slow_rules(&self) -> impl Iterator<Item = usize> + '_ {
        self.homes.iter().enumerate().filter(|(_, h)| matches!(h, Home::Slow(_))).map(|(i, _)| i)
    }
}

impl Fast {
    fn build(patterns: &[Hir], rules: Vec<usize>) -> Result<Self, String> {
        let forward = compile_nfa(patterns, false, SET_NFA_BYTES)?;
        let backward = compile_nfa(patterns, true, SET_NFA_BYTES)?;
        let reach = Reach::new(&forward);
        let dfa = |config: dfa::Config, nfa: NFA, bytes: usize| {
            let config = config.cache_capacity(bytes).skip_cache_capacity_check(true);
            dfa::Builder::new().configure(config).build_from_nfa(nfa).map_err(|e| e.to_string())
        };
        let starts = dfa(DFA::config().match_kind(MatchKind::All), backward, STARTS_CACHE_BYTES)?;
        let ends = dfa(DFA::config().starts_for_each_pattern(true), forward, ENDS_CACHE_BYTES)?;
        let seen: Option<Vec<Vec<Window>>> = patterns.iter().map(windows).collect();
        let sieve = seen.map(|all| Sieve::new(all.into_iter().flatten().collect()));
        Ok(Self { starts, ends, reach, sieve, rules })
    }
}

/// Adds up what rules will cost, so that the rule which breaks a bound is the one that is named.
#[derive(Default)]
struct RuleSizes {
    forward: usize,
    backward: usize,
}

impl RuleSizes {
    fn add(&mut self, hir: &Hir) -> Result<(), String> {
        let one = core::slice::from_ref(hir);
        self.forward += compile_nfa(one, false, RULE_NFA_BYTES)?.memory_usage();
        self.backward += compile_nfa(one, true, RULE_NFA_BYTES)?.memory_usage();
        // The compiler's own count differs from the sum of the parts by a few states.
        if self.forward.max(self.backward) > SET_NFA_BYTES - (SET_NFA_BYTES >> 3) {
            return Err(format!("the rules up to this one compile to more than {SET_NFA_BYTES} bytes"));
        }
        Ok(())
    }
}

fn compile_nfa(patterns: &[Hir], reverse: bool, bytes: usize) -> Result<NFA, String> {
    let config = thompson::Config::new()
        .utf8(false)
        .reverse(reverse)
        .nfa_size_limit(Some(bytes))
        .which_captures(WhichCaptures::None);
    thompson::Compiler::new().configure(config).build_many_from_hir(patterns).map_err(|e| match e.size_limit() {
        Some(limit) => format!("the pattern compiles to more than {limit} bytes"),
        None => e.to_string(),
    })
}
