//! Values without quotes: where they end, and whether they are the value itself or code that comes to one.

use core::ops::Range;

use super::assign::{Assignment, Link};
use super::placeholders::has_odd_case;

/// `NAME=value` among a command's words, or `name=value` as all of its line: nothing else than the value itself stands there.
pub(super) fn is_variable_of_environment(text: &[u8], a: &Assignment) -> bool {
    let upper = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_';
    let numbered = text[a.value.clone()].iter().filter(|b| b.is_ascii_digit()).count() > 1;
    let after = text.get(a.value.end);
    let line = a.leads_line && matches!(after, None | Some(b'\n' | b'\r'));
    let word = a.name.start.checked_sub(1).is_none_or(|i| text[i].is_ascii_whitespace());
    let upper = word && text[a.name.clone()].iter().all(upper) && matches!(after, None | Some(b'\n' | b'\r' | b' '));
    a.value.start == a.name.end + 1 && text[a.name.end] == b'=' && numbered && (line || upper)
}

/// `name = words26`, all of a line of configuration: words with a number behind them, as people make up passwords.
pub(super) fn is_line_of_configuration(text: &[u8], a: &Assignment) -> bool {
    const CALLED: [&[u8]; 12] =
        [b"pass", b"pwd", b"word", b"secret", b"token", b"key", b"user", b"arg", b"param", b"value", b"field", b"str"];
    let (name, value) = (&text[a.name.clone()], &text[a.value.clone()]);
    let letters = value.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let digits = value.len() - letters;
    let line = matches!(text.get(a.value.end), None | Some(b'\n' | b'\r')) || text[a.value.end..].starts_with(b" -->");
    // `- name: DB_PASSWORD`, `value: words26` on the next line
    let named = text[..a.name.start].ends_with(b"name: ");
    let variable = name.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_');
    (a.leads_line || named)
        && a.link == Link::Assigned
        && line
        && letters >= 6
        && (2 - usize::from(variable)..=6).contains(&digits)
        && value[letters..].iter().all(u8::is_ascii_digit)
        && !CALLED.iter().any(|word| value[letters.saturating_sub(word.len())..letters].eq_ignore_ascii_case(word))
}

/// What an unquoted value must not be where a password stands: a call, a variable, a type, an expression.
pub(super) fn is_plausible(a: &Assignment, bytes: &[u8]) -> bool {
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
    let call = word > 0 && !bytes[0].is_ascii_digit() && matches!(bytes.get(word), Some(b'(' | b'[' | b'<'));
    // `$name->`, `<a placeholder of words>`
    let variable = bytes[0] == b'<'
        || bytes[0] == b'$' && bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || b"(.".contains(b));
    let kind = matches!(bytes[0], b'&' | b'*') && bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'[');
    // `!secret name` in YAML, `a ? b.password : c.password`
    let tag = bytes[0] == b'!' && bytes[1..].iter().all(|b| b.is_ascii_lowercase() || *b == b'_');
    let choice =
        bytes.contains(&b'.') && bytes.contains(&b':') && bytes.iter().position(|&b| b == b'?').is_some_and(|i| i > 0);
    !call
        && !variable
        && !tag
        && !choice
        && !kind
        && !(bytes.starts_with(b"__") && identifier)
        && !(code && !a.leads_line)
        && (a.leads_line || !identifier || digits || has_odd_case(bytes))
}

/// Cuts what surrounds a value without quotes: punctuation of lists, calls and queries.
pub(super) fn trim(text: &[u8], a: &Assignment, config: bool) -> Range<usize> {
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
