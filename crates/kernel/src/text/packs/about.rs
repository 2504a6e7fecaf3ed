//! What a name says of its value: that it is the secret, only describes one, or is a digest.
//!
//! A name is read word by word (`dbPassword_2` is `db`, `Password`, `2`), so that `count` in `token_count` says something and in
//! `account_token` nothing.

use super::assign::{Assignment, Link};
use super::placeholders::contains;

/// Words by which a value describes a secret, behind the one for the secret: `token_type`, `passwordField`, `secretname`.
const AFTER: [&[u8]; 60] = [
    b"name",
    b"path",
    b"file",
    b"url",
    b"uri",
    b"type",
    b"length",
    b"len",
    b"size",
    b"count",
    b"ttl",
    b"expiry",
    b"expires",
    b"expiration",
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
    b"limit",
    b"min",
    b"max",
    b"status",
    b"error",
    b"message",
    b"valid",
    b"validation",
    b"validator",
    b"validity",
    b"invalid",
    b"title",
    b"format",
    b"prefix",
    b"suffix",
    b"column",
    b"cache",
    b"index",
    b"endpoint",
    b"fingerprint",
    b"page",
    b"cursor",
    b"encoding",
    b"strength",
    b"reset",
    b"confirmation",
    b"confirm",
    b"again",
    b"rules",
    b"id",
    b"ids",
    b"spec",
    b"encrypted",
];

/// Words by which a value is none, before the one for the secret: `max_tokens`, `nextPageToken`, `public_key`.
const BEFORE: [&[u8]; 22] = [
    b"min",
    b"max",
    b"public",
    b"pub",
    b"valid",
    b"invalid",
    b"error",
    b"regex",
    b"pattern",
    b"placeholder",
    b"page",
    b"next",
    b"continuation",
    b"cache",
    b"index",
    b"column",
    b"hint",
    b"prompt",
    b"label",
    b"starting",
    b"idempotency",
    b"pagination",
];

/// What other words begin with, and tokens that aren't secret.
const STEMS: [&[u8]; 8] =
    [b"tokeniz", b"tokenis", b"keyboard", b"keyword", b"locktoken", b"changetoken", b"requesttoken", b"s3key"];

/// Words for a secret.
const SECRETS: [&[u8]; 12] =
    [b"pass", b"pwd", b"secret", b"token", b"key", b"cred", b"auth", b"psk", b"senha", b"kennwort", b"salt", b"hmac"];

/// Words by which a value is a digest or an id.
const DIGESTS: [&[u8]; 14] = [
    b"hash",
    b"hashes",
    b"hashed",
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
];

/// Words behind `password_` with which it still is one.
const PLACES: [&[u8]; 16] = [
    b"prod",
    b"production",
    b"dev",
    b"development",
    b"stage",
    b"staging",
    b"test",
    b"testing",
    b"local",
    b"live",
    b"root",
    b"admin",
    b"user",
    b"db",
    b"old",
    b"new",
];

/// The words of a name: parted by marks and at humps.
fn words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.split(|b| !b.is_ascii_alphanumeric())
        .flat_map(|part| part.chunk_by(|a, b| !(a.is_ascii_lowercase() && b.is_ascii_uppercase())))
        .filter(|word| !word.is_empty())
}

/// `word` is in `list`, maybe in its plural.
fn is_one_of(word: &[u8], list: &[&[u8]]) -> bool {
    let singular = word.strip_suffix(b"s").unwrap_or(word);
    list.iter().any(|w| word.eq_ignore_ascii_case(w) || singular.eq_ignore_ascii_case(w))
}

/// The name says that its value only describes a secret.
pub(super) fn is_about(text: &[u8], a: &Assignment) -> bool {
    let name = &text[a.name.clone()];
    let is_secret = |word: &[u8]| SECRETS.iter().any(|s| contains(word, s));
    let secret = words(name).enumerate().filter(|(_, word)| is_secret(word)).last();
    let (at, glued) = secret.map_or((0, name), |(i, word)| (i, word));
    // `secretname`: one word out of two.
    let tail = AFTER
        .iter()
        .any(|w| w.len() > 3 && glued.len() > w.len() && glued[glued.len() - w.len()..].eq_ignore_ascii_case(w));
    let stem = STEMS.iter().any(|s| contains(name, s));
    let around = words(name).enumerate().any(|(i, word)| {
        secret.is_none() && is_one_of(word, &AFTER)
            || i > at && is_one_of(word, &AFTER)
            || i < at && is_one_of(word, &BEFORE)
    });
    // `Next page token: …`
    let before = &text[a.name.start.saturating_sub(5)..a.name.start];
    tail || stem
        || around
        || before.eq_ignore_ascii_case(b"page ")
        || before.eq_ignore_ascii_case(b" key ")
        || is_said_before(&text[..a.name.start])
        || is_word_of_password(name)
        || is_name_of_file(text, a)
}

/// `password_reset`, `PASSWORD_HASHERS`, but neither `PASSWORD_PROD` nor `password_1`.
fn is_word_of_password(name: &[u8]) -> bool {
    let Some(at) = name.windows(5).rposition(|w| w.eq_ignore_ascii_case(b"word_")) else { return false };
    let next = name[at + 5..].split(|&b| b == b'_').next().unwrap_or_default();
    !next.is_empty() && !next.iter().all(u8::is_ascii_digit) && !is_one_of(next, &PLACES)
}

/// `public key: …`, `checksum/secret: …`.
fn is_said_before(before: &[u8]) -> bool {
    [&b"public "[..], b"checksum/", b"hash/", b"digest/"]
        .iter()
        .any(|word| before.len() >= word.len() && before[before.len() - word.len()..].eq_ignore_ascii_case(word))
}

/// `"/src/token.ts": "…"`: a list of files has digests behind them.
fn is_name_of_file(text: &[u8], a: &Assignment) -> bool {
    // `image: registry/token-service:1f3a…`
    let tagged = text[a.name.end] == b':' && a.value.start == a.name.end + 1;
    a.link == Link::Assigned && text[..a.name.start].ends_with(b"/") && (tagged || text[a.name.clone()].contains(&b'.'))
}

/// The name says that its value is a digest or an id.
pub(super) fn is_digest(name: &[u8]) -> bool {
    let numbered = |word: &[u8]| word.len() > 3 && word[..3].eq_ignore_ascii_case(b"sha") && word[3].is_ascii_digit();
    words(name).any(|word| is_one_of(word, &DIGESTS) || numbered(word))
        || DIGESTS
            .iter()
            .any(|d| d.len() > 3 && name.len() > d.len() && name[name.len() - d.len()..].eq_ignore_ascii_case(d))
}

/// `arn:aws:secretsmanager:…`, `AWS::AppSync::ApiKey`: the name is a part of a longer one.
pub(super) fn is_qualified(text: &[u8], a: &Assignment) -> bool {
    let before = &text[..a.name.start];
    before.ends_with(b"::")
        || before.ends_with(b"aws:")
        || before.ends_with(b":") && a.link == Link::Assigned && text[a.name.end] == b':'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::packs::assign;

    fn about(name: &str) -> bool {
        let text = alloc::format!("{name} = \"value1\"");
        let assignment = assign::read(text.as_bytes(), 0..name.len()).unwrap();
        is_about(text.as_bytes(), &assignment)
    }

    #[test]
    fn a_word_about_a_secret_counts_where_it_stands_as_one() {
        for name in
            ["token_type", "passwordField", "secretname", "TOKEN_IDS", "max_tokens", "nextPageToken", "tokenizer"]
        {
            assert!(about(name), "{name}");
        }
        for name in
            ["admin_password", "account_token", "securityToken", "profile.secret", "typesense_key", "PASSWORD_DEV"]
        {
            assert!(!about(name), "{name}");
        }
    }

    #[test]
    fn a_digest_is_known_by_a_word_of_the_name() {
        for name in ["token_hash", "sha256_key", "commit", "filehash"] {
            assert!(is_digest(name.as_bytes()), "{name}");
        }
        for name in ["shared_secret", "hashicorp_token", "preview_key"] {
            assert!(!is_digest(name.as_bytes()), "{name}");
        }
    }
}
