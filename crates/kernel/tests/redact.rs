//! Redaction: what comes out holds no match of its own rules, whatever the rules and the replacement are.

use outrigger_kernel::Unwatched;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::redact::{REPLACEMENT, Redacted, redact, replace};
use outrigger_kernel::text::rules::{Cache, RuleSource, Ruleset};
use outrigger_kernel::text::scan::scan;
use proptest::prelude::*;
use std::borrow::Cow;

fn custom(patterns: &[&str]) -> Ruleset {
    let ids: Vec<String> = (0..patterns.len()).map(|i| format!("rule-{i}")).collect();
    let sources: Vec<RuleSource> =
        patterns.iter().zip(&ids).map(|(pattern, id)| RuleSource { id, pattern, flags: "" }).collect();
    Ruleset::build(&[], &sources).unwrap()
}

fn run<'t>(rules: &Ruleset, text: &'t str, replacement: &str) -> Redacted<'t> {
    redact(rules, &mut Cache::new(rules), text.as_bytes(), replacement, 1 << 20, &mut Unwatched).unwrap()
}

fn text_of<'a>(redacted: &'a Redacted) -> &'a str {
    std::str::from_utf8(&redacted.text).unwrap()
}

#[test]
fn overlapping_matches_become_one_replacement_named_by_the_first() {
    let rules = custom(&["bcd", "cde", "x"]);
    let redacted = run(&rules, "abcdef x x", REPLACEMENT);
    assert_eq!(text_of(&redacted), "a[rule-0]f [rule-2] [rule-2]");
    assert_eq!(redacted.counts, [(0, 1), (2, 2)]);
}

#[test]
fn a_text_in_which_nothing_matches_is_the_one_that_was_given() {
    let text = "nothing of the kind";
    let redacted = run(&custom(&["[0-9]"]), text, REPLACEMENT);
    assert!(
        matches!(redacted.text, Cow::Borrowed(bytes) if bytes.as_ptr() == text.as_ptr() && bytes.len() == text.len())
    );
    assert_eq!(redacted.counts, []);
}

#[test]
fn a_replacement_that_matches_its_own_rule_gives_way_to_one_that_does_not() {
    let redacted = run(&custom(&[r"\w+"]), "some words, 😀 here", REPLACEMENT);
    assert_eq!(text_of(&redacted), "[*] [*], 😀 [*]");
    let redacted = run(&custom(&["(?s)."]), "anything at all", "{rule}");
    assert_eq!(text_of(&redacted), "");
}

#[test]
fn what_meets_after_a_replacement_is_redacted_too() {
    // Each removal brings the next pair together.
    let pairs = format!("{}{}", "a".repeat(300), "b".repeat(300));
    let redacted = run(&custom(&["ab"]), &pairs, "");
    assert!(!text_of(&redacted).contains("ab"), "{}", text_of(&redacted));
}

#[test]
fn personal_data_and_secrets_are_replaced_by_their_rules_names() {
    let rules = Ruleset::build(&[Pack::Secrets, Pack::Pii], &[]).unwrap();
    let redacted = run(
        &rules,
        "Mail a.b@example.org or call +49 30 1234567 from 10.0.0.1; pay DE89 3704 0044 0532 0130 00.",
        REPLACEMENT,
    );
    assert_eq!(text_of(&redacted), "Mail [email] or call [phone] from [ipv4]; pay [iban].");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn redacted_text_holds_no_match_of_its_own_rules(
        which in prop::collection::vec(0usize..14, 1..4),
        pieces in prop::collection::vec(prop::sample::select(vec!["a", "b", "ab", "[", "]", "r", "rule", "-", "0", "*", " ", "é", "10.0.0.1", "\n"]), 0..40),
        replacement in prop::sample::select(vec!["[{rule}]", "", "a", "{rule}", "ab", "*", "***", "10.0.0.1"]),
    ) {
        let all = ["a", "ab", r"\w+", r"\[", "[^a]", "a*b", r"(?s)a.*b", r"\d", "-0", r"\]\[", "é|\u{2588}", r"e\]", r"(?s).{5}", "b(?-u:\\b)"];
        let rules = custom(&which.iter().map(|&i| all[i]).collect::<Vec<_>>());
        let text = pieces.concat();
        let redacted = run(&rules, &text, replacement);
        let left = scan(&rules, &mut Cache::new(&rules), &redacted.text, 1 << 20, &mut Unwatched).unwrap();
        prop_assert!(left.is_empty(), "{:?} in {:?}", left, String::from_utf8_lossy(&redacted.text));
        // one round is all of it where another scan finds nothing
        let find = |text: &[u8]| scan(&rules, &mut Cache::new(&rules), text, 1 << 20, &mut Unwatched).unwrap();
        let replaced = replace(&rules, text.as_bytes(), find(text.as_bytes()), replacement);
        prop_assert!(replaced == redacted || !find(&replaced.text).is_empty());
    }
}
