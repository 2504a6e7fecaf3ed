//! Where a value begins and ends, in quotes or without.

use core::ops::Range;

use super::reader::Reader;
use super::{Link, VALUE_BYTES, is_name_byte};
use crate::text::packs::placeholders::contains;

/// Whether the unquoted `value` is looked up (`process.env.NAME`, `getenv("NAME"`) and something in quotes stands in for it, to
/// which the reader then steps.
pub(super) fn looks_up(r: &mut Reader, value: &Range<usize>) -> bool {
    const PLACES: [&[u8]; 5] = [b"process.env", b"import.meta.env.", b"env.", b"Bun.env.", b"ENV["];
    let bytes = &r.text[value.clone()];
    let opens = bytes.iter().position(|&b| b == b'(').unwrap_or(bytes.len());
    let callee = bytes[..opens].rsplit(|b| !b.is_ascii_alphanumeric() && !b"_.".contains(b)).next().unwrap_or_default();
    let called = opens < bytes.len()
        && [&b"env"[..], b"config", b"field", b"option", b"setting"].iter().any(|word| contains(callee, word));
    r.at = value.start + opens + 1;
    if called && default_argument(r) {
        return true;
    }
    r.at = value.start;
    if (called || bytes.starts_with(b"{{")) && default_named(r) {
        return true;
    }
    r.at = value.end;
    r.blanks();
    // `given or "value"`, `options.name || "value"`
    let bytes = &r.text[value.clone()];
    let named = bytes.len() > 1 && bytes.iter().all(|b| is_name_byte(*b) || *b == b'.');
    (named || PLACES.iter().any(|place| bytes.starts_with(place))) && r.alternative()
}

/// `"NAME", "value"`, `"NAME") || "value"`, Ruby's `"NAME") { "value" }`.
fn default_argument(r: &mut Reader) -> bool {
    let Some(quote) = r.quote() else { return false };
    r.at += r.rest().iter().take(64).take_while(|b| is_name_byte(**b) || matches!(b, b'.' | b'-')).count();
    if r.quote() != Some(quote) {
        return false;
    }
    let (listed, ended) = (r.skip(b","), r.skip(b")"));
    r.blanks();
    if ended && r.alternative() {
        return true;
    }
    let block = ended && r.skip(b"{");
    r.blanks();
    (listed || block) && matches!(r.peek(), b'"' | b'\'' | b'`')
}

/// `… default="value"`, `… | default('value')`: somewhere in the rest of the line.
fn default_named(r: &mut Reader) -> bool {
    const WORDS: [&[u8]; 3] = [b"defaultValue", b"default", b"fallback"];
    let line = &r.rest()[..r.rest().len().min(100)];
    let line = &line[..line.iter().position(|&b| b == b'\n').unwrap_or(line.len())];
    let found = WORDS.iter().find_map(|w| line.windows(w.len()).position(|l| l == *w).map(|i| i + w.len()));
    let Some(found) = found else { return false };
    r.at += found;
    let marks = r.rest().iter().take(4).take_while(|b| b"=(: ".contains(b)).count();
    r.at += marks;
    marks > 0 && matches!(r.peek(), b'"' | b'\'' | b'`')
}

/// Steps over what only says a string's kind: `String::from("…")`, `[]byte("…")`, in YAML `!!str …` and `&anchor "…"`.
fn wrapped(r: &mut Reader) {
    const KINDS: [&[u8]; 17] = [
        b"String::from(",
        b"[]byte(",
        b"Buffer.from(",
        b"SecretStr(",
        b"new String(",
        b"str(",
        b"std::string(",
        b"QStringLiteral(",
        b"QString(",
        b"Field(",
        b"Base64.decode(",
        b"base64.b64decode(",
        b"b64decode(",
        b"atob(",
        b"bytes(",
        b"aws.String(",
        b"pulumi.String(",
    ];
    let mark = r.at;
    if KINDS.iter().any(|kind| r.skip(kind)) {
        let prefix = usize::from(matches!(r.peek(), b'b' | b'r' | b'u'));
        if !matches!(r.rest().get(prefix), Some(b'"' | b'\'' | b'`' | b'\\')) {
            r.at = mark;
        }
        return;
    }
    if r.skip(b"!!str ") {
        return;
    }
    if r.skip(b"&") {
        r.at += r.rest().iter().take(24).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
        let parted = r.blanks() > 0;
        let word = r.rest().iter().take(80).take_while(|b| b.is_ascii_alphanumeric()).count();
        let line = word >= 8 && matches!(r.rest().get(word), None | Some(b'\n' | b'\r'));
        if !parted || !line && !matches!(r.peek(), b'"' | b'\'') {
            r.at = mark;
        }
    }
}

/// A log's `name=[value]`: steps over the bracket before one long word.
fn bracketed(r: &mut Reader) {
    let word = r.rest().iter().skip(1).take(80).take_while(|b| b.is_ascii_alphanumeric()).count();
    let alone = r.peek() == b'[' && word >= 16 && r.rest().get(word + 1) == Some(&b']');
    r.at += usize::from(alone);
}

/// The value that begins where the reader stands, and whether it is in quotes.
pub(super) fn read(r: &mut Reader, link: Link) -> Option<(Range<usize>, bool)> {
    if link == Link::Tag {
        // The value may stand on a line of its own.
        r.white();
        let literal = r.skip(b"<![CDATA[");
        let end = r.rest().iter().take(VALUE_BYTES).position(|&b| matches!(b, b'<' | b'\n') || literal && b == b']')?;
        let close = if literal && r.rest()[end..].starts_with(b"]]>") { 3 } else { 0 };
        let tail = close + r.rest()[end + close..].iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
        r.rest()[end + tail..].starts_with(b"</").then_some(())?;
        return Some((r.at..r.at + end, true));
    }
    if r.peek() == b'(' && link == Link::Assigned {
        r.at += 1;
        let inner = r.at;
        r.white();
        if !matches!(r.peek(), b'"' | b'\'') {
            r.at = inner;
        }
    }
    if matches!(link, Link::Assigned | Link::Argument) {
        wrapped(r);
    }
    if link == Link::Assigned {
        bracketed(r);
    }
    if r.peek() == b'[' && link == Link::Assigned {
        // The first of a list of strings.
        let mut first = Reader { text: r.text, at: r.at + 1 };
        first.white();
        if matches!(first.peek(), b'"' | b'\'' | b'`') {
            r.at = first.at;
        }
    }
    // Prefixes of string literals: b"…", @"…", L"…", R"(…", $'…'.
    let prefix = r
        .rest()
        .iter()
        .take(2)
        .take_while(|b| matches!(b, b'b' | b'r' | b'f' | b'u' | b'L' | b'N' | b'R' | b'@' | b'$'))
        .count();
    // Rust: r#"…"#
    let hashes = usize::from(prefix > 0 && r.rest()[prefix - 1] == b'r' && r.rest().get(prefix) == Some(&b'#'));
    let mut ahead = Reader { text: r.text, at: r.at + prefix + hashes };
    if ahead.quote().is_some() {
        r.at += prefix + hashes;
    }
    let before = r.at;
    let mut quote = r.quote();
    let mut escapes = if quote.is_some() { r.at - before - 1 } else { 0 };
    if escapes == 0 && quote.is_some() && r.peek() == b'\\' && matches!(r.rest().get(1), Some(b'"' | b'\'')) {
        // "\"value\"", '\"value\"'
        quote = r.rest().get(1).copied();
        r.at += 2;
        escapes = 1;
    }
    if quote.is_some() {
        // """…"""
        while r.at - before < 4 && quote == Some(r.peek()) && r.rest().get(1) == quote.as_ref() {
            r.at += 2;
        }
    }
    if r.word(&["Bearer", "Basic", "Token", "Bot", "ApiKey"]) && r.blanks() == 0 {
        r.at = before + usize::from(quote.is_some()) + escapes;
    }
    let length = match quote {
        Some(quote) => quoted_length(r.rest(), quote, escapes)?,
        None => r
            .rest()
            .iter()
            .take(VALUE_BYTES)
            .take_while(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'`' | 0))
            .take_while(|b| link != Link::Listed || **b != b',')
            .take_while(|b| link != Link::Cell || **b != b'|')
            .count(),
    };
    Some((r.at..r.at + length, quote.is_some()))
}

/// Bytes up to the closing quote; a quote is escaped by as many backslashes as it was not opened with.
fn quoted_length(rest: &[u8], quote: u8, escapes: usize) -> Option<usize> {
    let mut i = 0;
    while i < rest.len().min(VALUE_BYTES) {
        match rest[i] {
            b'\n' => return None,
            b'\\' if escapes == 0 => i += 2,
            b'\\' if rest.get(i + escapes) == Some(&quote) => return Some(i),
            b if b == quote => return Some(i),
            _ => i += 1,
        }
    }
    None
}
