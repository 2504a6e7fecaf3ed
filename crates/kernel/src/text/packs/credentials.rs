//! Credentials whose form is a small grammar: URLs, PEM blocks, HTTP headers, calls, netrc files.
//!
//! Each function reads from where a literal was found and answers with the secret's bytes. Each reads a bounded stretch, and none
//! more than once over what another call of it read, so that repeated literals stay linear.

use core::ops::Range;

use super::assign;
use super::entropy::entropy;
use super::placeholders::{
    has_hiding_run, has_odd_case, is_identifier, is_named_or_hidden, is_random_letters, is_reference, is_word_like,
};

/// The longest PEM block that is taken as one match; of a longer one the beginning is.
pub(crate) const PEM_BYTES: usize = 16 * 1024;

pub(super) fn is_secret_password(value: &[u8]) -> bool {
    const WEAK: [&[u8]; 12] = [
        b"password",
        b"passwd",
        b"pass",
        b"pwd",
        b"secret",
        b"token",
        b"pw",
        b"user",
        b"username",
        b"test",
        b"xxx",
        b"key",
    ];
    value.len() >= 3
        && !is_named_or_hidden(value)
        && !is_reference(value)
        && !has_hiding_run(value, 3)
        && !WEAK.iter().any(|w| value.eq_ignore_ascii_case(w))
        && !value.iter().any(|b| matches!(b, b'<' | b'>' | b'{' | b'}') || b.is_ascii_control())
        && !value.starts_with(b"$")
        && !value.starts_with(b"%")
        && !value.starts_with(b"[")
}

/// A user's name that is a token, as git hosts take it: too long and too random for a person's.
fn is_token(user: &[u8]) -> bool {
    (20..=100).contains(&user.len())
        && user.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        && user.iter().any(u8::is_ascii_digit)
        && entropy(user) >= 3200
        && !is_identifier(user)
        && is_secret_password(user)
}

/// The password of `scheme://user:password@host`, or the token of `scheme://token@host`; `at` is where `://` stands.
pub(crate) fn url_password(text: &[u8], at: usize) -> Option<Range<usize>> {
    let scheme = text[..at]
        .iter()
        .rev()
        .take(24)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        .count();
    if scheme < 2 {
        return None;
    }
    let user = at + 3;
    let is_user = |b: &u8| {
        b.is_ascii_graphic()
            && !matches!(b, b':' | b'/' | b'@' | b'?' | b'#' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\' | b'(' | b')')
    };
    let colon = user + text[user.min(text.len())..].iter().take(100).take_while(|b| is_user(b)).count();
    if text.get(colon) == Some(&b'@') {
        return is_token(&text[user..colon]).then_some(user..colon);
    }
    if text.get(colon) != Some(&b':') {
        return None;
    }
    let password = colon + 1;
    let stops = |b: &u8| !b.is_ascii_graphic() || matches!(b, b'/' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\');
    let rest = &text[password..];
    let length = rest.iter().take(200).take_while(|b| !stops(b)).count();
    // A password may hold an unescaped `@`: the last one before the host's end parts it off.
    let length = rest[..length].iter().rposition(|&b| b == b'@')?;
    let host = rest.get(length + 1)?;
    if !(host.is_ascii_alphanumeric() || matches!(host, b'[' | b'$' | b'{' | b'%' | b'*')) {
        return None;
    }
    // What services are installed with: `guest:guest@localhost`.
    let local = [&b"localhost"[..], b"127.0.0.1"].iter().any(|h| rest[length + 1..].starts_with(h));
    let installed = local && rest[..length] == text[user..colon];
    (!installed && is_secret_password(&rest[..length])).then_some(password..password + length)
}

/// A PEM block that holds a private key; `at` is where `-----BEGIN` stands. Line ends may be escaped (`\n`) or missing.
pub(crate) fn pem(text: &[u8], at: usize) -> Option<Range<usize>> {
    let label = at + b"-----BEGIN".len();
    let length = text[label..].iter().take(64).position(|&b| b == b'-')?;
    let name = &text[label..label + length];
    let holds = |word: &[u8]| name.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    if !holds(b"PRIVATE KEY") && !holds(b"PRIVATE ") {
        return None;
    }
    let dashes = text[label + length..].iter().take_while(|&&b| b == b'-').count();
    if dashes < 2 {
        return None;
    }
    let body = label + length + dashes;
    let is_body = |b: &u8| b.is_ascii_alphanumeric() || b" +/=\\\r\n\t\"',:>|#*.()@<;".contains(b);
    let rest = &text[body..];
    let mut end = 0;
    // A dash ends the body unless it is part of a header (`DEK-Info`) or of a line's own marks.
    while end < rest.len().min(PEM_BYTES)
        && (is_body(&rest[end]) || rest[end] == b'-' && rest.get(end + 1) != Some(&b'-'))
    {
        end += 1;
    }
    let content = &rest[..end];
    let solid = content.iter().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).count();
    let random = solid >= 24
        && content.iter().any(u8::is_ascii_digit)
        && !has_hiding_run(content, 12)
        && !super::placeholders::contains(&content[..end.min(200)], b"example");
    if !random || longest_run(content) < 16 {
        return stands_alone(text, at, body).then_some(at..body);
    }
    let closes = rest[end..].starts_with(b"-----END");
    let tail = if closes {
        rest[end..].iter().take(80).skip(8).position(|&b| b == b'\n' || b == b'"' || b == b'\\').map_or(80, |i| i + 8)
    } else {
        0
    };
    Some(at..(body + end + tail.min(rest.len() - end)).min(text.len()))
}

/// A header that is all of its line, where the text ends or goes on with something else than an end, an ellipsis or advice:
/// the rest was cut off or is no base64.
fn stands_alone(text: &[u8], at: usize, end: usize) -> bool {
    let before = text[..at].iter().rev().take(40).find(|b| !matches!(b, b' ' | b'\t'));
    let rest = &text[end..text.len().min(end + 120)];
    let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let line = &rest[blank..];
    let line = &line[..line.iter().position(|&b| b == b'\n').unwrap_or(line.len())];
    let words = line.iter().filter(|b| b.is_ascii_alphanumeric()).count();
    let cut = end + blank == text.len();
    let told = [&b"your"[..], b"paste", b"example", b"content", b"key>", b"..."]
        .iter()
        .any(|w| super::placeholders::contains(line, w));
    matches!(before, None | Some(b'\n'))
        && (cut || rest[..blank].contains(&b'\n') && words >= 16 && !line.starts_with(b"--") && !told)
        && !has_hiding_run(line, 3)
}

/// The longest run of base64.
fn longest_run(content: &[u8]) -> usize {
    content
        .split(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')))
        .map(<[u8]>::len)
        .max()
        .unwrap_or(0)
}

/// What follows `Authorization:` or a like header: the credentials after the scheme.
pub(crate) fn authorization(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    const SCHEMES: [&[u8]; 9] =
        [b"basic", b"bearer", b"token", b"apikey", b"bot", b"digest", b"negotiate", b"key", b"splunk"];
    let mut from = assign::name_around(text, part).end;
    // `{"name": "Authorization", "value": "Bearer x"}`
    let field = &text[from..text.len().min(from + 24)];
    let value = [&b"value\":"[..], b"Value\":", b"value=", b"value:"]
        .iter()
        .find_map(|word| field.windows(word.len()).position(|w| w == *word).map(|i| i + word.len()));
    from += value.filter(|_| matches!(field.first(), Some(b'"' | b'\''))).unwrap_or(0);
    // `Authorization: Bearer x`, `"Authorization", "Bearer x"`, `Authorization" => "Bearer x`.
    let gap = text[from..].iter().take(16).take_while(|b| b"\"'`\\ ]:=>,(".contains(b)).count();
    if gap == 0 {
        return None;
    }
    let rest = &text[from + gap..];
    let word = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    if !SCHEMES.iter().any(|s| rest[..word].eq_ignore_ascii_case(s)) {
        return None;
    }
    let space = rest[word..].iter().take(4).take_while(|b| b" :=+".contains(b)).count();
    if space == 0 {
        return None;
    }
    let start = from + gap + word + space;
    let value =
        text[start..].iter().take(2048).take_while(|b| b.is_ascii_alphanumeric() || b"-._~+/=:".contains(b)).count();
    let bytes = &text[start..start + value];
    let plausible = value >= 8 && bytes.iter().any(u8::is_ascii_digit)
        || value >= 16 && has_odd_case(bytes)
        || value >= 12 && rest[..word].eq_ignore_ascii_case(b"basic") && bytes.iter().any(u8::is_ascii_uppercase);
    (plausible && !is_named_or_hidden(bytes) && !has_hiding_run(bytes, 4) && !is_word_like(bytes))
        .then_some(start..start + value)
}

/// A password as people type it: letters with digits or marks.
pub(super) fn is_typed(value: &[u8]) -> bool {
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let marks =
        value.iter().filter(|b| b.is_ascii_punctuation() && !matches!(b, b'-' | b'_' | b'.' | b'/' | b':')).count();
    (5..=100).contains(&value.len())
        && letters > 0
        && (digits + marks > 0 || has_odd_case(value) || is_random_letters(value))
        && is_secret_password(value)
        && (!is_word_like(value) || is_random_letters(value))
}

/// The password of a netrc entry; `part` is the word `machine`.
pub(crate) fn netrc(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let mut at = part.end;
    let mut words: [Range<usize>; 6] = core::array::from_fn(|_| 0..0);
    for word in &mut words {
        at += text[at..].iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
        let length = text[at..].iter().take(100).take_while(|b| b.is_ascii_graphic()).count();
        *word = at..at + length;
        at += length;
    }
    let [host, login, _, password, value, _] = words;
    let named = !host.is_empty() && &text[login] == b"login" && &text[password] == b"password";
    (named && is_secret_password(&text[value.clone()])).then_some(value)
}
