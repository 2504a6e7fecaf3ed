//! A first pass over a text's bytes, which decides whether they are UTF-8, and finds runs of blocks in which nothing is to be normalised
//! on the way: most texts are done then, whatever their scripts.
//!
//! Must decide as [`utf8::is_valid`] does, and must never leave out a character that is no boundary, but for marks that stand alone.
use super::Form;
use super::runs::{Kind, Looks};
use crate::arch::Bytes16;
use crate::text::utf8::{self, BEFORE, BLOCK};
use alloc::vec::Vec;
use core::ops::Range;

/// Tries in a row that weren't worthwhile, after which only every 128th block is tried: so that it costs nothing where none is.
const MOST_LOSSES: u32 = 7;

/// Blocks of a run that save more time than it takes to try the one behind them in vain, and after which the same look is worth another
/// try: French in NFKC, every other block of which has something to look at, took a tenth longer without this.
const WORTHWHILE: usize = 4;

/// Places from the first on up to the second: all characters that have their second bytes there are boundaries, as the last is, or marks
/// between two of them.
#[derive(Clone, Copy)]
struct Run(usize, usize);

/// What is behind the last run.
const NO_RUN: Run = Run(usize::MAX, usize::MAX);

/// The runs of a text.
pub(super) struct Survey {
    runs: Vec<Run>,
    /// The number of the run that follows `next`.
    following: usize,
    next: Run,
}

impl Survey {
    /// No runs, of a text that is known to be UTF-8.
    pub(super) fn none() -> Self {
        Self { runs: Vec::new(), following: 0, next: Run(0, 0) }
    }

    /// The runs of a text for a form; `None` if it isn't UTF-8.
    pub(super) fn of(bytes: &[u8], form: Form) -> Option<Self> {
        Self::beginning(bytes, form, Kind::Ideographs)
    }

    fn beginning(bytes: &[u8], form: Form, mut kind: Kind) -> Option<Self> {
        let mut survey = Self::none();
        if bytes.len() < BLOCK {
            return core::str::from_utf8(bytes).ok().map(|_| survey);
        }
        let (looks, tables) = (Looks::of(form), utf8::Tables::new());
        let blocks = utf8::blocks(bytes);
        let mut faults = Bytes16::splat(0);
        let (mut number, mut losses) = (0, 0);
        while number < blocks {
            let (end, found) = looks.run(kind, bytes, number..blocks);
            if found < WORTHWHILE {
                kind = kind.next();
            }
            survey.add(number..end);
            losses = if found >= WORTHWHILE { 1 } else { (losses + 1).min(MOST_LOSSES) };
            let others = end..blocks.min(end + (1 << losses) - 1);
            if found > 0 && end < blocks {
                faults = faults | last_faults(&bytes[..end * BLOCK], &tables);
            }
            number = others.end;
            faults = faults | tables.faults_in(bytes, others);
        }
        (!faults.any()).then_some(survey)
    }

    /// Keeps a run of plain blocks; without memory for it the blocks are looked at as others are.
    fn add(&mut self, blocks: Range<usize>) {
        if !blocks.is_empty() && self.runs.try_reserve(1).is_ok() {
            self.runs.push(Run((blocks.start * BLOCK).saturating_sub(1), blocks.end * BLOCK - 1));
        }
    }

    /// Where the run ends that `at` is in, which never gets less; `None` if it's in none.
    #[inline(always)]
    pub(super) fn run_end(&mut self, at: usize) -> Option<usize> {
        if at < self.next.0 { None } else { self.next_run_end(at) }
    }

    #[inline(never)]
    fn next_run_end(&mut self, at: usize) -> Option<usize> {
        while self.next.1 <= at {
            self.next = self.runs.get(self.following).copied().unwrap_or(NO_RUN);
            self.following += 1;
        }
        (at >= self.next.0).then_some(self.next.1)
    }
}

/// Any bit where the last bytes are wrong: those of a plain block are left to the next, which isn't plain.
fn last_faults(bytes: &[u8], tables: &utf8::Tables) -> Bytes16 {
    let last: &[u8; BEFORE + 16] = bytes.last_chunk().expect("a block");
    tables.faults_of([0, 1, 2, 3].map(|at| Bytes16::load(last[at..at + 16].as_array().expect("16 of 19"))))
}

#[cfg(test)]
mod tests {
    use super::super::properties::{Property, Quick};
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    const KINDS: [Kind; 3] = [Kind::Ideographs, Kind::Letters, Kind::Mixed];
    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    /// Bytes among plain text, so that blocks of all kinds come before and behind them.
    fn among(before: usize, bytes: &[u8], after: usize) -> Vec<u8> {
        let plain = "字".repeat(before / 3) + &"x".repeat(before % 3);
        [plain.as_bytes(), bytes, "文".repeat(after).as_bytes()].concat()
    }

    fn check(bytes: &[u8]) {
        let text = core::str::from_utf8(bytes);
        for (form, kind) in FORMS.into_iter().flat_map(|form| KINDS.map(|kind| (form, kind))) {
            let survey = Survey::beginning(bytes, form, kind);
            assert_eq!(survey.is_some(), text.is_ok(), "{form:?} {kind:?} {bytes:x?}");
            for run in survey.iter().flat_map(|survey| &survey.runs) {
                check_run(text.expect("UTF-8"), form, *run);
            }
        }
    }

    /// In a run are boundaries, the last of all, and marks between two of them.
    fn check_run(text: &str, form: Form, Run(start, end): Run) {
        let mut before = None;
        for (lead, c) in text.char_indices() {
            let property = Property::of(c);
            let is_boundary = property.is_boundary(form);
            if (start..end).contains(&(lead + 1)) {
                let is_mark = property.quick(form) == Quick::Yes && before != Some(false);
                assert!(is_boundary || is_mark, "{form:?} {c:?}");
                before = Some(is_boundary);
            } else if lead + 1 < start {
                before = Some(is_boundary);
            }
        }
        let last = text.char_indices().rfind(|(lead, _)| (start..end).contains(&(lead + 1)));
        if let Some((lead, c)) = last.filter(|(lead, c)| lead + c.len_utf8() < text.len()) {
            assert!(Property::of(c).is_boundary(form), "{form:?} {c:?} at {lead} ends a run");
        }
    }

    #[test]
    fn every_two_bytes_are_decided_as_core_does() {
        for pair in 0..=0xffff_u16 {
            let before = 120 + (pair.count_ones() + pair.leading_zeros()) as usize % 16;
            check(&among(before, &pair.to_be_bytes(), 40));
        }
    }

    #[test]
    fn bytes_at_the_bounds_of_every_range_are_decided_as_core_does_in_threes_and_fours() {
        let bounds = [0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc3, 0xe0, 0xe3, 0xed, 0xef, 0xf0, 0xf4, 0xf5];
        for a in bounds {
            for b in bounds {
                for c in bounds {
                    check(&among(124 + usize::from(a & 7), &[a, b, c], 1 + usize::from(b) % 64));
                    for d in bounds {
                        check(&among(123 + usize::from(b ^ c) % 8, &[a, b, c, d], 1 + usize::from(a) % 64));
                    }
                }
            }
        }
    }

    #[test]
    fn a_run_holds_boundaries_and_marks_between_them_only_wherever_a_character_stands() {
        for c in (0x80..0x2_0000).chain(0x2_f800..0x2_fa20).chain(0xf_fff0..0x10_0010).filter_map(char::from_u32) {
            let mut room = [0; 4];
            check(&among(120 + c as usize % 16, c.encode_utf8(&mut room).as_bytes(), 50));
        }
    }

    #[test]
    fn chinese_and_japanese_text_is_plain_in_the_forms_that_it_is_normal_in() {
        let chinese = "人人生而自由，在尊严和权利上一律平等（第一条）。".repeat(20);
        let japanese = "すべての人間は、「生まれながら」にして自由であり、プログラムとデータを使う。".repeat(20);
        for (text, form) in
            [(chinese.as_str(), Form::Nfc), (&chinese, Form::Nfd), (&japanese, Form::Nfc), (&japanese, Form::Nfkc)]
        {
            let survey = Survey::of(text.as_bytes(), form).expect("UTF-8");
            assert!(matches!(survey.runs[..], [Run(0, end)] if end >= text.len()), "{form:?}");
        }
    }

    #[test]
    fn letters_of_two_bytes_are_plain_among_others_if_they_are_boundaries() {
        for text in [
            "Où les élèves étaient — “là”, 5 € à l’été. ",
            "Ещё мой дядя самых честных правил… ",
            "Çok güzel 東京（とう）. ",
        ] {
            let text = text.repeat(100);
            let survey = Survey::of(text.as_bytes(), Form::Nfc).expect("UTF-8");
            let plain: usize = survey.runs.iter().map(|Run(start, end)| end - start).sum();
            assert!(plain > text.len() * 9 / 10, "{plain} of {}", text.len());
        }
    }

    #[test]
    fn a_mark_at_any_place_of_a_block_belongs_to_a_run_only_if_it_stands_alone() {
        for marks in ["\u{301}", "\u{323}\u{302}", "\u{94d}", "\u{20d7}", "\u{1d165}", "\u{301}é", "é\u{323}"] {
            for before in 100..240 {
                for after in [0, 1, 60, 130] {
                    let text = "a’".repeat(before / 4) + &"x".repeat(before % 4) + marks + &"— o".repeat(after);
                    check(text.as_bytes());
                }
            }
        }
    }

    #[test]
    fn chat_with_quotes_emoji_and_several_scripts_is_plain_but_for_few_blocks() {
        let chat = "Sure — here’s what I’d do: “först”… Привет! 👍🏽 日本語もOKです。 Ὁ βίος βραχύς, được rồi ❤️ 👩‍👩‍👧 🇩🇪 naïve café → ok. ".repeat(50);
        let survey = Survey::of(chat.as_bytes(), Form::Nfc).expect("UTF-8");
        let plain: usize = survey.runs.iter().map(|Run(start, end)| end - start).sum();
        assert!(plain > chat.len() * 9 / 10, "{plain} of {}", chat.len());
    }

    proptest! {
        #[test]
        fn a_text_with_a_few_bytes_changed_is_decided_as_core_does(
            text in prop::collection::vec(prop_oneof![
                8 => prop::sample::select(vec!['字', '、', 'カ', 'ー', '（', 'a', ' ', 'é', 'ж', '’', '👍', '\u{301}', '\u{200d}', 'ệ']),
                1 => any::<char>(),
            ], 0..200),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = Vec::from(text.into_iter().collect::<String>());
            for (place, byte) in changes {
                if !bytes.is_empty() {
                    let place = place.index(bytes.len());
                    bytes[place] = byte;
                }
            }
            check(&bytes);
            bytes.truncate(cut.index(bytes.len() + 1));
            check(&bytes);
        }
    }
}
