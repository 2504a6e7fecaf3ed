//! Custom rules: what a scan finds must be what crate `regex` finds for each rule alone, however the text is split.

use outrigger_kernel::text::rules::{Cache, RuleSource, Ruleset};
use outrigger_kernel::text::scan::{Match, ScanError, cuts, scan, scan_window, stitch};
use outrigger_kernel::{Cancelled, Unwatched, Watch};
use proptest::prelude::*;

const LIMIT: usize = 1 << 20;

fn build(patterns: &[String]) -> Option<Ruleset> {
    let ids: Vec<String> = (0..patterns.len()).map(|i| format!("r{i:03}")).collect();
    let sources: Vec<RuleSource> =
        patterns.iter().zip(&ids).map(|(pattern, id)| RuleSource { id, pattern, flags: "" }).collect();
    Ruleset::build(&[], &sources).ok()
}

/// The promise, by an independent implementation. `(?-u:\b)` stands for `\b` in crate `regex`.
fn oracle(patterns: &[String], text: &str) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for (rule, pattern) in patterns.iter().enumerate() {
        let pattern = pattern.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[0-9A-Za-z_]").replace(r"\d", "[0-9]");
        let regex = regex::Regex::new(&pattern).unwrap();
        all.extend(regex.find_iter(text).filter(|m| !m.is_empty()).map(|m| (m.start(), m.end(), rule)));
    }
    all.sort_unstable();
    all
}

fn plain(matches: &[Match]) -> Vec<(usize, usize, usize)> {
    matches.iter().map(|m| (m.start as usize, m.end as usize, m.rule as usize)).collect()
}

fn atom() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a", "b", "ab", ".", "[ab]", "[^a]", r"\w", r"\d", "1", r"\.", "=", r"\b", "^", "$", "é", "(?s:.)", "(?m:^)",
        "(?m:$)", "",
    ])
    .prop_map(String::from)
}

fn pattern() -> impl Strategy<Value = String> {
    let leaf = prop::collection::vec(atom(), 1..4).prop_map(|v| v.concat());
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}?"]))
                .prop_map(|(p, q)| format!("(?:{p}){q}")),
            (inner.clone(), inner.clone()).prop_map(|(p, q)| format!("(?:{p}|{q})")),
            (inner.clone(), inner).prop_map(|(p, q)| format!("{p}{q}")),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    let piece =
        prop::sample::select(vec!["a", "b", "ab", "1", ".", "=", " ", "\n", "é", "日", "aaaaaaaa", "1.1.", "😀"]);
    prop::collection::vec(piece, 0..60).prop_map(|v| v.concat())
}

/// Pieces of text with few places at which a rule with `@`, `#` or `=1` in it could match.
fn sparse_piece() -> impl Strategy<Value = String> {
    let filler = Just("the rest is of no use to anybody at all, and long; ".repeat(3));
    prop_oneof![
        filler,
        prop::sample::select(vec!["@", "#", "=1", "a", "ab", "1.1.", "é", "\n", "aaaa"]).prop_map(String::from)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_scan_finds_what_each_rule_alone_finds(patterns in prop::collection::vec(pattern(), 1..5), text in text()) {
        let rules = build(&patterns).unwrap();
        let found = scan(&rules, &mut Cache::new(&rules), text.as_bytes(), LIMIT, &mut Unwatched).unwrap();
        prop_assert_eq!(plain(&found), oracle(&patterns, &text));
    }

    #[test]
    fn rules_with_rare_parts_find_the_same_in_text_that_is_mostly_other(
        parts in prop::collection::vec((pattern(), prop::sample::select(vec!["@", "#", "=1"]), pattern()), 1..4),
        pieces in prop::collection::vec(sparse_piece(), 0..40),
        split in any::<prop::sample::Index>(),
    ) {
        let patterns: Vec<String> = parts.iter().map(|(a, rare, b)| format!("(?:{a}){rare}(?:{b})")).collect();
        let text = pieces.concat();
        let rules = build(&patterns).unwrap();
        let mut cache = Cache::new(&rules);
        let wanted = oracle(&patterns, &text);
        let found = scan(&rules, &mut cache, text.as_bytes(), LIMIT, &mut Unwatched).unwrap();
        prop_assert_eq!(plain(&found), wanted.clone());
        let cut = split.index(text.len() + 1);
        let windows = [0..cut, cut..text.len()].map(|window| {
            let found = scan_window(&rules, &mut cache, text.as_bytes(), window.clone(), LIMIT, &mut Unwatched).unwrap();
            (window, found)
        });
        let joined = stitch(&rules, &mut cache, text.as_bytes(), windows.to_vec(), LIMIT, &mut Unwatched).unwrap();
        prop_assert_eq!(plain(&joined), wanted);
    }

    #[test]
    fn every_split_gives_the_unsplit_result(
        patterns in prop::collection::vec(pattern(), 1..4),
        text in text(),
        seams in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let rules = build(&patterns).unwrap();
        let mut cache = Cache::new(&rules);
        let bytes = text.as_bytes();
        let mut ends: Vec<usize> = seams.iter().map(|s| s.index(bytes.len() + 1)).collect();
        ends.push(bytes.len());
        ends.sort_unstable();
        let mut start = 0;
        let mut windows = Vec::new();
        for end in ends {
            let found = scan_window(&rules, &mut cache, bytes, start..end, LIMIT, &mut Unwatched).unwrap();
            windows.push((start..end, found));
            start = end;
        }
        let joined = stitch(&rules, &mut cache, bytes, windows, LIMIT, &mut Unwatched).unwrap();
        prop_assert_eq!(plain(&joined), oracle(&patterns, &text));
    }

    #[test]
    fn a_rule_that_no_dfa_can_run_is_swept_to_the_same_result(pattern in pattern(), text in text()) {
        // Every position is a Unicode word boundary or none, so this only changes the engine.
        let swept = build(&[format!(r"(?:{pattern})(?u:\b|\B)")]).unwrap();
        let found = scan(&swept, &mut Cache::new(&swept), text.as_bytes(), LIMIT, &mut Unwatched).unwrap();
        prop_assert_eq!(plain(&found), oracle(&[pattern], &text));
    }

    #[test]
    fn a_rule_with_unicode_boundaries_finds_what_crate_regex_finds(text in text(), which in 0usize..4) {
        let pattern = [r"\b\w+\b", r"(?i)\bA.", r"\B\w|=\b", r"\bé*日?\b"][which];
        let rules = Ruleset::build(&[], &[RuleSource { id: "r", pattern, flags: "u" }]).unwrap();
        let found = scan(&rules, &mut Cache::new(&rules), text.as_bytes(), LIMIT, &mut Unwatched).unwrap();
        let regex = regex::Regex::new(pattern).unwrap();
        let want: Vec<_> =
            regex.find_iter(&text).filter(|m| !m.is_empty()).map(|m| (m.start(), m.end(), 0)).collect();
        prop_assert_eq!(plain(&found), want);
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000)
}

fn one(pattern: &str, text: &[u8]) -> Vec<(usize, usize)> {
    let rules = Ruleset::build(&[], &[RuleSource { id: "r", pattern, flags: "" }]).unwrap();
    let found = scan(&rules, &mut Cache::new(&rules), text, LIMIT, &mut Unwatched).unwrap();
    found.iter().map(|m| (m.start as usize, m.end as usize)).collect()
}

#[test]
fn a_search_that_overruns_each_match_is_swept_and_stays_exact() {
    // Every search for the first alternative reads to the end in vain.
    let text = "a".repeat(50_000);
    let want: Vec<_> = (0..50_000).map(|i| (i, i + 1)).collect();
    assert_eq!(one("a*b|a", text.as_bytes()), want);
    let text = format!("{}b{}", "a".repeat(30_000), "a".repeat(30_000));
    let found = one("(?:a*)b|a", text.as_bytes());
    assert_eq!(found[0], (0, 30_001));
    assert_eq!(found.len(), 30_001);
}

#[test]
fn matches_longer_than_any_window_are_found_whole() {
    let text = format!("x{}y aa", "-".repeat(300_000));
    let rules = build(&["(?s)x.*y".to_string(), "-+".to_string(), "aa|-y".to_string()]).unwrap();
    let mut cache = Cache::new(&rules);
    let mut windows = Vec::new();
    for start in (0..text.len()).step_by(100_000) {
        let window = start..text.len().min(start + 100_000);
        windows.push((
            window.clone(),
            scan_window(&rules, &mut cache, text.as_bytes(), window, LIMIT, &mut Unwatched).unwrap(),
        ));
    }
    let joined = stitch(&rules, &mut cache, text.as_bytes(), windows, LIMIT, &mut Unwatched).unwrap();
    let want = [(0, 300_002, 0), (1, 300_001, 1), (300_000, 300_002, 2), (300_003, 300_005, 2)];
    assert_eq!(plain(&joined), want);
}

#[test]
fn cuts_avoid_places_that_a_rule_reads_across() {
    let text = format!("{}\n{}", "a".repeat(200_000), "b ".repeat(100_000));
    let rules = build(&["a+".to_string()]).unwrap();
    let ends = cuts(&rules, text.as_bytes(), 50_000, &mut Unwatched).unwrap();
    assert_eq!(ends, [150_000, 200_000, 250_000, 300_000, 350_000, 400_000, 400_001]);
}

#[test]
fn a_window_with_millions_of_starts_is_scanned_in_blocks() {
    let text = "ab ".repeat(800_000);
    let found = one(r"[ab]\b", text.as_bytes());
    assert_eq!(found.len(), 800_000);
    assert_eq!(found[799_999], (2_399_998, 2_399_999));
}

#[test]
fn too_many_matches_are_refused() {
    let rules = build(&["a".to_string()]).unwrap();
    let got = scan(&rules, &mut Cache::new(&rules), &[b'a'; 100], 99, &mut Unwatched);
    assert_eq!(got, Err(ScanError::TooManyMatches));
}

#[test]
fn bad_rules_are_named_and_evil_ones_refused() {
    fn source<'s>(id: &'s str, pattern: &'s str) -> RuleSource<'s> {
        RuleSource { id, pattern, flags: "" }
    }
    let error = |sources: &[RuleSource]| Ruleset::build(&[], sources).err().unwrap();
    assert_eq!(error(&[source("good", "a"), source("open", "(a")]).rule, "open");
    assert_eq!(error(&[source("evil", r"(?:\w{100}){100}{100}")]).rule, "evil");
    assert_eq!(error(&[source("deep", &format!("{}a{}", "(".repeat(200), ")".repeat(200)))]).rule, "deep");
    assert_eq!(error(&[source("Not_Kebab", "a")]).rule, "Not_Kebab");
    assert_eq!(error(&[source("same", "a"), source("same", "b")]).rule, "same");
    assert_eq!(error(&[RuleSource { id: "flags", pattern: "a", flags: "g" }]).rule, "flags");
    let many: Vec<String> = (0..400).map(|i| format!("r{i}")).collect();
    let many: Vec<RuleSource> = many.iter().map(|id| RuleSource { id, pattern: r"(?u)\w{20}", flags: "" }).collect();
    assert!(error(&many).message.contains("up to this one"));
}

struct CancelAfter(usize);

impl Watch for CancelAfter {
    fn passed(&mut self, _bytes: usize) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn a_scan_ends_within_a_few_polls_of_being_cancelled() {
    let text = "user@example.com 1.1.1.1 ".repeat(4000);
    let rules = build(&[r"\w+@\w+\.com".to_string(), r"(\d+\.)+\d+x".to_string(), "(?s)a.*b".to_string()]).unwrap();
    let got = scan(&rules, &mut Cache::new(&rules), text.as_bytes(), LIMIT, &mut CancelAfter(50));
    assert_eq!(got, Err(ScanError::Cancelled));
}
