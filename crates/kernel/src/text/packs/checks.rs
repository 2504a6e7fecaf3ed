//! What a rule asks of a match beside its form: kinds of characters, what base64 in it says.

use super::dfa::TOKEN_BYTES;
use super::looks::{is_uuid, is_words_with_number};
use super::placeholders::{contains, is_identifier};
use super::tables::Check;

/// Whether a match is one by its rule's check.
pub(super) fn passes(check: Check, bytes: &[u8]) -> bool {
    match check {
        Check::None | Check::Anywhere => true,
        Check::MixedNoUuid => !is_uuid(bytes) && passes(Check::Mixed, bytes),
        Check::Mixed => bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_alphabetic),
        Check::Random => passes(Check::Mixed, bytes) && !is_identifier(bytes) && !is_words_with_number(bytes),
        Check::Basic => is_basic(bytes),
        // Three parts, or one too long to be read to its end.
        Check::Jwt => {
            (bytes.len() == TOKEN_BYTES || bytes.iter().filter(|&&b| b == b'.').count() > 1)
                && is_jwt_header(bytes.split(|&b| b == b'.').next().unwrap_or_default())
        }
    }
}

/// The beginning of what base64 or base64url text says.
pub(super) fn decode(part: &[u8]) -> ([u8; 384], usize) {
    let mut bytes = [0u8; 384];
    let (mut bits, mut held, mut length) = (0u32, 0, 0);
    for &b in part {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            if length == bytes.len() {
                break;
            }
            bytes[length] = (bits >> held) as u8;
            length += 1;
        }
    }
    (bytes, length)
}

/// base64url of a JSON object that names an algorithm or a type.
fn is_jwt_header(part: &[u8]) -> bool {
    let (bytes, length) = decode(part);
    let json = &bytes[..length];
    json.starts_with(b"{") && [&b"\"alg\""[..], b"\"typ\"", b"\"enc\"", b"\"kid\""].iter().any(|k| contains(json, k))
}

/// base64 of `user:password`, or of a longer text of that kind.
fn is_basic(part: &[u8]) -> bool {
    let (bytes, length) = decode(part);
    bytes[..length].contains(&b':')
        && bytes[..length].iter().all(|b| b.is_ascii_graphic() || matches!(b, b' ' | b'\n' | b'\t' | b'\r'))
}
