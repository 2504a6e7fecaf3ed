//! Words that stand shortly before a number and say what it is.

/// Whether one of `words` (lower case ASCII, or UTF-8) begins within the `within` bytes before `at`, on its own or as part of a name.
pub(super) fn precedes(text: &[u8], at: usize, within: usize, words: &[&str]) -> bool {
    let before = &text[at.saturating_sub(within)..at];
    words.iter().any(|word| {
        let word = word.as_bytes();
        before.windows(word.len()).enumerate().any(|(i, w)| {
            // A word starts where no letter stands before it.
            w.eq_ignore_ascii_case(word) && (i == 0 || !before[i - 1].is_ascii_alphabetic() || before[i - 1].is_ascii_lowercase() && w[0].is_ascii_uppercase())
        })
    })
}
