//! A sieve may leave nothing out: each match that crate `regex` finds must lie in one of the regions.

use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::*;

use super::*;
use crate::Unwatched;
use crate::text::rules::syntax::{self, RuleFlags};
use crate::text::rules::window::windows;

fn sieve(patterns: &[&str]) -> Option<Sieve> {
    let each = |pattern: &&str| windows(&syntax::parse(pattern, RuleFlags::default()).unwrap());
    let all: Option<Vec<Vec<Window>>> = patterns.iter().map(each).collect();
    Some(Sieve::new(all?.into_iter().flatten().collect()))
}

fn regions(sieve: &Sieve, text: &[u8], range: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut sifted = Sifted::default();
    let done = sieve.sift(text, range, &mut sifted, &mut Pace::start(&mut Unwatched).unwrap()).unwrap();
    done.then_some(sifted.regions)
}

/// Parts of patterns of which most hold a rare byte somewhere.
fn part() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "@",
        "=1",
        "#",
        "[0-9]{2,4}",
        "[a-z]+",
        "[a-z]{0,3}",
        "(?:ab|#c|d@)",
        "(?:[0-9]{1,3}\\.){2}",
        "[^@]",
        ".",
        "é#",
        "[é日#]@",
        "(?:a?#){1,3}",
        "\\b",
        "(?:@|=|ab)+",
        "[ab#]?",
        "(?i:aB@)",
        "日{1,2}",
    ]);
    prop::collection::vec(parts, 1..6).prop_map(|v| v.concat())
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "@",
        "=1",
        "#c",
        "12",
        "1.22.3.",
        "ab",
        "AB@",
        "é#",
        "日",
        "d@",
        "x@y",
        " ",
        "\n",
        "zzzz zzzz zzzz zzzz ",
        "0123456789",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_match_lies_within_a_region(pattern in part(), text in text(), cut in any::<prop::sample::Index>()) {
        let regex = regex::Regex::new(&pattern.replace(r"\b", r"(?-u:\b)")).unwrap();
        let from = cut.index(text.len() + 1);
        if let Some(found) = sieve(&[&pattern]).and_then(|sieve| regions(&sieve, text.as_bytes(), from..text.len())) {
            prop_assert!(found.windows(2).all(|two| two[0].end < two[1].start), "{:?}", found);
            // The leftmost match from every start, not only those of a find-all: look-around sees the text before.
            for start in (from..text.len()).filter(|at| text.is_char_boundary(*at)) {
                if let Some(m) = regex.find_at(&text, start) {
                    prop_assert!(m.is_empty() || found.iter().any(|r| r.start <= m.start() && m.end() <= r.end), "{:?} {:?}", m, found);
                }
            }
        }
    }
}

#[test]
fn text_without_the_bytes_that_common_rules_need_is_left_out() {
    let rules = [
        r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b",
        r"\b(?:\d[ -]*?){13,16}\b",
        r#"(?i)(?:api[_-]?key|secret|token)\s*[:=]\s*['"]?[A-Za-z0-9_\-]{16,}"#,
        r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
        r#"https?://[^\s"'<>]+"#,
    ];
    let sieve = sieve(&rules).unwrap();
    let filler = "Nothing to find in here, in 12 lines or 3.5 paragraphs: the tokens of which it is made are words. "
        .repeat(400);
    let text = alloc::format!("{filler}mail jo.doe@example.org now {filler}");
    let found = regions(&sieve, text.as_bytes(), 0..text.len()).unwrap();
    assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), ["jo.doe@example.org"]);
}

#[test]
fn a_rule_without_a_rare_run_has_no_windows() {
    for pattern in [r"\w+", ".*", "a", "(?:password|e)", "[^x]{8}"] {
        assert!(sieve(&[pattern]).is_none(), "{pattern}");
    }
}

#[test]
fn a_text_full_of_places_is_given_back_whole_after_a_part_of_it() {
    let sieve = sieve(&["[0-9]{1,3}@[0-9]{1,3}"]).unwrap();
    let text = "1@".repeat(100_000);
    let mut sifted = Sifted::default();
    let done =
        sieve.sift(text.as_bytes(), 0..text.len(), &mut sifted, &mut Pace::start(&mut Unwatched).unwrap()).unwrap();
    assert!(!done);
    assert!(sifted.work < text.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_first_look_passes_on_every_position_that_the_second_would(
        patterns in prop::collection::vec("[a-zA-Z0-9@#:=.-]{3,5}|[A-Z]\\[0-9a-f\\]#|日[#@]x", 1..60),
        bytes: [u8; 18],
        from in any::<prop::sample::Index>(),
    ) {
        let all: Vec<&str> = patterns.iter().map(String::as_str).collect();
        let Some(sieve) = sieve(&all) else { return Ok(()) };
        // As they come, and as a pattern's own bytes among them.
        let mut near = bytes;
        let own = all[0].as_bytes();
        let at = from.index(near.len() - own.len().min(5));
        near[at..at + own.len().min(5)].copy_from_slice(&own[..own.len().min(5)]);
        for bytes in [bytes, near] {
            let passed = sieve.slices.at(&bytes).set();
            for at in 0..16 {
                let mask = |place: usize| sieve.masks[usize::from(bytes[at + place])][place];
                prop_assert!(mask(0) & mask(1) & mask(2) == 0 || passed >> at & 1 != 0, "{:?} at {}", bytes, at);
            }
        }
    }
}
