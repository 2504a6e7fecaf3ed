//! Judges whether what is assigned to a name is a secret, by its looks: length, kinds of characters, entropy, and what it isn't.
//!
//! Tuned to be silent on lock files, hashes, ids, source code and prose; a doubt counts as no secret.

use core::ops::Range;

use super::assign::{Assignment, Link};
use super::connection::is_in_connection_string;
use super::entropy::entropy;
use super::noise::is_noise;
use super::placeholders::{
    contains, has_hiding_run, has_odd_case, has_sequence, is_identifier, is_named_or_hidden, is_reference, is_word_like,
};

/// Parts of a name after which its value is about the secret and not it.
const ABOUT: [&[u8]; 54] = [
    b"name",
    b"path",
    b"file",
    b"url",
    b"uri",
    b"type",
    b"length",
    b"size",
    b"count",
    b"ttl",
    b"expir",
    b"arn",
    b"alias",
    b"version",
    b"algorithm",
    b"hint",
    b"policy",
    b"label",
    b"regex",
    b"pattern",
    b"field",
    b"placeholder",
    b"prompt",
    b"public",
    b"pub_key",
    b"word_",
    b"tokeniz",
    b"keyboard",
    b"keyword",
    b"limit",
    b"min_",
    b"max_",
    b"status",
    b"error",
    b"message",
    b"valid",
    b"title",
    b"format",
    b"prefix",
    b"suffix",
    b"column",
    b"cache",
    b"index",
    b"endpoint",
    b"fingerprint",
    b"locktoken",
    b"changetoken",
    b"requesttoken",
    b"nexttoken",
    b"next_token",
    b"next-token",
    b"page",
    b"continuation",
    b"cursor",
];

/// A value for a key or token: it must look random.
pub(crate) fn key(text: &[u8], a: &Assignment) -> Option<Range<usize>> {
    if is_about(text, a)
        || a.link == Link::Space && !is_option(text, a)
        || is_qualified(text, a) && !a.quoted && !text[..a.name.start].ends_with(b"::")
    {
        return None;
    }
    let value = trim(text, a, false);
    let bytes = &text[value.clone()];
    let alphabet = |b: &u8| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'_' | b'-'
                    | b'.'
                    | b'+'
                    | b'/'
                    | b'='
                    | b'~'
                    | b'!'
                    | b'@'
                    | b'%'
                    | b'^'
                    | b'*'
                    | b':'
                    | b'$'
                    | b'#'
                    | b'&'
            )
    };
    if !(8..=256).contains(&bytes.len()) || is_no_secret(text, a, bytes) {
        return None;
    }
    if !bytes.iter().all(alphabet) {
        return is_noise(a, bytes).then_some(value);
    }
    if a.link == Link::Listed && (bytes.len() < 20 || !leads_fields(text, a)) {
        return None;
    }
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if digits == 0 && (bytes.len() < 20 || is_word_like(bytes) || letters + 3 < bytes.len()) || letters == 0 {
        return None;
    }
    if looks_like_code(bytes) || has_sequence(bytes, 8) && bytes.len() < 40 || digits == 0 && bytes.contains(&b'.') {
        return None;
    }
    let least = match bytes.len() {
        0..=11 => 2800,
        12..=15 => 2850,
        16..=19 => 2900,
        _ => 3100,
    };
    if is_identifier(bytes)
        || is_number(bytes)
        || is_qualified(text, a) && bytes.len() < 20
        || !a.quoted && is_type(bytes)
    {
        return None;
    }
    (entropy(bytes) >= least && !is_words_with_number(bytes)).then_some(value)
}

/// A field's name that begins its line and is no file's: lists of files have digests behind them.
fn leads_fields(text: &[u8], a: &Assignment) -> bool {
    a.name.start.checked_sub(1).is_none_or(|i| text[i] == b'\n') && !text[a.name.clone()].contains(&b'.')
}

/// A value for a password: anything that a person or program would use as one and that isn't a word of the interface or code.
pub(crate) fn password(text: &[u8], a: &Assignment) -> Option<Range<usize>> {
    if is_about(text, a) || a.link == Link::Space && !is_option(text, a) {
        return None;
    }
    let value = trim(text, a, a.leads_line);
    let bytes = &text[value.clone()];
    if !(5..=128).contains(&bytes.len()) || is_no_secret(text, a, bytes) || bytes.iter().any(|b| b.is_ascii_control()) {
        return None;
    }
    if is_in_connection_string(text, a, value.end) {
        return Some(value);
    }
    if a.link == Link::Listed || !a.quoted && !unquoted_password_is_plausible(a, bytes) {
        return None;
    }
    let direct = text[..value.start].ends_with(b"=");
    if !a.quoted
        && (is_number(bytes) && !direct
            || is_type(bytes)
            || bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_') && bytes.len() > 7 && is_identifier(bytes))
    {
        return None;
    }
    let symbols = bytes
        .iter()
        .filter(|b| !b.is_ascii_alphanumeric() && !matches!(b, b' ' | b'_' | b'-' | b'.' | b'/' | b':'))
        .count();
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let spaces = bytes.iter().filter(|&&b| b == b' ').count();
    if !bytes.is_ascii() && spaces > 0 || spaces > 1 && symbols < 4 || spaces == 1 && digits == 0 {
        return None;
    }
    if looks_like_code(bytes)
        || is_word_like(bytes)
        || (digits == 0 && symbols <= 1 && bytes.last().is_some_and(|b| b".!?:;,)".contains(b)))
    {
        return None;
    }
    if a.link == Link::Argument && symbols == 0 && (digits < 2 || is_identifier(bytes)) && !has_odd_case(bytes) {
        return None;
    }
    (entropy(bytes) >= 1800 && (digits + symbols > 0 || has_odd_case(bytes))).then_some(value)
}

fn unquoted_password_is_plausible(a: &Assignment, bytes: &[u8]) -> bool {
    if a.link == Link::Tag {
        return true;
    }
    if a.link == Link::Argument {
        return false;
    }
    // Without quotes only configuration has values: the name leads its line, or is an option or part of a connection string.
    let code = bytes.iter().any(|b| matches!(b, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'\\'));
    let identifier = bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'));
    let digits = bytes.iter().any(|b| b.is_ascii_digit());
    let word = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count();
    let call = word > 0 && bytes[0].is_ascii_alphabetic() && matches!(bytes.get(word), Some(b'(' | b'[' | b'<'));
    let kind = matches!(bytes[0], b'&' | b'*') && bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'[');
    !call
        && !kind
        && !(bytes.starts_with(b"__") && identifier)
        && !(code && !a.leads_line)
        && (a.leads_line || !identifier || digits)
}

/// The name says that its value only describes a secret.
fn is_about(text: &[u8], a: &Assignment) -> bool {
    let name = &text[a.name.clone()];
    let last = name.rsplit(|b| matches!(b, b'_' | b'-' | b'.')).next().unwrap_or_default();
    ABOUT.iter().any(|word| contains(name, word))
        || last.eq_ignore_ascii_case(b"id")
        || name.ends_with(b"Id")
        || name.ends_with(b"ID")
        || last.eq_ignore_ascii_case(b"ids")
}

/// `arn:aws:secretsmanager:…`, `AWS::AppSync::ApiKey`: the name is a part of a longer one.
fn is_qualified(text: &[u8], a: &Assignment) -> bool {
    let before = &text[..a.name.start];
    before.ends_with(b"::")
        || before.ends_with(b"aws:")
        || before.ends_with(b":") && a.link == Link::Assigned && text[a.name.end] == b':'
}

/// `module.Type`.
fn is_type(value: &[u8]) -> bool {
    let mut parts = value.rsplit(|&b| b == b'.');
    let last = parts.next().unwrap_or_default();
    value.contains(&b'.')
        && last.first().is_some_and(u8::is_ascii_uppercase)
        && parts.all(|p| p.first().is_some_and(u8::is_ascii_alphabetic))
        && value.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        && last.windows(4).any(|w| w.iter().all(u8::is_ascii_lowercase))
}

/// Digits with a sign before or a type behind.
fn is_number(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    if let Some(hex) = digits.strip_prefix(b"0x") {
        return hex.len() <= 16 && hex.iter().all(u8::is_ascii_hexdigit);
    }
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    count > 0
        && (count == digits.len()
            || matches!(digits[count], b'u' | b'i' | b'U' | b'L' | b'f') && digits.len() - count <= 5)
}

/// `--password value`, `-p value` is one; `password value` in prose is none.
fn is_option(text: &[u8], a: &Assignment) -> bool {
    text[a.name.clone()].ends_with(b"SecureString") && a.quoted
        || text[..a.name.start].ends_with(b"-")
        || text[..a.name.start].ends_with(b"ENV ")
        || a.quoted && a.leads_line
}

/// Cuts what surrounds a value without quotes: punctuation of lists, calls and queries.
fn trim(text: &[u8], a: &Assignment, config: bool) -> Range<usize> {
    let mut value = a.value.clone();
    let bytes = &text[value.clone()];
    if a.quoted {
        return value;
    }
    if !config {
        let stop = |b: &u8| matches!(b, b';' | b',' | b'<' | b'>' | b'&' | b'|' | b'\\');
        value.end = value.start + bytes.iter().position(stop).unwrap_or(bytes.len());
    }
    while value.len() > 1
        && matches!(text[value.end - 1], b';' | b',' | b')' | b']' | b'}' | b'.' | b'\\')
        && !(config && matches!(text[value.end - 1], b'}' | b']' | b'.'))
    {
        value.end -= 1;
    }
    value
}

fn is_no_secret(text: &[u8], a: &Assignment, value: &[u8]) -> bool {
    let name = &text[a.name.clone()];
    is_named_or_hidden(value)
        || is_reference(value)
        || has_hiding_run(without_marks(value), 4)
        || name.eq_ignore_ascii_case(value)
        || is_hash_of_something(name, value)
        || is_path_or_address(value)
        || is_date_or_version(value)
}

/// Question marks at the end of something else hide nothing: `1qay@WXS????`.
fn without_marks(value: &[u8]) -> &[u8] {
    let marks = value.iter().rev().take_while(|&&b| b == b'?').count();
    if marks < value.len() { &value[..value.len() - marks] } else { value }
}

/// A digest, where the name says that it is one, or in a form that only digests have.
fn is_hash_of_something(name: &[u8], value: &[u8]) -> bool {
    let named = [
        &b"hash"[..],
        b"sha",
        b"md5",
        b"digest",
        b"checksum",
        b"integrity",
        b"etag",
        b"commit",
        b"rev",
        b"uuid",
        b"guid",
        b"nonce",
    ]
    .iter()
    .any(|w| contains(name, w));
    let hex = value.len() >= 32 && value.iter().all(u8::is_ascii_hexdigit);
    let prefixed = [
        &b"sha1-"[..],
        b"sha256-",
        b"sha384-",
        b"sha512-",
        b"sha1:",
        b"sha256:",
        b"sha512:",
        b"md5:",
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$argon2",
        b"$6$",
        b"pbkdf2",
    ]
    .iter()
    .any(|p| value.starts_with(p));
    prefixed || named && (hex || is_uuid(value))
}

/// Whether `value` is a UUID in its usual form.
pub(crate) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value
            .iter()
            .enumerate()
            .all(|(i, b)| if matches!(i, 8 | 13 | 18 | 23) { *b == b'-' } else { b.is_ascii_hexdigit() })
}

fn is_path_or_address(value: &[u8]) -> bool {
    let slashes = value.iter().filter(|&&b| b == b'/').count();
    value.windows(3).any(|w| w == b"://")
        || value.starts_with(b"./")
        || value.starts_with(b"../")
        || value.starts_with(b"~/")
        || value.starts_with(b"/") && slashes > 1
        || value.starts_with(b"@") && slashes > 0
        || value.windows(2).any(|w| w == b"::")
}

fn is_date_or_version(value: &[u8]) -> bool {
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    value.iter().all(|b| {
        b.is_ascii_digit() || matches!(b, b'.' | b'-' | b':' | b'/' | b'T' | b'Z' | b'v' | b'+' | b' ' | b'^' | b'~')
    }) && digits < value.len()
        && !value.is_empty()
}

/// Calls, member chains, subscripts, camelCase identifiers with a number at most at the end.
fn looks_like_code(value: &[u8]) -> bool {
    let call = value.windows(2).any(|w| matches!(w, b"()" | b"->" | b"=>" | b"('" | b"(\""))
        || value.ends_with(b"(")
        || value.windows(2).any(|w| w[0] == b'(' && w[1].is_ascii_alphabetic()) && value.ends_with(b")");
    let chain = value.contains(&b'.')
        && value.split(|&b| b == b'.').all(|part| {
            part.first().is_some_and(u8::is_ascii_alphabetic)
                && part.iter().all(|b| b.is_ascii_alphabetic() || *b == b'_')
        });
    call || chain
}

/// `some-words-and-a-number-1`: parts of letters only, with a short number at the end.
fn is_words_with_number(value: &[u8]) -> bool {
    let mut parts = value.split(|b| matches!(b, b'-' | b'_' | b'.' | b'/' | b':')).peekable();
    let mut words = 0;
    while let Some(part) = parts.next() {
        let letters = part.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let digits = part[letters..].iter().take_while(|b| b.is_ascii_digit()).count();
        if letters + digits != part.len() || digits > 4 || letters > 0 && has_odd_case(&part[..letters]) {
            return false;
        }
        words += usize::from(letters > 1);
        if parts.peek().is_none() {
            break;
        }
    }
    words >= 2
}
