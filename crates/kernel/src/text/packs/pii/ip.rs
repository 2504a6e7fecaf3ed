//! IP addresses: dotted quads that aren't versions, and every form of RFC 4291 §2.2, valid ones only.

use core::ops::Range;

use super::context;

fn octet(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let value = bytes[..length].iter().fold(0u32, |v, b| v * 10 + u32::from(b - b'0'));
    (1..=3).contains(&length).then_some(())?;
    (value <= 255 && (length == 1 || bytes[0] != b'0')).then_some(length)
}

/// The end of four octets at `at`.
fn quad(text: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    for i in 0..4 {
        if i > 0 {
            (text.get(end) == Some(&b'.')).then_some(())?;
            end += 1;
        }
        end += octet(&text[end..])?;
    }
    let goes_on = match (text.get(end), text.get(end + 1)) {
        (Some(b), _) if b.is_ascii_alphanumeric() || *b == b'_' => true,
        (Some(b'.' | b'-'), Some(b)) => b.is_ascii_alphanumeric(),
        _ => false,
    };
    (!goes_on).then_some(end)
}

/// An IPv4 address that starts at `at`.
pub(super) fn v4_at(text: &[u8], at: usize) -> Option<Range<usize>> {
    let end = quad(text, at)?;
    // No host has an address that begins with 0 (RFC 1122 §3.2.1.3), but a server listens on all of them.
    if text[at] == b'0' && &text[at..end] != b"0.0.0.0" {
        return None;
    }
    match &text[at.saturating_sub(2)..at] {
        [.., b'.' | b'_' | b'^' | b'~' | b'-'] => return None,
        // `Chrome/120.0.0.0`, but `http://10.0.0.1`; `==1.2.3.4` pins a version.
        [a, b'/'] if *a != b'/' && !a.is_ascii_whitespace() => return None,
        [b'=' | b'<' | b'>' | b'~' | b'!', b'='] => return None,
        // § 5.1.2.4
        [0xc2, 0xa7] | [0xa7, b' '] => return None,
        _ => {}
    }
    let version = context::precedes(
        text,
        at,
        14,
        &[
            "version",
            "ver.",
            "release",
            "build",
            "section",
            "chapter",
            "clause",
            "oid",
            "asn.1",
            "rv:",
            "v8 to",
            "ver",
            "article",
            "driver",
            "npm",
            "firmware",
            "figure",
            "fig.",
            "paragraph",
            "sdk",
            "jdk",
            "chrome",
            "firefox",
            "edge",
            "safari",
            "oracle",
            "log4j",
            "plugin",
            "package",
        ],
    ) || context::precedes(text, at, 24, &["objectidentifier", "versions", "upgrade"])
        || [&b" release"[..], b" definitions"]
            .iter()
            .any(|word| text.get(end..end + word.len()).is_some_and(|t| t.eq_ignore_ascii_case(word)));
    (!version && !is_tail(text, at)).then_some(at..end)
}

/// The last 32 bits of an IPv6 address, written as a quad: the whole is one match.
fn is_tail(text: &[u8], at: usize) -> bool {
    let head = text[..at].iter().rev().take(35).take_while(|b| b.is_ascii_hexdigit() || **b == b':').count();
    let first = text[at - head..at].iter().position(|&b| b == b':');
    first.is_some_and(|i| v6_at(text, at - head + i).is_some_and(|found| found.end > at))
}

/// An IPv6 address whose first colon is at `colon`.
pub(super) fn v6_at(text: &[u8], colon: usize) -> Option<Range<usize>> {
    let start = colon - text[..colon].iter().rev().take(5).take_while(|b| b.is_ascii_hexdigit()).count();
    let before = start.checked_sub(1).map_or(b' ', |i| text[i]);
    if colon - start > 4 || before.is_ascii_alphanumeric() || matches!(before, b':' | b'.' | b'_' | b'-' | b'+' | b'$')
    {
        return None;
    }
    let (mut at, mut groups, mut gap) = (start, 0, false);
    if at == colon {
        (text.get(at + 1) == Some(&b':')).then_some(())?;
    }
    loop {
        let digits = text[at..].iter().take(5).take_while(|b| b.is_ascii_hexdigit()).count();
        if digits > 4 {
            return None;
        }
        if digits > 0 {
            if (groups >= 1 || gap)
                && text.get(at + digits) == Some(&b'.')
                && let Some(end) = quad(text, at)
            {
                (at, groups) = (end, groups + 2);
                break;
            }
            groups += 1;
            at += digits;
        }
        match (text.get(at), text.get(at + 1)) {
            (Some(b':'), Some(b':')) if !gap => {
                gap = true;
                at += 2;
                if text.get(at) == Some(&b':') {
                    return None;
                }
                if !text.get(at).is_some_and(u8::is_ascii_hexdigit) {
                    break;
                }
            }
            (Some(b':'), Some(b)) if digits > 0 && b.is_ascii_hexdigit() => at += 1,
            _ => break,
        }
        if groups > 8 {
            return None;
        }
    }
    let goes_on = text.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':'))
        || text.get(at) == Some(&b'.') && text.get(at + 1).is_some_and(u8::is_ascii_digit);
    let complete = if gap { (1..8).contains(&groups) } else { groups == 8 };
    if goes_on || !complete {
        return None;
    }
    // `c::B50` is a path in some languages: two groups around a gap need a digit before it.
    let head = &text[start..colon];
    // Eight pairs are an EUI-64 or a piece of a fingerprint.
    let pairs = !gap && text[start..at].split(|&b| b == b':').all(|group| group.len() == 2);
    let path = gap && groups <= 2 && !head.is_empty() && !head.iter().any(u8::is_ascii_digit);
    let digits = text[start..at].iter().any(u8::is_ascii_digit);
    if pairs || (!digits || path) && groups < 3 || gap && groups <= 2 && is_slice(text, start, at) {
        return None;
    }
    Some(start..zone_end(text, at))
}

/// `list[1::2]`, `list[::2, ::3]`: decimal numbers in brackets after a name.
fn is_slice(text: &[u8], start: usize, end: usize) -> bool {
    let short =
        text[start..end].split(|&b| b == b':').all(|part| part.len() <= 3 && part.iter().all(u8::is_ascii_digit));
    let before = &text[start.saturating_sub(32)..start];
    let line = before.iter().rposition(|b| matches!(b, b'\n' | b'"' | b'\'')).map_or(0, |i| i + 1);
    let Some(open) = before[line..].iter().rposition(|&b| b == b'[').map(|i| i + line) else { return false };
    let inside = &before[open + 1..];
    short
        && inside
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b',' | b':' | b'-' | b'+' | b'_' | b'.'))
        && open
            .checked_sub(1)
            .is_some_and(|i| before[i].is_ascii_alphanumeric() || matches!(before[i], b')' | b']' | b'_'))
}

/// Takes in a zone (RFC 4007 §11): `%eth0`.
fn zone_end(text: &[u8], end: usize) -> usize {
    if text.get(end) != Some(&b'%') {
        return end;
    }
    let length =
        text[end + 1..].iter().take(16).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    // `%20` after an address in a URL is a blank.
    if length >= 2 && text[end + 1].is_ascii_alphabetic() { end + 1 + length } else { end }
}
