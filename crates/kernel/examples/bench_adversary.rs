//! Time at four times the input over time at the input, for texts that make find-all quadratic: run with `--release`.
//!
//! Linear is 4. Each figure is the quotient of the least of several runs at each size.

use outrigger_kernel::Unwatched;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::rules::{Cache, RuleSource, Ruleset};
use outrigger_kernel::text::scan::scan;
use std::time::{Duration, Instant};

/// A text is scanned again for so long, at least three times.
const ENOUGH: Duration = Duration::from_millis(10);

const TEXTS: [&str; 20] = [
    "a",
    "a@",
    "1.1.",
    "http://a:",
    "password=",
    "AB12AAAAAAAAAAAA",
    "eyJ",
    "-----BEGIN RSA PRIVATE KEY-----\n",
    "1 ",
    "+1 ",
    "::",
    "a:",
    "4",
    "://a:b@",
    "eyJ-",
    "password is ",
    "born,birth,dob,bday\n1,2,3,4\n",
    "born,born,born\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n",
    "(dob,b) values ('1','2'),",
    "1 생",
];
const CUSTOM: [&str; 8] =
    [r"\w+@\w+\.com", r"(\d+\.)+\d+x", "a*b", "[a-z]+=[a-z]+", "a*b|a", r"(?s)a.*b|a", r"\w{1,8}@", r"(a|a@)*c|a@"];

fn least(rules: &Ruleset, text: &[u8]) -> f64 {
    let mut cache = Cache::new(rules);
    let mut best = f64::MAX;
    // Other work on the machine only adds, so the least of many short runs is what the scan takes.
    let begun = Instant::now();
    let mut runs = 0;
    while runs < 3 || runs < 1000 && begun.elapsed() < ENOUGH {
        let started = Instant::now();
        std::hint::black_box(scan(rules, &mut cache, text, usize::MAX, &mut Unwatched).unwrap().len());
        best = best.min(started.elapsed().as_secs_f64());
        runs += 1;
    }
    best
}

fn main() {
    let ids: Vec<String> = (0..CUSTOM.len()).map(|i| format!("c{i}")).collect();
    let mut sets: Vec<(String, Ruleset)> = vec![
        ("secrets".into(), Ruleset::build(&[Pack::Secrets], &[]).unwrap()),
        ("pii".into(), Ruleset::build(&[Pack::Pii], &[]).unwrap()),
    ];
    let sources: Vec<RuleSource> =
        CUSTOM.iter().zip(&ids).map(|(pattern, id)| RuleSource { id, pattern, flags: "" }).collect();
    for source in &sources {
        sets.push((source.pattern.to_string(), Ruleset::build(&[], std::slice::from_ref(source)).unwrap()));
    }
    sets.push(("all custom".into(), Ruleset::build(&[], &sources).unwrap()));
    println!(
        "{:<22}{:<20}{:>10}{:>10}{:>9}{:>9}{:>9}",
        "rules", "text", "ns/B 10K", "ns/B 1M", "40K/10K", "160K/40K", "4M/1M"
    );
    for (name, rules) in &sets {
        for text in TEXTS {
            let time = |bytes: usize| least(rules, text.repeat(bytes / text.len() + 1).as_bytes());
            let times = [10_000, 40_000, 160_000, 1 << 20, 4 << 20].map(time);
            let quotients = [times[1] / times[0], times[2] / times[1], times[4] / times[3]];
            let mark = if quotients.iter().any(|q| *q > 5.0) { " <--" } else { "" };
            println!(
                "{name:<22}{:<20}{:>10.1}{:>10.1}{:>9.2}{:>9.2}{:>9.2}{mark}",
                text.trim_end(),
                times[0] * 1e5,
                times[3] * 1e9 / f64::from(1 << 20),
                quotients[0],
                quotients[1],
                quotients[2]
            );
        }
    }
}
