//! A first pass over a text's bytes, which decides whether they are UTF-8, and finds runs of blocks in which nothing is to be normalised
//! on the way: most texts of ASCII, Chinese or Japanese are done then.
//!
//! Must decide as [`utf8::is_valid`] does, and must never leave out a character that is no boundary.
use super::Form;
use super::plain::Plain;
use crate::arch::Bytes16;
use crate::text::utf8::{self, BEFORE, BLOCK};
use alloc::vec::Vec;
use core::ops::Range;

/// Tries in a row that weren't worthwhile, after which only every 128th block is tried: so that it costs nothing where none is.
const MOST_LOSSES: u32 = 7;

/// Blocks of a run that save more time than it takes to try the one behind them in vain: French in NFKC, every other block of which has
/// something to look at, took a tenth longer without this.
const WORTHWHILE: usize = 4;

/// Places from the first on up to the second: all characters that have their second bytes there are boundaries.
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
        let mut survey = Self::none();
        if bytes.len() < BLOCK {
            return core::str::from_utf8(bytes).ok().map(|_| survey);
        }
        let (plain, tables) = (Plain::of(form), utf8::Tables::new());
        let blocks = utf8::blocks(bytes);
        let mut faults = Bytes16::splat(0);
        let (mut number, mut losses, mut two) = (0, 0, false);
        while number < blocks {
            let run = if two { plain_run::<true> } else { plain_run::<false> };
            let (end, found) = run(bytes, &plain, number..blocks);
            // What one look doesn't pass at all, another may.
            two ^= found == 0;
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

/// Where a run of plain blocks ends, with characters of two bytes or without, and how many of them aren't ASCII.
#[inline(never)]
fn plain_run<const TWO: bool>(bytes: &[u8], plain: &Plain, numbers: Range<usize>) -> (usize, usize) {
    let (mut end, mut found) = (numbers.end, 0);
    utf8::for_blocks(bytes, numbers, |number, block| {
        if utf8::is_ascii(block) {
            return true;
        }
        // A character of four bytes that begins three before the block could still go on in it.
        if block[0] >= 0xf0 || !plain.passes::<TWO>(block) {
            end = number;
            return false;
        }
        found += 1;
        true
    });
    (end, found)
}

/// Any bit where the last bytes are wrong: those of a plain block are left to the next, which isn't plain.
fn last_faults(bytes: &[u8], tables: &utf8::Tables) -> Bytes16 {
    let last: &[u8; BEFORE + 16] = bytes.last_chunk().expect("a block");
    tables.faults_of([0, 1, 2, 3].map(|at| Bytes16::load(last[at..at + 16].as_array().expect("16 of 19"))))
}

#[cfg(test)]
mod tests {
    use super::super::properties::Property;
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    /// Bytes among plain text, so that blocks of all kinds come before and behind them.
    fn among(before: usize, bytes: &[u8], after: usize) -> Vec<u8> {
        let plain = "字".repeat(before / 3) + &"x".repeat(before % 3);
        [plain.as_bytes(), bytes, "文".repeat(after).as_bytes()].concat()
    }

    fn check(bytes: &[u8]) {
        let text = core::str::from_utf8(bytes);
        for form in FORMS {
            let survey = Survey::of(bytes, form);
            assert_eq!(survey.is_some(), text.is_ok(), "{form:?} {bytes:x?}");
            for Run(start, end) in survey.iter().flat_map(|survey| &survey.runs) {
                let seconds = text.iter().flat_map(|text| text.char_indices()).map(|(lead, c)| (lead + 1, c));
                for (_, c) in seconds.filter(|(second, _)| (*start..*end).contains(second)) {
                    assert!(Property::of(c).is_boundary(form), "{form:?} {c:?}");
                }
            }
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
    fn a_run_holds_boundaries_only_wherever_a_character_stands() {
        for c in (0x80..0x1_2000).chain(0x1_f000..0x2_0000).filter_map(char::from_u32) {
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

    proptest! {
        #[test]
        fn a_text_with_a_few_bytes_changed_is_decided_as_core_does(
            text in prop::collection::vec(prop_oneof![
                8 => prop::sample::select(vec!['字', '、', 'カ', 'ー', '（', 'a', ' ', 'é', 'ж', '’']),
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
