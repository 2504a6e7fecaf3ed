//! The built-in packs against their data: every rule finds its positive examples and leaves its negative ones alone.

use std::path::Path;

use outrigger_kernel::Unwatched;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::rules::{Cache, Ruleset};
use outrigger_kernel::text::scan::{scan_window, stitch};
use outrigger_packs::example::expand;
use outrigger_packs::rule::{self, Rule};

/// Examples hold random parts: each is tried with this many seeds.
const SEEDS: u64 = 6;

fn data(pack: &str) -> Vec<Rule> {
    rule::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules"), pack).unwrap()
}

/// The ids of the rules that match, weak ones too.
fn found(rules: &Ruleset, cache: &mut Cache, text: &str) -> Vec<(String, String)> {
    let matches = scan_window(rules, cache, text.as_bytes(), 0..text.len(), 1000, &mut Unwatched).unwrap();
    let cut = |m: &outrigger_kernel::text::scan::Match| {
        let bytes = &text.as_bytes()[m.start as usize..m.end as usize];
        (rules.id(m.rule).to_string(), String::from_utf8_lossy(bytes).into_owned())
    };
    matches.iter().map(cut).collect()
}

fn failures(name: &str, pack: Pack) -> Vec<String> {
    let rules = Ruleset::build(&[pack], &[]).unwrap();
    let mut cache = Cache::new(&rules);
    let mut failures = Vec::new();
    for rule in data(name) {
        for (templates, wanted) in [(&rule.positive, true), (&rule.negative, false)] {
            for template in templates {
                for seed in 0..SEEDS {
                    let text = expand(template, seed);
                    let found = found(&rules, &mut cache, &text);
                    if found.iter().any(|(id, _)| *id == rule.id) != wanted {
                        let sign = if wanted { "misses" } else { "finds" };
                        failures.push(format!("{} {sign} {text:?}: {found:?}", rule.id));
                        break;
                    }
                }
            }
        }
    }
    failures
}

#[test]
fn every_rule_of_the_secrets_pack_finds_its_positives_and_not_its_negatives() {
    let failures = failures("secrets", Pack::Secrets);
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_of_the_pii_pack_finds_its_positives_and_not_its_negatives() {
    let failures = failures("pii", Pack::Pii);
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_secrets_pack_knows_at_least_two_hundred_kinds() {
    assert!(Pack::Secrets.rules().len() >= 200);
}

#[test]
fn what_is_built_in_is_what_the_data_says() {
    for (name, pack) in [("secrets", Pack::Secrets), ("pii", Pack::Pii)] {
        let ids: Vec<String> = data(name).into_iter().map(|r| r.id).collect();
        let built: Vec<&str> = pack.rules().iter().map(|r| r.id).collect();
        assert_eq!(built, ids, "run `npm run build:packs`");
    }
}

#[test]
fn every_split_of_a_text_with_pack_matches_gives_the_unsplit_result() {
    let rules = Ruleset::build(&[Pack::Secrets, Pack::Pii], &[]).unwrap();
    let mut text = String::new();
    for (i, rule) in data("secrets").iter().chain(&data("pii")).enumerate().step_by(5) {
        text.push_str(&expand(&rule.positive[i % rule.positive.len()], i as u64));
        text.push_str(if i % 3 == 0 { "\n" } else { " " });
    }
    assert!(matches_of_every_split(&rules, text.as_bytes()) > 100);
}

#[test]
fn every_split_of_a_table_finds_the_dates_of_its_column_and_no_others() {
    let rules = Ruleset::build(&[Pack::Pii], &[]).unwrap();
    let csv = "name,created,dob\nAnna,2024-05-01,1985-03-12\nBert,2024-05-02,1990-01-02\n\n";
    let sql = "INSERT INTO p (dob, note) VALUES ('1985-03-12', 'a, (b) 2001-02-03'), ('1990-01-02', 'it''s');\n";
    let text = format!("{csv}{sql}").repeat(40);
    assert_eq!(matches_of_every_split(&rules, text.as_bytes()), 160);
}

/// How many matches a text has, whole and in windows of any size.
fn matches_of_every_split(rules: &Ruleset, bytes: &[u8]) -> usize {
    let mut cache = Cache::new(rules);
    let whole = scan_window(rules, &mut cache, bytes, 0..bytes.len(), 1 << 20, &mut Unwatched).unwrap();
    let whole = stitch(rules, &mut cache, bytes, vec![(0..bytes.len(), whole)], 1 << 20, &mut Unwatched).unwrap();
    for size in [7, 64, 333, 1000, 4097, 20_000] {
        let mut windows = Vec::new();
        for start in (0..bytes.len()).step_by(size) {
            let window = start..bytes.len().min(start + size);
            windows.push((
                window.clone(),
                scan_window(rules, &mut cache, bytes, window, 1 << 20, &mut Unwatched).unwrap(),
            ));
        }
        let joined = stitch(rules, &mut cache, bytes, windows, 1 << 20, &mut Unwatched).unwrap();
        let differs = joined.iter().zip(&whole).find(|(a, b)| a != b);
        let shown = differs.map(|(a, b)| {
            [a, b].map(|m| (rules.id(m.rule), String::from_utf8_lossy(&bytes[m.start as usize..m.end as usize])))
        });
        assert_eq!((joined.len(), shown), (whole.len(), None), "in windows of {size}");
    }
    whole.len()
}
