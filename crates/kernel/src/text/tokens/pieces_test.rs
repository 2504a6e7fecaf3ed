//! The hand-written pre-tokenizers against tiktoken's regular expressions in fancy-regex: every code point in the places
//! where its class matters, and strings of characters that meet badly.
use super::super::classes::{class, class_of};
use super::{Tick, end_of};
use fancy_regex::Regex;
use proptest::prelude::*;

const O200K: &str = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const CL100K: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

struct Oracle {
    o200k: Regex,
    cl100k: Regex,
}

impl Oracle {
    fn new() -> Self {
        Self { o200k: Regex::new(O200K).expect("a pattern"), cl100k: Regex::new(CL100K).expect("a pattern") }
    }

    fn check(&self, text: &str) {
        let expected =
            |regex: &Regex| regex.find_iter(text).map(|found| found.expect("a match").end()).collect::<Vec<_>>();
        assert_eq!(ends::<true>(text), expected(&self.o200k), "o200k_base: {text:?}");
        assert_eq!(ends::<false>(text), expected(&self.cl100k), "cl100k_base: {text:?}");
    }
}

struct Patient;

impl Tick for Patient {
    fn stop(&mut self) -> bool {
        false
    }
}

fn ends<const O200K: bool>(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at = end_of::<O200K, _>(text.as_bytes(), at, &mut Patient);
        ends.push(at);
    }
    ends
}

#[test]
fn every_code_point_is_split_as_the_patterns_say_wherever_it_stands() {
    let oracle = Oracle::new();
    let points: Vec<char> = (0..0x11_0000).filter_map(char::from_u32).collect();
    for few in points.chunks(32) {
        let text: String =
            few.iter().map(|c| format!("a{c}B {c}{c}c {c}1{c} A{c}\n{c}'s!{c}/ {c}\u{301}A{c}")).collect();
        oracle.check(&text);
    }
}

#[test]
fn every_code_point_has_the_class_that_unicode_16_gives_it() {
    let sets = [
        (class::UPPER, r"[\p{Lu}\p{Lt}]"),
        (class::LOWER, r"\p{Ll}"),
        (class::UNCASED, r"[\p{Lm}\p{Lo}]"),
        (class::MARK, r"\p{M}"),
        (class::NUMBER, r"\p{N}"),
        (class::SPACE, r"[^\S\r\n]"),
        (class::NEWLINE, r"[\r\n]"),
    ];
    let mut expected = vec![class::OTHER; 0x11_0000];
    for (bit, pattern) in sets {
        let regex = Regex::new(pattern).expect("a pattern");
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            if regex.is_match(c.encode_utf8(&mut [0; 4])).expect("no limit is met") {
                expected[c as usize] = bit;
            }
        }
    }
    for c in (0..0x11_0000).filter_map(char::from_u32) {
        assert_eq!(class_of(c as u32), expected[c as usize], "U+{:04X}", c as u32);
    }
}

/// Characters and pairs that the alternatives disagree about.
fn awkward() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "b",
        "Z",
        "Q",
        "ß",
        "Ä",
        "ǅ",
        "ʰ",
        "字",
        "あ",
        "ก",
        "ি",
        "\u{301}",
        "\u{20dd}",
        "1",
        "22",
        "٣",
        "Ⅷ",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{3000}",
        "\u{85}",
        "'",
        "'s",
        "'S",
        "'ſ",
        "'re",
        "'LL",
        "'vE",
        "'x",
        "!",
        "//",
        "/",
        "😀",
        "_",
        "\u{0}",
        "hello",
        "WORLD",
        "camelCase",
        "        ",
    ];
    let one = prop_oneof![
        8 => prop::sample::select(parts.to_vec()).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(one, 0..24).prop_map(|parts| parts.concat())
}

/// Long stretches of ASCII, which are looked at sixteen bytes at a time, with now and then something else inside.
fn mostly_ascii() -> impl Strategy<Value = String> {
    let signs = "'/!.,:;()_-\u{0}\u{7f}@[`{";
    let ascii = prop_oneof![
        4 => "[a-z]{1,9}",
        1 => "[A-Z]{1,4}",
        1 => "[0-9]{1,5}",
        2 => prop::sample::select(signs.chars().collect::<Vec<_>>()).prop_map(String::from),
        2 => prop::sample::select(vec![" ", "  ", "\n", "\r\n", "\t", "\u{b}", "'s", "'LL", "//"]).prop_map(String::from),
    ];
    let one = prop_oneof![
        30 => ascii,
        1 => prop::sample::select(vec!["é", "ſ", "字", "\u{301}", "\u{a0}", "😀", "²"]).prop_map(String::from),
    ];
    prop::collection::vec(one, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn ascii_is_split_as_the_patterns_say(text in mostly_ascii()) {
        thread_local!(static ORACLE: Oracle = Oracle::new());
        ORACLE.with(|oracle| oracle.check(&text));
    }

    #[test]
    fn any_text_is_split_as_the_patterns_say(text in awkward()) {
        thread_local!(static ORACLE: Oracle = Oracle::new());
        ORACLE.with(|oracle| oracle.check(&text));
    }
}
