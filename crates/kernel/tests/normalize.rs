//! Normal forms against crate unicode-normalization's own, which works character by character and never skips.
use outrigger_kernel::Unwatched;
use outrigger_kernel::text::normalize::{Form, NormalizeError, normalize, normalize_bytes};
use outrigger_kernel::{Cancelled, Watch};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

fn oracle(text: &str, form: Form) -> String {
    match form {
        Form::Nfc => text.nfc().collect(),
        Form::Nfd => text.nfd().collect(),
        Form::Nfkc => text.nfkc().collect(),
        Form::Nfkd => text.nfkd().collect(),
    }
}

fn check(text: &str) {
    for form in FORMS {
        let expected = oracle(text, form);
        let result = normalize(text, form, &mut Unwatched);
        assert_eq!(normalize_bytes(text.as_bytes(), form, &mut Unwatched), result, "{form:?} of {text:?} as bytes");
        match result.expect("nobody cancels") {
            None => assert_eq!(text, expected, "{form:?} of {text:?} was left as it is"),
            Some(normal) => {
                assert_eq!(std::str::from_utf8(&normal), Ok(expected.as_str()), "{form:?} of {text:?}");
                assert_ne!(text, expected, "{form:?} of {text:?} was copied for nothing");
            }
        }
    }
}

#[test]
fn every_code_point_is_normalized_alone_and_between_others() {
    for c in (0..=0x10_ffff).filter_map(char::from_u32) {
        check(&format!("{c}"));
        check(&format!("a{c}\u{301}\u{323}b{c}"));
    }
}

#[test]
fn hangul_and_long_runs_of_marks_are_composed_and_ordered() {
    check("\u{1100}\u{1161}\u{11a8}\u{ac00}\u{11a8}\u{1100}\u{1161}");
    check(&"\u{301}\u{323}".repeat(3000));
    check(&format!("a{}", "\u{323}\u{301}".repeat(3000)));
    check(&"ascii only, and long. ".repeat(5000));
    check(&format!("{}é{}e\u{301}", "x".repeat(40_000), "y".repeat(40_000)));
}

#[test]
fn every_code_point_is_seen_at_each_place_of_a_vector() {
    for c in (0x80..=0x10_ffff).filter_map(char::from_u32).filter(|c| !c.is_ascii()) {
        let place = c as usize % 16;
        check(&format!("{:.*}{c}\u{323} and more after it", place + 1, "sixteen bytes and some"));
    }
    for before in 0..40 {
        for (normal, other) in
            [("각", "\u{1100}\u{1161}\u{11a8}"), ("é", "e\u{301}"), ("が", "か\u{3099}"), ("\u{3b8}", "Ω")]
        {
            for count in [1, 2, 3, 7, 40] {
                check(&format!("{}{}{}.", "x".repeat(before), normal.repeat(count), other));
                check(&format!("{} {other}{}{}", normal.repeat(before), normal.repeat(count), other.repeat(count)));
            }
        }
    }
}

/// Texts of scripts that need no page to be asked, one page, two, or more.
const SURROUNDINGS: [&str; 13] = [
    "plain letters and nothing else. ",
    "déjà vu, où ça? ",
    "tiếng Việt đẹp lắm ",
    "Вёл йод ёж ",
    "Μῆνιν ἄειδε θεὰ ",
    "בְּרֵאשִׁית בָּרָא ",
    "إنّ الحياة قصيرةٌ ",
    "हिन्दी में ज़रा देखो ",
    "সমানে কোন কথা ",
    "ผู้ใหญ่ที่นี่ ",
    "プログラムが、動く。漢字（！）",
    "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心",
    "각가 한국어 ❤️👍🏽 ",
];

#[test]
fn every_character_is_seen_among_those_of_other_scripts() {
    for (i, c) in
        (0x80..0x1_2000).chain(0x1_d000..0x2_0000).chain(0x2_f800..0x2_fa20).filter_map(char::from_u32).enumerate()
    {
        let around = SURROUNDINGS[i % SURROUNDINGS.len()].repeat(5);
        let cut = around.char_indices().nth(i / 12 % 40).expect("more than 40 characters").0;
        check(&format!("{around}{}{c}{}", &around[cut..], &around[cut..]));
    }
}

/// Changes in every form: what comes after it is put into the output as it's found.
const CHANGES: &str = "e\u{301}é\u{212b}ﬁ";

/// Texts that change all over in some form, as most that change at all do.
const DENSE: [&str; 8] = [
    "Được rồi, chúng ta hãy bắt đầu ",
    "Đu\u{31b}o\u{31b}\u{323}c rô\u{300}i, ha\u{303}y bă\u{301}t ",
    "où les élèves e\u{301}taient alle\u{301}s ",
    "ガーデンで、か\u{3099}き\u{3099}か゜ ",
    "（第一条）ＡＢＣ，你好！ｶﾞｷﾞ ",
    "모든 인간은 (1948년) \u{1106}\u{1169}\u{1103}\u{1173}\u{11ab}. ",
    "ἄνδρα μοι ε\u{313}\u{301}ννεπε, α\u{345}\u{301} ",
    "①②㎏½…Ⅷ™ ﬂ\u{323} ",
];

#[test]
fn every_character_is_seen_in_a_text_that_changes_all_over() {
    for (i, c) in
        (0x80..0x1_2000).chain(0x1_d000..0x2_0000).chain(0x2_f800..0x2_fa20).filter_map(char::from_u32).enumerate()
    {
        let around = DENSE[i % DENSE.len()].repeat(4);
        let cut = around.char_indices().nth(i / 8 % 40).expect("more than 40 characters").0;
        check(&format!("{CHANGES}{around}{}{c}\u{301}{c}{}", &around[cut..], &around[cut..]));
    }
}

#[test]
fn letters_with_marks_are_seen_at_every_seam_of_a_text_that_changes() {
    let events = [
        "e\u{301}",
        "e\u{323}\u{302}",
        "e\u{302}\u{323}",
        "ậ\u{301}",
        "é\u{323}",
        "か\u{3099}",
        "か\u{3099}\u{301}",
        "ｶ\u{3099}",
        "Ａ\u{301}",
        "\u{1106}\u{1169}\u{11ab}",
        "몬\u{11ab}",
        "각\u{301}",
        "\u{9c7}\u{9be}",
        "\u{1100}\u{1161}\u{301}",
        "q\u{301}\u{323}",
    ];
    for event in events {
        for around in DENSE {
            for before in 0..70 {
                let text = format!("{CHANGES}{}{event}{around}{event}{}", "x".repeat(before), around.repeat(3));
                check(&text);
                check(text.trim_end_matches(|c| c != event.chars().last().expect("not empty")));
            }
        }
    }
}

#[test]
fn marks_out_of_order_are_seen_at_every_seam_of_blocks() {
    let disordered = [
        "e\u{301}\u{323}",
        "\u{3b1}\u{345}\u{313}",
        "\u{e01}\u{e48}\u{e38}",
        "\u{915}\u{94d}\u{93c}",
        "か\u{302a}\u{3099}",
        "क\u{1d16d}\u{1d165}\u{94d}\u{93c}",
        "\u{1d157}\u{1d165}\u{302a}\u{323}",
    ];
    for marks in disordered {
        for around in SURROUNDINGS {
            for before in 0..70 {
                check(&format!("{around}{}{marks}{around}{around}{around}", "x".repeat(before)));
                check(&format!("{}{}{marks}{}", around.repeat(3), "क".repeat(before % 24), around.repeat(3)));
            }
        }
    }
}

#[test]
fn hangul_ends_where_something_could_join_it() {
    let parts = [
        "가",
        "각",
        "\u{1100}",
        "\u{1161}",
        "\u{11a7}",
        "\u{11a8}",
        "\u{11c3}",
        "\u{1113}",
        "\u{301}",
        " ",
        "a",
        "é",
        "ﾡ",
        "字",
        "\u{1f600}",
    ];
    for a in parts {
        for b in parts {
            for c in parts {
                for d in parts {
                    check(&format!("é각가 \u{1100}\u{1161}\u{11a8}{a}{b}{c}{d}각"));
                }
            }
        }
    }
}

/// Characters that do something when they meet: starters, marks of several classes, jamo, compatibility forms.
fn eventful() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::sample::select(vec!['a', 'e', 'A', 'é', 'ñ', 'ﬁ', '①', 'ǅ', 'Ω', 'Å', 'ｶ', 'ﾞ', '가', 'ᄀ', 'ᅡ', 'ᆨ', 'क', '़', 'ि']),
        4 => prop::sample::select(vec!['\u{300}', '\u{301}', '\u{323}', '\u{327}', '\u{345}', '\u{5b0}', '\u{64b}', '\u{94d}', '\u{20d0}', '\u{3099}']),
        1 => any::<char>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn eventful_characters_get_the_forms_of_the_plain_crate_among_others(
        parts in prop::collection::vec((0..SURROUNDINGS.len(), 0..30_usize, prop::collection::vec(eventful(), 0..4)), 1..12),
    ) {
        let part = |(around, count, events): &(usize, usize, Vec<char>)| {
            SURROUNDINGS[*around].chars().cycle().take(*count).chain(events.iter().copied()).collect::<String>()
        };
        check(&parts.iter().map(part).collect::<String>());
    }

    #[test]
    fn texts_that_change_all_over_get_the_forms_of_the_plain_crate(
        parts in prop::collection::vec((0..DENSE.len(), 0..40_usize, prop::collection::vec(eventful(), 0..4)), 1..16),
    ) {
        let part = |(around, count, events): &(usize, usize, Vec<char>)| {
            DENSE[*around].chars().cycle().take(*count).chain(events.iter().copied()).collect::<String>()
        };
        check(&format!("{CHANGES}{}", parts.iter().map(part).collect::<String>()));
    }

    #[test]
    fn any_text_gets_the_forms_of_the_plain_crate(text in prop::collection::vec(eventful(), 0..40)) {
        check(&text.into_iter().collect::<String>());
    }
}

struct Stops(usize);

impl Watch for Stops {
    fn passed(&mut self, _bytes: usize) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn a_cancel_ends_it_in_ascii_in_normal_text_and_in_work() {
    for text in ["plain ".repeat(100_000), "Ünïcödé ".repeat(100_000), "e\u{301}".repeat(300_000)] {
        assert_eq!(normalize(&text, Form::Nfc, &mut Stops(2)), Err(NormalizeError::Cancelled));
        assert_eq!(normalize_bytes(text.as_bytes(), Form::Nfc, &mut Stops(2)), Err(NormalizeError::Cancelled));
    }
}

struct Counts(usize);

impl Watch for Counts {
    fn passed(&mut self, bytes: usize) -> Result<(), Cancelled> {
        self.0 += bytes;
        Ok(())
    }
}

#[test]
fn the_watch_is_told_of_every_byte_once() {
    for text in ["plain ".repeat(10_000), "Ünïcödé ".repeat(10_000), "e\u{301}".repeat(30_000), String::new()] {
        let mut counts = Counts(0);
        normalize(&text, Form::Nfkd, &mut counts).expect("nobody cancels");
        assert_eq!(counts.0, text.len());
        let mut counts = Counts(0);
        normalize_bytes(text.as_bytes(), Form::Nfkd, &mut counts).expect("nobody cancels");
        assert_eq!(counts.0, text.len());
    }
}

#[test]
fn bytes_that_are_no_utf_8_have_no_normal_form() {
    for bytes in [&b"\xff"[..], b"e\xcc", &[0xe4; 300], &["字".repeat(100).as_bytes(), b"\xe5\xad"].concat()] {
        assert_eq!(normalize_bytes(bytes, Form::Nfc, &mut Unwatched), Err(NormalizeError::NotText), "{bytes:x?}");
    }
}
