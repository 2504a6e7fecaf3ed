//! From a literal that was found to a match of one of its rules, or none.
//!
//! What is decided here depends on the text around the literal only, never on other matches: so windows agree.

use core::ops::Range;

use super::assign::{self, name_around};
use super::checks::passes;
use super::commands;
use super::credentials;
use super::dfa::TOKEN_BYTES;
use super::entropy::entropy;
use super::judge;
use super::memory::Memory;
use super::pairs;
use super::pii;
use super::placeholders::{contains, is_identifier, is_named_or_hidden};
use super::stores;
use super::tables::{Check, Finder, PackRule, PackTables};
use super::vocabulary::Vocabulary;

/// How far after a name a value of a known form may stand.
const VALUE_WITHIN: usize = 80;

/// The match of `rule` that the literal at `part` leads to.
pub(crate) fn evaluate(
    pack: &PackTables,
    rule: &PackRule,
    text: &[u8],
    part: Range<usize>,
    memory: &mut Memory,
) -> Option<Range<usize>> {
    let assigned = matches!(rule.finder, Finder::Password | Finder::Key);
    let part = if assigned { without_marks(text, part) } else { part };
    match rule.finder {
        Finder::Token => token(pack, rule, text, part, memory),
        Finder::Named | Finder::Service => {
            is_part_of_name(text, &part).then(|| named(pack, rule, text, part, memory)).flatten()
        }
        Finder::Password if is_part_of_name(text, &part) => judge::password(text, &assign::read(text, part)?),
        // `key` and `auth` say something only where they end a name.
        Finder::Key
            if part.len() <= 4 && text.get(part.end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_') =>
        {
            None
        }
        Finder::Key if is_part_of_name(text, &part) => {
            let value = judge::key(text, &assign::read(text, part)?)?;
            let bytes = &text[value.clone()];
            (entropy(bytes) >= u32::from(rule.entropy) && passes(rule.check, bytes)).then_some(value)
        }
        Finder::Password | Finder::Key | Finder::Shape => None,
        Finder::UrlPassword => credentials::url_password(text, part.start),
        Finder::Pem => credentials::pem(text, part.start),
        Finder::Authorization => credentials::authorization(text, part),
        Finder::UserOption => commands::user_option(text, part),
        Finder::CommandPassword => commands::command_password(text, part),
        Finder::Pair => pairs::pair(text, part),
        Finder::Netrc => credentials::netrc(text, part),
        Finder::PipedPassword => commands::piped_password(text, part),
        Finder::Pgpass => stores::pgpass(text, part),
        Finder::DriverDsn => stores::driver_dsn(text, part),
        Finder::KubernetesSecret => stores::kubernetes_secret(text, part),
        Finder::BirthDate => pii::birth::date_near(text, part, &mut memory.months),
    }
}

/// The name in a literal that says what stands around it, too: `pass=`, `"pass"`, `identified by '`.
fn without_marks(text: &[u8], part: Range<usize>) -> Range<usize> {
    let mark = |b: &&u8| matches!(b, b'=' | b':' | b'"' | b'\'' | b' ');
    let bytes = &text[part.clone()];
    let (before, after) = (bytes.iter().take_while(mark).count(), bytes.iter().rev().take_while(mark).count());
    part.start + before..part.end - after
}

fn token(
    pack: &PackTables,
    rule: &PackRule,
    text: &[u8],
    part: Range<usize>,
    memory: &mut Memory,
) -> Option<Range<usize>> {
    if rule.lead == 0 {
        return token_at(pack, rule, text, part.start, memory);
    }
    // The literal stands within the match: as far before it as it may, a word begins that runs up to it.
    let lead = text[..part.start].iter().rev().take(rule.lead as usize).take_while(|&&b| is_token_byte(b)).count();
    (1..=lead).rev().find_map(|back| {
        let start = part.start - back;
        // Few starts begin a word: only those are worth keeping.
        let inside = start > 0 && text[start - 1].is_ascii_alphanumeric();
        let known = if inside { None } else { memory.tried.known(rule, start) };
        let found = known.unwrap_or_else(|| {
            let found = token_at(pack, rule, text, start, memory);
            if !inside {
                memory.tried.keep(rule, start, found.as_ref());
            }
            found
        });
        found.filter(|found| found.end >= part.end)
    })
}

fn is_token_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'~' | b'+' | b'/' | b'=')
}

fn token_at(
    pack: &PackTables,
    rule: &PackRule,
    text: &[u8],
    start: usize,
    memory: &mut Memory,
) -> Option<Range<usize>> {
    let anywhere = rule.check == Check::Anywhere;
    if !anywhere && !begins_word(text, start) {
        return None;
    }
    let end = memory.runs.find_end(pack.tables, rule.dfa, text, start, TOKEN_BYTES)?;
    // A longer one (a JWT with many claims) is found by its beginning.
    let cut = end == start + TOKEN_BYTES;
    if !anywhere && !cut && text.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let variable = (start + rule.fixed as usize).min(end)..end;
    let random = memory.window.entropy(text, variable) >= u32::from(rule.entropy)
        && !is_named_or_hidden(&text[start..end][..(end - start).min(256)]);
    (random && passes(rule.check, &text[start..end])).then_some(start..end)
}

/// No letter or digit stands before, or only as the end of an escape (`\n`, `%3D`).
fn begins_word(text: &[u8], start: usize) -> bool {
    let before = &text[start.saturating_sub(3)..start];
    match before {
        [.., b'/' | b'+'] if is_base64_run(&text[start.saturating_sub(32)..start]) => false,
        [.., last] if !last.is_ascii_alphanumeric() => true,
        [.., b'\\', b'n' | b'r' | b't'] => true,
        [b'%', a, b] => a.is_ascii_hexdigit() && b.is_ascii_hexdigit(),
        [] => true,
        _ => false,
    }
}

/// A stretch of a longer text in base64, which may hold anything: all its characters and more than one kind of them.
fn is_base64_run(before: &[u8]) -> bool {
    let holds = |kind: fn(&u8) -> bool| before.iter().any(kind);
    before.len() == 32
        && before.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'+'))
        && holds(u8::is_ascii_digit)
        && holds(u8::is_ascii_uppercase)
        && holds(u8::is_ascii_lowercase)
}

/// The literal is a part of a name and not of another word: `lob` in `LOB_KEY` but not in `global`.
fn is_part_of_name(text: &[u8], part: &Range<usize>) -> bool {
    const FOLLOWERS: [&[u8]; 12] =
        [b"key", b"token", b"secret", b"api", b"pass", b"client", b"access", b"auth", b"app", b"id", b"s", b"pwd"];
    let before = part.start.checked_sub(1).map_or(0, |i| text[i]);
    let after = text.get(part.end).copied().unwrap_or(0);
    let (first, last) = (text[part.start], text[part.end - 1]);
    let humps = |a: u8, b: u8| a.is_ascii_lowercase() && b.is_ascii_uppercase();
    // `theapikey` has a key in it, `nosecrets` and `embeds` none.
    let compound = part.len() >= 6 && contains(&text[part.clone()], b"key");
    if part.len() < 8
        && !compound
        && before.is_ascii_alphabetic()
        && first.is_ascii_alphabetic()
        && !humps(before, first)
        && !is_escape(text, part.start)
        && !text[..part.start].ends_with(b"-D")
    {
        return false;
    }
    if !first.is_ascii_alphanumeric() && first != b'"' && (after.is_ascii_alphanumeric() || after == b'_') {
        // `_key` ends a name.
        return false;
    }
    if part.len() >= 6 || !after.is_ascii_alphabetic() || !last.is_ascii_alphabetic() || humps(last, after) {
        return true;
    }
    let rest = &text[part.end..text.len().min(part.end + 8)];
    FOLLOWERS.iter().any(|f| rest.len() >= f.len() && rest[..f.len()].eq_ignore_ascii_case(f))
}

fn is_escape(text: &[u8], at: usize) -> bool {
    at >= 2 && text[at - 2] == b'\\' && matches!(text[at - 1], b'n' | b'r' | b't')
}

/// A value of the rule's form within the words after a name.
fn named(
    pack: &PackTables,
    rule: &PackRule,
    text: &[u8],
    part: Range<usize>,
    memory: &mut Memory,
) -> Option<Range<usize>> {
    static DIGESTS: Vocabulary<9> = Vocabulary::new([
        b"sha1",
        b"sha256",
        b"sha512",
        b"md5",
        b"digest",
        b"commit",
        b"integrity",
        b"checksum",
        b"etag",
    ]);
    let name = name_around(text, part.clone());
    if DIGESTS.is_in(&text[name.clone()]) {
        return None;
    }
    let limit = text.len().min(name.end + VALUE_WITHIN);
    let (mut at, mut words, mut linked, mut lines) = (name.end, 0, false, 0);
    let mut said = rule.finder != Finder::Service || says_credential(&text[name.clone()]);
    while at < limit {
        let b = text[at];
        if !b.is_ascii_alphanumeric() {
            linked |= matches!(b, b'=' | b':' | b'>' | b',' | b'(' | b'"' | b'\'' | b'`' | b' ');
            lines += usize::from(b == b'\n');
            if !b.is_ascii() || lines > 1 || b == b'/' && text[at - 1] != b'<' {
                return None;
            }
            at += 1;
            continue;
        }
        // `service value`, `service - value`: without another word only what is random on its face.
        let bare = !said && words == 0 && name == part && at - name.end <= 4;
        if linked
            && (said || bare)
            && let Some(value) = value_at(pack, rule, text, at, memory)
            && (said || is_random(&text[value.clone()]))
        {
            return Some(value);
        }
        let word =
            text[at..limit].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')).count();
        let letters = text[at..at + word].iter().all(|b| !b.is_ascii_digit());
        words += 1;
        said |= says_credential(&text[at..at + word]);
        if !letters || word > 24 || words > 4 || DIGESTS.is_in(&text[at..at + word]) {
            return None;
        }
        at += word;
    }
    None
}

/// Letters of both cases and digits, as many and as mixed as digests and ids in hex never are.
fn is_random(value: &[u8]) -> bool {
    let holds = |kind: fn(&u8) -> bool| value.iter().filter(|b| kind(b)).count() >= 2;
    value.len() >= 20
        && holds(u8::is_ascii_digit)
        && holds(u8::is_ascii_uppercase)
        && holds(u8::is_ascii_lowercase)
        && entropy(value) >= 3800
}

/// A name or word that goes with a credential.
fn says_credential(word: &[u8]) -> bool {
    static WORDS: Vocabulary<12> = Vocabulary::new([
        b"key", b"token", b"secret", b"api", b"auth", b"pass", b"cred", b"access", b"client", b"pat", b"pwd", b"bearer",
    ]);
    WORDS.is_in(word)
}

fn value_at(pack: &PackTables, rule: &PackRule, text: &[u8], at: usize, memory: &mut Memory) -> Option<Range<usize>> {
    let end = memory.runs.find_end(pack.tables, rule.dfa, text, at, TOKEN_BYTES)?;
    let joined = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let goes_on = match (text.get(end), text.get(end + 1)) {
        (Some(&b), _) if joined(b) => true,
        (Some(b'-' | b'/' | b'+' | b'.'), Some(&b)) => joined(b),
        _ => false,
    };
    let bytes = &text[at..end];
    // `name=value` among other arguments.
    let name = bytes.iter().take_while(|b| b.is_ascii_lowercase() || **b == b'_').count();
    let argument = bytes.get(name) == Some(&b'=') && !matches!(bytes.get(name + 1), None | Some(b'='));
    let good = !goes_on
        && !argument
        && memory.window.entropy(text, at..end) >= u32::from(rule.entropy)
        && !is_named_or_hidden(bytes)
        && passes(rule.check, bytes)
        && !is_identifier(bytes);
    good.then_some(at..end)
}
