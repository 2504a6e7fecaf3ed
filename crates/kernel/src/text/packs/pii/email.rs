//! E-mail addresses (RFC 5321's practical subset, RFC 6531's characters; a domain with a top level of letters).

use core::ops::Range;

/// Endings of file names that look like domains: `icon@2x.png`.
const FILES: [&[u8]; 14] = [
    b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"css", b"scss", b"js", b"tsx", b"jsx", b"json", b"html", b"yml",
];

/// Top levels in scripts without spaces: where one ends can't be seen, so that they must be known.
const UNSPACED: [&str; 18] = [
    "中国",
    "中國",
    "公司",
    "网络",
    "網絡",
    "广告",
    "在线",
    "中文网",
    "商城",
    "网店",
    "网址",
    "香港",
    "台湾",
    "台灣",
    "世界",
    "みんな",
    "한국",
    "닷컴",
];

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'' | b'&' | b'~' | b'!' | b'#' | b'$' | b'*' | b'^')
        || b >= 0x80
}

/// The address around the `@` at `at`.
pub(super) fn at(text: &[u8], at: usize) -> Option<Range<usize>> {
    if text[..at].ends_with(b"\"") {
        return quoted(text, at);
    }
    let mut start = at - text[..at].iter().rev().take(64).take_while(|&&b| is_local(b)).count();
    // A code point that the limit cut, and marks that are no part of a name at its beginning.
    while start < at
        && (matches!(text[start], 0x80..=0xbf)
            || !(text[start].is_ascii_alphanumeric() || text[start] >= 0x80 || text[start] == b'_'))
    {
        start += 1;
    }
    if let Some(cut) = text[start..at]
        .windows(3)
        .rposition(|w| matches!(w, [0xe2, 0x80, _] | [0xe3, 0x80 | 0x81, _] | [0xef, 0xbc, _]))
    {
        // Typographic quotes and full-width marks are no part of a name.
        start += cut + 3;
    }
    if let Some(cut) = text[start..at].iter().rposition(|&b| b >= 0x80)
        && text[start + cut + 1..at].first().is_some_and(u8::is_ascii_alphanumeric)
        && is_unspaced(&text[start..start + cut + 1])
    {
        start += cut + 1;
    }
    if start == at || text[at - 1] == b'.' || text[start..at].windows(2).any(|w| w == b"..") {
        return None;
    }
    let end = domain_end(text, at + 1)?;
    let before = start.checked_sub(1).map_or(0, |i| text[i]);
    if matches!(before, b'/' | b':') && is_in_url(text, start)
        || &text[start..at] == b"git" && matches!(text.get(end), Some(b':' | b'/'))
    {
        return None;
    }
    Some(start..end)
}

/// `"Anna Schmidt"@example.org`: a name in quotes, of words and dots.
fn quoted(text: &[u8], at: usize) -> Option<Range<usize>> {
    let inside =
        |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'.' | b'_' | b'-' | b'+' | b'\'') || *b >= 0x80;
    let length = text[..at - 1].iter().rev().take(64).take_while(|b| inside(b)).count();
    let open = (at - 1 - length).checked_sub(1)?;
    let name = &text[open + 1..at - 1];
    let spaced = name.starts_with(b" ") || name.ends_with(b" ");
    (text[open] == b'"' && !name.is_empty() && !spaced).then_some(())?;
    Some(open..domain_end(text, at + 1)?)
}

/// Scripts that are written without spaces run into an address: 邮箱user@example.com.
fn is_unspaced(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|w| matches!(w[0], 0xe3..=0xed | 0xef))
}

/// `scheme://user:password@host` is no address.
fn is_in_url(text: &[u8], start: usize) -> bool {
    let before = &text[start.saturating_sub(100)..start];
    let word = before
        .iter()
        .rposition(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'<' | b'('))
        .map_or(0, |i| i + 1);
    before[word..].windows(3).any(|w| w == b"://")
}

/// The length of a top level in a script without spaces.
fn unspaced_top(rest: &[u8]) -> usize {
    UNSPACED.iter().find(|top| rest.starts_with(top.as_bytes())).map_or(0, |top| top.len())
}

fn domain_end(text: &[u8], from: usize) -> Option<usize> {
    let (mut at, mut end, mut labels) = (from, None, 0);
    loop {
        let label = text[at..]
            .iter()
            .take(64)
            .take_while(|&&b| {
                // Scripts without spaces run into an address only after its top level.
                b.is_ascii_alphanumeric()
                    || b == b'-'
                    || (0x80..0xe3).contains(&b)
                    || at == from && (0x80..0xee).contains(&b)
            })
            .count();
        let label = if label == 0 { unspaced_top(&text[at..]) } else { label };
        let bytes = &text[at..at + label];
        let trimmed = label - bytes.iter().rev().take_while(|&&b| b == b'-').count();
        if trimmed == 0 || bytes[0] == b'-' || label > 63 {
            break;
        }
        let bytes = &bytes[..trimmed];
        labels += 1;
        let top = bytes.len() >= 2
            && bytes.len() <= 24
            && (bytes.iter().all(u8::is_ascii_alphabetic) || bytes.starts_with(b"xn--") || bytes[0] >= 0xc3);
        // `icon@2x.png`, `logo@1.5x.webp`.
        let scaled = labels == 2 || text[from].is_ascii_digit();
        if labels > 1 && top && !(scaled && FILES.iter().any(|f| bytes.eq_ignore_ascii_case(f))) {
            end = Some(at + trimmed);
        }
        at += label;
        if trimmed < label || text.get(at) != Some(&b'.') || at - from > 250 {
            break;
        }
        at += 1;
    }
    end
}
