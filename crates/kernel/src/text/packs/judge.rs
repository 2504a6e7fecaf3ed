//! Judges whether what is assigned to a name is a secret, by its looks: length, kinds of characters, entropy, and what it isn't.
//!
//! Tuned to be silent on lock files, hashes, ids, source code and prose; a doubt counts as no secret.

use core::ops::Range;

use super::about::{is_about, is_digest, is_qualified};
use super::assign::{Assignment, Link};
use super::connection::is_in_connection_string;
use super::entropy::entropy;
use super::looks::{
    is_date_or_version, is_member, is_number, is_path_or_address, is_public_key, is_type, is_uuid,
    is_words_with_number, looks_like_code,
};
use super::noise::is_noise;
use super::option::{is_directive, is_option};
use super::placeholders::{
    contains, has_hiding_run, has_odd_case, has_sequence, is_identifier, is_named_or_hidden, is_random_letters,
    is_reference, is_word_like,
};
use super::unquoted::{is_line_of_configuration, is_plausible, is_variable_of_environment, trim};

/// A value for a key or token: it must look random.
pub(crate) fn key(text: &[u8], a: &Assignment) -> Option<Range<usize>> {
    // What is told fastest comes first: most values are too short or too long.
    let value = trim(text, a, false);
    let bytes = &text[value.clone()];
    if !(8..=256).contains(&bytes.len())
        || a.link == Link::Space && !is_option(text, a)
        || is_about(text, a)
        || is_qualified(text, a) && !a.quoted && !text[..a.name.start].ends_with(b"::")
    {
        return None;
    }
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
    if is_no_secret(text, a, bytes) {
        return None;
    }
    // A question mark is line noise in a string, and a query's or a pattern's with other marks.
    let asks = a.quoted
        && bytes[0] != b'?'
        && bytes.iter().any(u8::is_ascii_digit)
        && !bytes.iter().any(|b| matches!(b, b'/' | b'=' | b':' | b'*' | b'^' | b'$'));
    if !bytes.iter().all(|b| alphabet(b) || asks && *b == b'?') {
        return is_noise(a, bytes).then_some(value);
    }
    if a.link == Link::Listed && (bytes.len() < 20 || !leads_fields(text, a))
        || a.link == Link::Cell && bytes.len() < 16
    {
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
    let value = trim(text, a, a.leads_line);
    let bytes = &text[value.clone()];
    if !(5..=128).contains(&bytes.len())
        || a.link == Link::Space && !is_option(text, a)
        || is_about(text, a)
        || is_no_secret(text, a, bytes)
        || bytes.iter().any(|b| b.is_ascii_control())
    {
        return None;
    }
    if is_in_connection_string(text, a, value.end) {
        return Some(value);
    }
    if is_said_otherwise(text, a) || is_short_otherwise(text, a) {
        return None;
    }
    if matches!(a.link, Link::Listed | Link::Cell) || !a.quoted && !is_plausible(a, bytes) {
        return None;
    }
    let direct = text[..value.start].ends_with(b"=");
    if !a.quoted
        && (is_number(bytes) && !direct
            || is_type(bytes)
            || is_member(bytes)
            || bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
                && bytes.len() > 7
                && is_identifier(bytes)
                && !(is_variable_of_environment(text, a) || is_line_of_configuration(text, a) || a.link == Link::Space))
    {
        return None;
    }
    let symbols = bytes
        .iter()
        .filter(|b| !b.is_ascii_alphanumeric() && !matches!(b, b' ' | b'_' | b'-' | b'.' | b'/' | b':'))
        .count();
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let spaces = bytes.iter().filter(|&&b| b == b' ').count();
    // A word in another script is the translation of a label.
    let label = !bytes.is_ascii() && (spaces > 0 || digits == 0 && !bytes.iter().any(u8::is_ascii_punctuation));
    if label || spaces > 1 && symbols < 4 || spaces == 1 && digits == 0 {
        return None;
    }
    let random = is_random_letters(bytes);
    if looks_like_code(bytes)
        || is_word_like(bytes) && !random
        || is_validation(bytes)
        || (digits == 0 && symbols <= 1 && bytes.last().is_some_and(|b| b".!?:;,)".contains(b)))
    {
        return None;
    }
    if a.link == Link::Argument && is_words_with_number(bytes) {
        return None;
    }
    if a.link == Link::Argument
        && symbols == 0
        && (digits < 2 || is_identifier(bytes))
        && !has_odd_case(bytes)
        && !random
    {
        return None;
    }
    (entropy(bytes) >= 1800 && (digits + symbols > 0 || has_odd_case(bytes) || random)).then_some(value)
}

/// `--- PASS: TestName`, `Pass -x to`: as a word of its own, `pass` names a password only where code or an env file assigns one. Lists
/// are of other things.
fn is_said_otherwise(text: &[u8], a: &Assignment) -> bool {
    let before = &text[..a.value.start];
    let bare = text[a.name.clone()].eq_ignore_ascii_case(b"pass");
    let assigned = a.link == Link::Assigned && (a.quoted || before.ends_with(b"=")) || a.link == Link::Tag;
    // `pass: value` is all of its line.
    let value = &text[a.value.clone()];
    let line = a.leads_line
        && text[a.name.end..a.value.start].iter().any(|b| matches!(b, b':' | b'='))
        && matches!(text.get(a.value.end), None | Some(b'\n' | b'\r'))
        && value.iter().any(u8::is_ascii_digit)
        && value.iter().any(u8::is_ascii_lowercase)
        && value.iter().any(|b| b.is_ascii_uppercase() || b.is_ascii_punctuation())
        && !is_words_with_number(value);
    bare && !assigned && !line || a.quoted && before[..before.len() - 1].trim_ascii_end().ends_with(b"[")
}

/// `required|string|min:8|confirmed`: what a framework checks of a form's field.
fn is_validation(value: &[u8]) -> bool {
    const RULES: [&[u8]; 5] = [b"required", b"string", b"nullable", b"confirmed", b"sometimes"];
    value.contains(&b'|') && value.split(|&b| b == b'|').any(|part| RULES.contains(&part))
}

/// `pw` at the end of something else: of base64 (`LeWbveS6pw==`), or of a name in code, where a string must follow.
fn is_short_otherwise(text: &[u8], a: &Assignment) -> bool {
    let name = &text[a.name.clone()];
    let [.., before, p, w] = name else { return is_short_in_code(text, a) && name.eq_ignore_ascii_case(b"pw") };
    let short = p.eq_ignore_ascii_case(&b'p') && w.eq_ignore_ascii_case(&b'w');
    let part = !before.is_ascii_alphanumeric() || before.is_ascii_lowercase() && *p == b'P';
    short && !is_directive(name) && (!part || is_short_in_code(text, a))
}

fn is_short_in_code(text: &[u8], a: &Assignment) -> bool {
    let configured = a.quoted || a.leads_line && !text[a.value.clone()].iter().any(|b| b"[](){}*".contains(b));
    text[a.name.end..].starts_with(b"==") || !configured
}

fn is_no_secret(text: &[u8], a: &Assignment, value: &[u8]) -> bool {
    let name = &text[a.name.clone()];
    is_named_or_hidden(value)
        || is_reference(value)
        || has_hiding_run(without_marks(value), 4)
        || name.eq_ignore_ascii_case(value)
        || is_hash_of_something(name, value)
        || is_path_or_address(value)
        || is_public_key(value)
        || is_address_of_contract(name, value)
        || value.windows(2).any(|w| w == b"%s")
        || is_date_or_version(value)
}

/// `address constant TOKEN = 0x…`: twenty bytes are where an account or a contract lives; keys have 32.
fn is_address_of_contract(name: &[u8], value: &[u8]) -> bool {
    let hex = value.strip_prefix(b"0x").unwrap_or_default();
    hex.len() == 40
        && hex.iter().all(u8::is_ascii_hexdigit)
        && ![&b"key"[..], b"secret", b"pass"].iter().any(|word| contains(name, word))
}

/// Question marks at the end of something else hide nothing: `1qay@WXS????`.
fn without_marks(value: &[u8]) -> &[u8] {
    let marks = value.iter().rev().take_while(|&&b| b == b'?').count();
    if marks < value.len() { &value[..value.len() - marks] } else { value }
}

/// A digest, where the name says that it is one, or in a form that only digests have.
fn is_hash_of_something(name: &[u8], value: &[u8]) -> bool {
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
    prefixed || (hex || is_uuid(value)) && is_digest(name)
}
