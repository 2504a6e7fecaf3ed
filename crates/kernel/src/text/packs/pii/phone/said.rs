//! What the words before a number say about it: that it is a telephone's, or another kind of number. The nearest word decides.

use super::super::{context, ssn};
use super::words::{COUNTING, NUMBERS, OTHERS, WORDS};

/// How far before the number they are looked for.
const WITHIN: usize = 40;

/// Whether the words before the number that starts at `at` say that it is a telephone's.
pub(super) fn is_said(text: &[u8], at: usize) -> bool {
    let other = context::nearest(text, at, WITHIN, OTHERS).unwrap_or(usize::MAX);
    let said = context::nearest(text, at, WITHIN, WORDS)
        .is_some_and(|word| word < other && !is_of_another(text, at, word))
        || other == usize::MAX && context::precedes(text, at, WITHIN, NUMBERS)
        || is_label(text, at);
    said && !context::precedes(text, at, WITHIN, &ssn::WORDS) && !context::precedes(text, at, 12, &["version"])
}

/// Whether a word for telephones stands right before the number: `Tel.: 5127.5810`.
pub(super) fn is_named(text: &[u8], at: usize) -> bool {
    context::precedes(text, at, 10, WORDS)
}

/// A word before that makes digits in groups something else, with none for telephones behind it.
pub(super) fn is_counting(text: &[u8], at: usize) -> bool {
    let nearest = |words: &[&str]| context::nearest(text, at, 20, words);
    let other = nearest(OTHERS).into_iter().chain(nearest(COUNTING)).chain(nearest(&["ssn"])).min();
    other.is_some_and(|other| nearest(WORDS).is_none_or(|word| word > other))
}

/// The word is the name of a column before: a number and a tab stand between.
fn is_of_another(text: &[u8], at: usize, word: usize) -> bool {
    let between = &text[at - word..at];
    between.iter().position(u8::is_ascii_digit).is_some_and(|digit| between[digit..].contains(&b'\t'))
}

/// `T: 030 130361`, `| F: …`: a signature's letter at the beginning of a line or of a part of one.
fn is_label(text: &[u8], at: usize) -> bool {
    let [before @ .., letter, b':' | b'.', b' '] = &text[at.saturating_sub(6)..at] else { return false };
    matches!(letter, b'T' | b'M' | b'F' | b'P') && matches!(before, [] | [.., b'\n'] | [.., b'|', b' '])
}
