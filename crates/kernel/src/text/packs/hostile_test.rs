//! Text that repeats what begins a rule's match: what is remembered of it changes nothing that is found, and bounds the work.
use super::*;
use crate::text::scan::pace::Pace;
use alloc::format;
use alloc::string::{String, ToString};
use core::ops::Range;
use memory::Memory;
use outrigger_packs::example::expand;
use outrigger_packs::literal::of_rule;
use outrigger_packs::rule::{self, Rule};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use std::vec::Vec;

/// What stands behind a literal in a unit.
const TAILS: [&str; 8] = ["", " ", "-", ".", "=", "A1", "=a1B2-", "='"];

fn data(pack: &str) -> Vec<Rule> {
    rule::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules"), pack).unwrap()
}

/// The rules and their literals.
static SECRETS: LazyLock<(Vec<Rule>, Vec<String>)> = LazyLock::new(|| (data("secrets"), literals("secrets")));
static PII: LazyLock<(Vec<Rule>, Vec<String>)> = LazyLock::new(|| (data("pii"), literals("pii")));

/// The literals of the rules that have a pattern or read dates, as their examples write them.
fn literals(pack: &str) -> Vec<String> {
    let mut out = Vec::new();
    for rule in data(pack) {
        let examples: Vec<String> = rule.positive.iter().chain(&rule.names).map(|p| expand(p, 1)).collect();
        for literal in of_rule(&rule).unwrap() {
            let same = |w: &[u8]| w.iter().zip(&literal).all(|(a, b)| a | 0x20 == *b);
            out.extend(examples.iter().find_map(|text| {
                let at = text.as_bytes().windows(literal.len()).position(same)?;
                text.get(at..at + literal.len()).map(str::to_string)
            }));
        }
    }
    out
}

/// A rule and what it matched.
type Evaluated = (u16, Option<Range<usize>>);

/// All that the literals of a text lead to, with one memory or with a new one each time; and the bytes that automata walked.
fn found(pack: Pack, text: &[u8], remembers: bool) -> (Vec<Evaluated>, u64) {
    let tables = pack.tables();
    let (mut memory, mut out, mut walked) = (Memory::default(), Vec::new(), 0);
    literals::find(tables, text, 0, text.len(), &mut |start, literal| {
        for &rule in literal.rules {
            if !remembers {
                walked += core::mem::take(&mut memory).runs.walked;
            }
            let part = start..start + literal.text.len();
            out.push((rule, finders::evaluate(tables, &tables.rules[rule as usize], text, part, &mut memory)));
        }
        Ok::<(), ()>(())
    })
    .unwrap();
    (out, walked + memory.runs.walked)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_found_with_a_memory_is_what_is_found_without(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1usize..160, any::<bool>()), 1..6),
        secrets in prop::bool::weighted(0.8),
    ) {
        let (pack, (rules, literals)) = if secrets { (Pack::Secrets, &*SECRETS) } else { (Pack::Pii, &*PII) };
        let mut text = String::new();
        for (i, (pick, tail, times, example)) in picks.iter().enumerate() {
            let positives = &pick.get(rules.as_slice()).positive;
            match *example && !positives.is_empty() {
                true => text.push_str(&format!("{}\n", expand(tail.get::<String>(positives), i as u64))),
                false => text.push_str(&format!("{}{}", pick.get(literals.as_slice()), tail.get(&TAILS)).repeat(*times)),
            }
        }
        let bytes = text.as_bytes();
        prop_assert_eq!(found(pack, bytes, true).0, found(pack, bytes, false).0);
    }
}

#[test]
fn automata_walk_a_bounded_number_of_steps_a_byte_whatever_literal_a_text_repeats() {
    let (mut worst, mut plain) = (0, 0);
    for literal in &SECRETS.1 {
        for tail in TAILS {
            let text = format!("{literal}{tail}").repeat(5000 / literal.len());
            let (_, walked) = found(Pack::Secrets, text.as_bytes(), true);
            assert!(walked <= 128 * text.len() as u64, "{literal:?} {tail:?}: {walked} of {}", text.len());
            worst = worst.max(walked / text.len() as u64);
            if literal.starts_with("eyJ") || literal.starts_with("glpat") {
                plain = plain.max(found(Pack::Secrets, text.as_bytes(), false).1 / text.len() as u64);
            }
        }
    }
    std::println!("at most {worst} steps a byte, {plain} without a memory");
    assert!(plain > 4 * worst, "without a memory it is {plain}: this test must see the difference");
}

#[test]
fn a_scan_asks_its_watch_for_what_automata_walk() {
    let text = b"eyJ-".repeat(3000);
    let mut asked = 0usize;
    struct Count<'c>(&'c mut usize);
    impl crate::Watch for Count<'_> {
        fn passed(&mut self, _: usize) -> Result<(), crate::Cancelled> {
            *self.0 += 1;
            Ok(())
        }
    }
    let mut out = Vec::new();
    let mut watch = Count(&mut asked);
    let mut pace = Pace::start(&mut watch).unwrap();
    let mut cache = scan::PackCache::default();
    let mut scan = scan::PackScan {
        pack: Pack::Secrets,
        text: &text,
        limit: 1 << 20,
        pace: &mut pace,
        first_rule: 0,
        out: &mut out,
    };
    scan.run(&mut cache, 0..text.len()).unwrap();
    let walked = found(Pack::Secrets, &text, true).1;
    assert!(asked as u64 > walked / 512, "{asked} times in {walked} steps");
}
