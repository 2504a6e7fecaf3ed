//! What a value is by its looks alone, when it is none that would be a secret: a UUID, a number, a path, a date, code, words.

use super::placeholders::{contains, has_odd_case};

/// `module.Type`.
pub(super) fn is_type(value: &[u8]) -> bool {
    let mut parts = value.rsplit(|&b| b == b'.');
    let last = parts.next().unwrap_or_default();
    value.contains(&b'.')
        && last.first().is_some_and(u8::is_ascii_uppercase)
        && parts.all(|p| p.first().is_some_and(u8::is_ascii_alphabetic))
        && value.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        && last.windows(4).any(|w| w.iter().all(u8::is_ascii_lowercase))
}

/// Digits with a sign before or a type behind.
pub(super) fn is_number(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    if let Some(hex) = digits.strip_prefix(b"0x") {
        // 0x1f_u32
        let hex = hex.split(|&b| b == b'_').next().unwrap_or_default();
        return hex.len() <= 16 && hex.iter().all(u8::is_ascii_hexdigit);
    }
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    count > 0
        && (count == digits.len()
            || matches!(digits[count], b'u' | b'i' | b'U' | b'L' | b'f') && digits.len() - count <= 5)
}

/// Whether `value` is a UUID in its usual form.
pub(super) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value
            .iter()
            .enumerate()
            .all(|(i, b)| if matches!(i, 8 | 13 | 18 | 23) { *b == b'-' } else { b.is_ascii_hexdigit() })
}

pub(super) fn is_path_or_address(value: &[u8]) -> bool {
    let slashes = value.iter().filter(|&&b| b == b'/').count();
    value.windows(3).any(|w| w == b"://")
        || value.starts_with(b"./")
        || value.starts_with(b"../")
        || value.starts_with(b"~/")
        || value.starts_with(b"/") && slashes > 1
        || value.starts_with(b"@") && slashes > 0
        || value.windows(2).any(|w| w == b"::")
}

pub(super) fn is_date_or_version(value: &[u8]) -> bool {
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    value.iter().all(|b| {
        b.is_ascii_digit() || matches!(b, b'.' | b'-' | b':' | b'/' | b'T' | b'Z' | b'v' | b'+' | b' ' | b'^' | b'~')
    }) && digits < value.len()
        && !value.is_empty()
}

/// Calls, member chains, subscripts, camelCase identifiers with a number at most at the end.
pub(super) fn looks_like_code(value: &[u8]) -> bool {
    let call = value.windows(2).any(|w| matches!(w, b"()" | b"->" | b"=>" | b"('" | b"(\""))
        || value.ends_with(b"(")
        || value.windows(2).any(|w| w[0] == b'(' && w[1].is_ascii_alphabetic()) && value.ends_with(b")");
    let chain = value.contains(&b'.')
        && value.split(|&b| b == b'.').all(|part| {
            part.first().is_some_and(u8::is_ascii_alphabetic)
                && part.iter().all(|b| b.is_ascii_alphabetic() || *b == b'_')
        });
    // `print<name>`
    let generic = value.ends_with(b">")
        && value.iter().take_while(|b| b.is_ascii_alphabetic()).count() > 1
        && value.contains(&b'<');
    call || chain || generic
}

/// `some-words-and-a-number-1`: parts of letters only, with a short number at the end.
pub(super) fn is_words_with_number(value: &[u8]) -> bool {
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

/// `var.db_password_2`, `t.pwd2`: members of something, one of which is called as secrets are.
pub(super) fn is_member(value: &[u8]) -> bool {
    const CALLED: [&[u8]; 6] = [b"pass", b"pwd", b"secret", b"token", b"key", b"cred"];
    let mut parts = value.split(|&b| b == b'.');
    value.contains(&b'.')
        && CALLED.iter().any(|word| contains(value, word))
        && parts.all(|part| {
            part.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
                && part.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
        })
}

/// A public key or a certificate in base64: the beginnings of SubjectPublicKeyInfo (RFC 5280 §4.1), OpenSSH's public keys, and two
/// sequences of two bytes of length.
pub(super) fn is_public_key(value: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 6] =
        [b"MFkwEwYHKoZI", b"MHYwEAYHKoZI", b"MCowBQYDK2", b"MIIBIjANBgkq", b"MIGfMA0GCSqG", b"AAAAB3NzaC1"];
    BEGINNINGS.iter().any(|b| value.starts_with(b))
        || value.starts_with(b"AAAAC3NzaC1")
        || value.len() > 50 && value.starts_with(b"age1")
        || value.len() > 200 && value.starts_with(b"MII") && &value[6..8] == b"CC"
}
