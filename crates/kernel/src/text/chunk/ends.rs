//! How good a place is to end a chunk at: after a paragraph, a sentence or a line, a word, or only a token.
//!
//! Looks at a few characters on both sides of the place, and never further than the white space around it. Must stay a matter
//! of taste: whatever it says, chunks tile the text and fit.

/// How much ends at a place, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    /// A piece of the pre-tokenizer: the place lies inside a word.
    Piece,
    /// A word.
    Word,
    /// A sentence, or a line that isn't wrapped prose.
    Sentence,
    /// A paragraph: an empty line follows it, or the text ends.
    Paragraph,
}

/// What ends at `at`, a character's start.
pub(super) fn ending_at(text: &str, at: usize) -> Ending {
    let (before, after) = text.split_at(at);
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return Ending::Paragraph;
    };
    if is_break(last) && !is_break(next) {
        return line_ending(before, after);
    }
    if ends_sentence(before, after) {
        return Ending::Sentence;
    }
    let inside_word = last.is_alphanumeric() && (next.is_alphanumeric() || is_apostrophe_within(after));
    if inside_word { Ending::Piece } else { Ending::Word }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Whether a letter follows the apostrophe that `after` begins with.
fn is_apostrophe_within(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('\'' | '’')) && chars.next().is_some_and(char::is_alphabetic)
}

/// What ends with the line break that `before` ends with.
fn line_ending(before: &str, after: &str) -> Ending {
    let line = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(is_break)).unwrap_or(before);
    let blank = line.trim_end_matches([' ', '\t']);
    match blank.chars().next_back() {
        None => Ending::Paragraph,
        Some(c) if is_break(c) || before.ends_with('\u{2029}') => Ending::Paragraph,
        // Prose that was wrapped goes on after the break; a line of code or of a list ends there.
        Some(c) if (c.is_alphanumeric() || c == ',') && after.starts_with(char::is_alphabetic) => Ending::Word,
        Some(_) => Ending::Sentence,
    }
}

/// Full stops that no space follows.
pub(super) fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

fn ends_sentence(before: &str, after: &str) -> bool {
    let spaced = before.trim_end_matches([' ', '\t', '\u{a0}']);
    let bare = spaced.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', '】']);
    // Closing marks that come after the place belong to the sentence.
    if after.starts_with(['"', '”', '’', '»', ')', ']', '」', '』', '）', '】', '.', '!', '?', '。', '！', '？', '…'])
    {
        return false;
    }
    let follows_space = spaced.len() < before.len() || after.starts_with(char::is_whitespace);
    match bare.chars().next_back() {
        Some(c) if is_wide_stop(c) => true,
        Some('।' | '॥' | '።' | '؟' | '۔' | '։') => true,
        // A small letter follows an abbreviation, and an exclamation in brackets.
        Some('.' | '!' | '?' | '…') => follows_space && !after.trim_start().starts_with(char::is_lowercase),
        _ => false,
    }
}
