//! Files that programs keep passwords in, of which the syntax says what is one: pgpass, Kubernetes' Secrets. Each function reads a
//! bounded stretch, and none goes on over what another call of it reads.

use core::ops::Range;

use super::checks::decode;
use super::credentials::{is_secret_password, is_typed};
use super::placeholders::{contains, is_identifier};

/// The password of `host:port:database:user:password`, all of a line; `part` is the port with its colons.
pub(crate) fn pgpass(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let name = |b: &u8| b.is_ascii_alphanumeric() || b"._-*".contains(b);
    let host = text[..part.start].iter().rev().take(100).take_while(|b| name(b)).count();
    let before = part.start - host;
    if host == 0 || before > 0 && !matches!(text[before - 1], b'\n' | b'"' | b'\'' | b' ') {
        return None;
    }
    let mut at = part.end;
    for _ in 0..2 {
        let field = text[at..].iter().take(64).take_while(|b| name(b)).count();
        if field == 0 || text.get(at + field) != Some(&b':') {
            return None;
        }
        at += field + 1;
    }
    let stops = |b: &u8| !b.is_ascii_graphic() || matches!(b, b'"' | b'\'');
    let length = text[at..].iter().take(128).position(stops).unwrap_or(text.len() - at);
    let value = &text[at..at + length];
    (length <= 128 && value.len() >= 5 && is_secret_password(value) && !value.contains(&b'/'))
        .then_some(at..at + length)
}

/// How far after its kind a Secret's first value may end.
const MANIFEST_BYTES: usize = 640;

/// The first value of a Secret's `data` that is base64 of a secret; `part` is `kind: Secret`.
pub(crate) fn kubernetes_secret(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[part.end..text.len().min(part.end + MANIFEST_BYTES)];
    let own = text.get(part.end).is_none_or(|b| matches!(b, b'\n' | b'\r' | b' ' | b'"'));
    let mut at = part.end;
    let mut in_data = false;
    for line in rest.split(|&b| b == b'\n') {
        let start = at;
        at += line.len() + 1;
        let blank = line.iter().take_while(|b| **b == b' ').count();
        let words = line.trim_ascii();
        if words.starts_with(b"---") || words.starts_with(b"kind:") || !own {
            return None;
        }
        if blank == 0 {
            in_data = words == b"data:" || words == b"data: " || words.is_empty() && in_data;
        } else if in_data
            && let Some(value) = value_of(line)
            && is_encoded_secret(&line[value.clone()])
        {
            return Some(start + value.start..start + value.end);
        }
    }
    None
}

/// The base64 in `  name: value`.
fn value_of(line: &[u8]) -> Option<Range<usize>> {
    let colon = line.iter().position(|&b| b == b':')?;
    let gap = line[colon + 1..].iter().take_while(|b| matches!(b, b' ' | b'"' | b'\'')).count();
    let start = colon + 1 + gap;
    let length = line[start..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b)).count();
    let ends = line[start + length..].iter().all(|b| matches!(b, b' ' | b'"' | b'\'' | b'\r'));
    (gap > 0 && ends && length >= 8 && length.is_multiple_of(4)).then_some(start..start + length)
}

/// base64 of what a person or a program would use as a password, and not of a host's or user's name, or of a certificate.
fn is_encoded_secret(value: &[u8]) -> bool {
    let (bytes, length) = decode(value);
    let said = bytes[..length].trim_ascii_end();
    let printable = said.iter().all(|b| b.is_ascii_graphic());
    // A file of credentials: `{"auths": …}`
    let words: [&[u8]; 5] = [b"auth", b"token", b"secret", b"password", b"key"];
    if said.starts_with(b"{\"") && words.iter().any(|word| contains(said, word)) {
        return said.iter().any(u8::is_ascii_digit);
    }
    printable
        && (8..=200).contains(&said.len())
        && is_typed(&said[..said.len().min(100)])
        && !is_identifier(said)
        && !contains(said, b"://")
}

/// The password of Go's `user:password@tcp(host:port)/database`; `part` is `@tcp(`.
pub(crate) fn driver_dsn(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let stops = |b: &&u8| !b.is_ascii_graphic() || matches!(b, b'"' | b'\'' | b'`' | b'=');
    let login = text[..part.start].iter().rev().take(120).take_while(|b| !stops(b)).count();
    let start = part.start - login;
    let colon = text[start..part.start].iter().position(|&b| b == b':')?;
    let value = start + colon + 1..part.start;
    // `scheme://user:password@tcp(…)` is an address with a password in it.
    let bytes = &text[value.clone()];
    (colon > 0 && !bytes.starts_with(b"//") && is_secret_password(bytes)).then_some(value)
}
