//! What repeated text costs, for every literal and example of the built-in packs: run with `--release`. `bench_literals [PACK] [PART/PARTS]`.
//!
//! Prints the units that cost most a byte, and those of which four times the text takes the largest multiple of the time.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use outrigger_kernel::Unwatched;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::rules::{Cache, Ruleset};
use outrigger_kernel::text::scan::scan;
use outrigger_packs::example::{Random, expand};
use outrigger_packs::literal::of_rule;
use outrigger_packs::rule::{self, Rule};

/// What stands behind a literal in a unit.
const TAILS: [&str; 14] = ["", " ", "-", ".", "=", ":", "/", "\n", "a", "A1", "='", " is ", "=a1B2-", "\"k9\": \""];
/// Bytes of the texts: each four times the one before.
const SIZES: [usize; 4] = [2_560, 10_240, 40_960, 163_840];
/// Units that are measured at all sizes.
const SHOWN: usize = 60;

/// The pieces of text that a rule's automata or readers may go over again and again.
fn units(rule: &Rule, out: &mut BTreeSet<String>) {
    let folded = |s: &str| s.bytes().map(|b| b | 0x20).collect::<Vec<u8>>();
    for literal in of_rule(rule).unwrap_or_default() {
        let examples = rule.positive.iter().chain(&rule.names).map(|p| expand(p, 1));
        let written = examples.flat_map(|text| {
            let at = folded(&text).windows(literal.len()).position(|w| w == literal);
            at.and_then(|at| text.get(at..at + literal.len()).map(str::to_string))
        });
        let unfolded = String::from_utf8(literal.iter().map(|&b| if b == 0x7f { b'_' } else { b }).collect());
        for head in written.chain(unfolded) {
            TAILS.iter().for_each(|tail| _ = out.insert(format!("{head}{tail}")));
        }
    }
    for (i, template) in rule.positive.iter().enumerate() {
        let text = expand(template, i as u64);
        for end in [6, 10, 14, 20, 30, 60, text.len()] {
            let cut = text.floor_char_boundary(end.min(text.len()));
            for tail in ["", " ", "\n"] {
                out.insert(format!("{}{tail}", &text[..cut]));
            }
        }
    }
}

/// Two units in one, and long units that end in something else.
fn mixed(units: &BTreeSet<String>) -> BTreeSet<String> {
    let all: Vec<&String> = units.iter().filter(|u| u.len() < 30).collect();
    let mut random = Random::new(7, "mixed");
    let mut out = BTreeSet::new();
    for unit in &all {
        let other = all[random.below(all.len())];
        let length = 60 + random.below(2100);
        let end = ["\n", "=", ".", " ", "-", "\"", "A1="][random.below(7)];
        out.insert(format!("{unit}{other}"));
        out.insert(format!("{}{end}", &unit.repeat(length / unit.len() + 1)));
        out.insert(format!("{}{other}", &unit.repeat(length / unit.len() + 1)));
    }
    out
}

fn seconds(rules: &Ruleset, cache: &mut Cache, unit: &str, bytes: usize, runs: usize) -> f64 {
    let text = unit.repeat(bytes / unit.len() + 1);
    let run = |_| {
        let started = Instant::now();
        std::hint::black_box(scan(rules, cache, &text.as_bytes()[..bytes], usize::MAX, &mut Unwatched).unwrap().len());
        started.elapsed().as_secs_f64()
    };
    (0..runs).map(run).fold(f64::MAX, f64::min)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or("secrets".into());
    let part = arguments.next().unwrap_or("0/1".into());
    let (part, parts) = part.split_once('/').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap_or((0, 1));
    let rules = Ruleset::build(&[Pack::by_name(&name).unwrap()], &[]).unwrap();
    let mut cache = Cache::new(&rules);
    let mut all = BTreeSet::new();
    if let Ok(unit) = std::env::var("UNIT") {
        for _ in 0..10 {
            println!("{:?}", SIZES.map(|n| (seconds(&rules, &mut cache, &unit, n, 5) * 1e9 / n as f64).round()));
        }
        return;
    }
    let data = rule::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules"), &name).unwrap();
    data.iter().for_each(|rule| units(rule, &mut all));
    if std::env::var("MIXED").is_ok() {
        all = mixed(&all);
    }
    let mine: Vec<&String> = all.iter().skip(part).step_by(parts).collect();
    let mut rows: Vec<(f64, f64, &String)> = Vec::new();
    for unit in &mine {
        let (small, large) =
            (seconds(&rules, &mut cache, unit, SIZES[0], 3), seconds(&rules, &mut cache, unit, SIZES[1], 2));
        rows.push((large / SIZES[1] as f64, large / small, unit));
    }
    println!("{} units of {name}; ns a byte at {:?} bytes, and what four times the text takes", mine.len(), SIZES);
    for by_ratio in [false, true] {
        rows.sort_by(|a, b| if by_ratio { b.1.total_cmp(&a.1) } else { b.0.total_cmp(&a.0) });
        println!("-- by {}", if by_ratio { "ratio" } else { "cost" });
        for (_, _, unit) in rows.iter().take(SHOWN) {
            let times = SIZES.map(|bytes| seconds(&rules, &mut cache, unit, bytes, 7));
            let costs: Vec<String> =
                times.iter().zip(SIZES).map(|(t, n)| format!("{:7.1}", t * 1e9 / n as f64)).collect();
            let ratios: Vec<String> = times.windows(2).map(|w| format!("{:5.2}", w[1] / w[0])).collect();
            let shown: String = unit.chars().take(50).collect();
            println!("{} {}  {shown:?}", costs.join(""), ratios.join(""));
        }
    }
}
