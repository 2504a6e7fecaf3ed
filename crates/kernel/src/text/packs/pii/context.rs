//! Words that stand shortly before a number and say what it is.

/// Whether one of `words` (lower case ASCII, or UTF-8) begins within the `within` bytes before `at`, on its own or as part of a name; one of up to
/// four letters only as a whole.
pub(super) fn precedes(text: &[u8], at: usize, within: usize, words: &[&str]) -> bool {
    nearest(text, at, within, words).is_some()
}

/// How many bytes before `at` the nearest of those words begins.
pub(super) fn nearest(text: &[u8], at: usize, within: usize, words: &[&str]) -> Option<usize> {
    let before = &text[at.saturating_sub(within)..at];
    let starts_word = |i: usize| {
        let (b, last) = (before[i], if i == 0 { b' ' } else { before[i - 1] });
        // A word starts where no letter stands before it, or at a hump.
        !last.is_ascii_alphabetic() || last.is_ascii_lowercase() && b.is_ascii_uppercase()
    };
    // A short word stands alone: `tel` isn't `telescope`, `call` isn't `callerArn`, nor `SET_CALL` or `call16`.
    let ends = |i: usize, word: &str| {
        let after = before.get(i + word.len());
        let verb = word.starts_with("call") || word == "ring";
        word.len() > 4 && !verb
            || !word.is_ascii()
            || !after.is_some_and(u8::is_ascii_lowercase)
                && !(verb && (after.is_some_and(u8::is_ascii_digit) || i > 0 && before[i - 1] == b'_'))
    };
    let same = |i: usize, word: &str| {
        before.get(i..i + word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word.as_bytes())) && ends(i, word)
    };
    let found = (0..before.len()).rev().find(|&i| {
        let first = before[i].to_ascii_lowercase();
        first > b' ' && starts_word(i) && words.iter().any(|word| word.as_bytes()[0] == first && same(i, word))
    });
    found.map(|i| before.len() - i)
}
