//! The pre-tokenizers: cut a text into the pieces within which tokens are merged, as tiktoken's patterns do.
//!
//! Written by hand after the two regular expressions quoted below, alternative by alternative, first match wins; tests
//! compare them with those expressions in fancy-regex. Must never look behind `at`: pieces depend on what follows only,
//! so a text may be cut at any piece's end and go on from there. `text` is valid UTF-8 and `at` a character's start.
use super::ascii;
use super::bytes16;
use super::classes::{class, class_at};

/// Bytes that are looked at before a watch is asked: 0.1 ms at the slowest.
pub(super) const STRETCH: usize = 32 * 1024;

/// Asked now and then inside a piece that doesn't end.
pub(super) trait Tick {
    /// Whether to give up; the end that is then returned means nothing.
    fn stop(&mut self) -> bool;
}

/// The end of the piece that begins at `at < text.len()`: of o200k_base if `O200K`, else of cl100k_base.
#[inline(always)]
pub(super) fn end_of<const O200K: bool, T: Tick>(text: &[u8], at: usize, tick: &mut T) -> usize {
    if let Some(end) = ascii::end_of::<O200K>(text, at) {
        return end;
    }
    if O200K { o200k(text, at, tick) } else { cl100k(text, at, tick) }
}

/// The end of the piece of o200k_base that begins at `at < text.len()`.
///
/// ```text
/// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// ```
#[inline(always)]
fn o200k<T: Tick>(text: &[u8], at: usize, tick: &mut T) -> usize {
    let (first, length) = class_at(text, at);
    let after = at + length;
    // A mark may lead a word as well as belong to it; it leads only where the word ends at the same place both ways.
    let from = if first & (class::LETTER | class::MARK) != 0 { at } else { after };
    if first & (class::NUMBER | class::NEWLINE) == 0
        && let Some(end) = cased_word(text, from, tick)
    {
        return end;
    }
    match first {
        class::NUMBER => number(text, after),
        class::OTHER => punctuation(text, after, true, tick),
        _ => white(text, at, true, tick),
    }
}

/// The end of the piece of cl100k_base that begins at `at < text.len()`.
///
/// ```text
/// (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// ```
#[inline(always)]
fn cl100k<T: Tick>(text: &[u8], at: usize, tick: &mut T) -> usize {
    let (first, length) = class_at(text, at);
    let after = at + length;
    if first & class::LETTER != 0 {
        return letters(text, after, tick);
    }
    if text[at] == b'\'' {
        let end = contraction(text, at);
        if end > at {
            return end;
        }
    }
    if first & (class::NUMBER | class::NEWLINE) == 0 && after < text.len() {
        let (second, length) = class_at(text, after);
        if second & class::LETTER != 0 {
            return letters(text, after + length, tick);
        }
    }
    match first {
        class::NUMBER => number(text, after),
        class::OTHER | class::MARK => punctuation(text, after, false, tick),
        _ => white(text, at, false, tick),
    }
}

/// The end of the run of characters of `classes` from `at` on.
#[inline(always)]
fn run<T: Tick>(text: &[u8], mut at: usize, classes: u8, tick: &mut T) -> usize {
    loop {
        let stretch = text.len().min(at + STRETCH);
        while at < stretch {
            let (class, length) = class_at(text, at);
            if class & classes == 0 {
                return at;
            }
            at += length;
        }
        if at >= text.len() || tick.stop() {
            return at.min(text.len());
        }
    }
}

/// The end of the run of a–z from `at` on: eight at a time, since most words end within the first eight.
#[inline(always)]
fn small_letters<T: Tick>(text: &[u8], mut at: usize, tick: &mut T) -> usize {
    loop {
        let stretch = text.len().min(at + STRETCH);
        while let Some(eight) = text[..stretch].get(at..at + 8) {
            let others = others_than_small(bytes16::word(eight, 0));
            if others != 0 {
                return at + others.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
        while at < stretch {
            if !text[at].is_ascii_lowercase() {
                return at;
            }
            at += 1;
        }
        if at >= text.len() || tick.stop() {
            return at;
        }
    }
}

/// The top bit of each byte that is none of a–z.
#[inline(always)]
fn others_than_small(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = word & (ONES * 0x7f);
    let from_a = low + ONES * u64::from(0x80 - b'a');
    let past_z = low + ONES * u64::from(0x7f - b'z');
    !(from_a & !past_z & !word) & (ONES * 0x80)
}

/// `\p{L}+` whose first letter ends at `at`.
#[inline(always)]
fn letters<T: Tick>(text: &[u8], at: usize, tick: &mut T) -> usize {
    let end = small_letters(text, at, tick);
    if end < text.len() && (text[end] >= 0x80 || text[end].is_ascii_uppercase()) {
        run(text, end, class::LETTER, tick)
    } else {
        end
    }
}

/// A word of o200k_base without its leading character: the first two alternatives from `at` on, `None` where none is.
#[inline(always)]
fn cased_word<T: Tick>(text: &[u8], at: usize, tick: &mut T) -> Option<usize> {
    let first = *text.get(at)?;
    let small = if first.is_ascii_lowercase() {
        at
    } else if first < 0x80 && !first.is_ascii_uppercase() {
        return None;
    } else {
        // Capitals, and what counts as such; the last of those that counts as a small letter too may have to be one.
        let mut end = at;
        let mut last_lowerish = at;
        let mut stretch = at + STRETCH;
        while end < text.len() {
            if end >= stretch {
                if tick.stop() {
                    break;
                }
                stretch = end + STRETCH;
            }
            let (class, length) = class_at(text, end);
            if class & class::UPPERISH == 0 {
                break;
            }
            end = (end + length).min(text.len());
            if class & class::LOWERISH != 0 {
                last_lowerish = end;
            }
        }
        let small_follows = end < text.len() && class_at(text, end).0 == class::LOWER;
        if !small_follows {
            let end = if last_lowerish > at { last_lowerish } else { end };
            return (end > at).then(|| contraction(text, end));
        }
        end
    };
    let end = small_letters(text, small, tick);
    let end = if end < text.len() && text[end] >= 0x80 { run(text, end, class::LOWERISH, tick) } else { end };
    Some(contraction(text, end))
}

/// The end of `(?i:'s|'t|'re|'ve|'m|'ll|'d)?` at `at`. U+017F (long s) folds to s.
#[inline(always)]
fn contraction(text: &[u8], at: usize) -> usize {
    if at >= text.len() || text[at] != b'\'' { at } else { contraction_end(text, at) }
}

fn contraction_end(text: &[u8], at: usize) -> usize {
    let lower = |index: usize| text.get(at + index).map_or(0, |byte| byte | 0x20);
    match (lower(1), lower(2)) {
        (b's' | b't' | b'm' | b'd', _) => at + 2,
        (b'r' | b'v', b'e') | (b'l', b'l') => at + 3,
        _ if text[at + 1..].starts_with("ſ".as_bytes()) => at + 3,
        _ => at,
    }
}

/// `\p{N}{1,3}` whose first digit ends at `at`.
#[inline(always)]
fn number(text: &[u8], mut at: usize) -> usize {
    for _ in 0..2 {
        if at >= text.len() {
            break;
        }
        let (class, length) = class_at(text, at);
        if class != class::NUMBER {
            break;
        }
        at += length;
    }
    at.min(text.len())
}

/// `[^\s\p{L}\p{N}]+` whose first character ends at `at`, then `[\r\n]*`, or `[\r\n/]*` if `slash`.
#[inline(always)]
fn punctuation<T: Tick>(text: &[u8], at: usize, slash: bool, tick: &mut T) -> usize {
    let mut end = run(text, at, class::OTHER | class::MARK, tick);
    loop {
        let stretch = text.len().min(end + STRETCH);
        let is_tail = |byte: &&u8| matches!(byte, b'\r' | b'\n') || (slash && **byte == b'/');
        end += text[end..stretch].iter().take_while(is_tail).count();
        if end < stretch || end == text.len() || tick.stop() {
            return end;
        }
    }
}

/// What begins with the white space at `at` and is no word: punctuation after one space, lines, spaces.
#[inline(always)]
fn white<T: Tick>(text: &[u8], at: usize, slash: bool, tick: &mut T) -> usize {
    if text[at] == b' ' && at + 1 < text.len() {
        let (second, length) = class_at(text, at + 1);
        if second & (class::OTHER | class::MARK) != 0 {
            return punctuation(text, at + 1 + length, slash, tick);
        }
    }
    let mut end = at;
    let mut last = at;
    let mut line = at;
    let mut stretch = at + STRETCH;
    while end < text.len() {
        if end >= stretch {
            if tick.stop() {
                break;
            }
            stretch = end + STRETCH;
        }
        let (class, length) = class_at(text, end);
        if class & class::WHITE == 0 {
            break;
        }
        last = end;
        end = (end + length).min(text.len());
        if class == class::NEWLINE {
            line = end;
        }
    }
    if line > at {
        line
    } else if end == text.len() || last == at {
        end
    } else {
        last
    }
}

#[cfg(test)]
#[path = "pieces_test.rs"]
mod tests;
