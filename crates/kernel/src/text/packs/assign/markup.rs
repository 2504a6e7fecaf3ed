//! Names and values in the elements and attributes of XML and its kin.

use core::ops::Range;

use super::link::opens_with;
use super::reader::Reader;
use super::{Link, is_name_byte};

/// Elements that hold a name, and end before its value begins.
const ELEMENTS: [(&[u8], &[u8]); 5] = [
    (b"<key>", b"</key>"),
    (b"<name>", b"</name>"),
    (b"<Key>", b"</Key>"),
    (b"<Name>", b"</Name>"),
    (b"<param-name>", b"</param-name>"),
];
/// How the element behind such a one begins.
const VALUES: [&[u8]; 4] = [b"<value>", b"<string>", b"<Value>", b"<param-value>"];

/// `<name`, `<ns:name`.
pub(super) fn opens_tag(r: &Reader, name: &Range<usize>) -> bool {
    let before = &r.text[..name.start];
    let Some(prefixed) = before.strip_suffix(b":") else { return before.ends_with(b"<") };
    let prefix = prefixed.iter().rev().take(16).take_while(|b| is_name_byte(**b)).count();
    prefix > 0 && prefixed[..prefixed.len() - prefix].ends_with(b"<")
}

/// What stands before a tag's end: `<name type="text">value<`; none where the tag closes itself.
pub(super) fn attributes(r: &mut Reader) -> bool {
    let length = r.rest().iter().take(100).position(|b| matches!(b, b'>' | b'<' | b'\n')).unwrap_or(0);
    let ends = length > 0 && r.rest()[length] == b'>' && r.rest()[length - 1] != b'/';
    r.at += if ends { length + 1 } else { 0 };
    ends
}

/// What stands between a name and its value: `<input name="name" type="hidden" value="…">`, up to three attributes; stays if none does.
pub(super) fn other_attributes(r: &mut Reader, name: &Range<usize>) -> bool {
    let mark = r.at;
    let quoted = [&b"name=\""[..], b"name='", b"id=\"", b"key=\""].iter().any(|opening| opens_with(r, name, opening));
    for _ in 0..if quoted { 3 } else { 0 } {
        let word = r.rest().iter().take(24).take_while(|b| is_name_byte(**b) || **b == b'-').count();
        if word == 0 || r.rest()[..word].eq_ignore_ascii_case(b"value") {
            break;
        }
        r.at += word;
        let quote = if r.skip(b"=") { r.quote() } else { None };
        let Some(length) = quote.and_then(|q| r.rest().iter().take(60).position(|&b| b == q)) else {
            r.at = mark;
            return false;
        };
        r.at += length + 1;
        r.blanks();
    }
    r.at > mark
}

/// `<property name="name">value<`, `<setting name="name" a="b"><value>value<`, `<key>name</key> <string>value<`.
pub(super) fn siblings(r: &mut Reader, name: &Range<usize>, closed: bool) -> Option<Link> {
    let mark = r.at;
    let attribute = closed && (opens_with(r, name, b"=\"") || opens_with(r, name, b"='"));
    let opened = if attribute {
        let close = r.rest().iter().take(80).position(|b| matches!(b, b'>' | b'<' | b'\n' | b'/'));
        close.is_some_and(|close| {
            r.at += close;
            r.skip(b">")
        })
    } else {
        ELEMENTS.iter().any(|(opening, closing)| opens_with(r, name, opening) && r.skip(closing))
    };
    if opened {
        let own = r.at;
        r.white();
        let inner = VALUES.iter().any(|value| r.skip(value));
        if inner || attribute {
            r.at = if inner { r.at } else { own };
            return Some(Link::Tag);
        }
    }
    r.at = mark;
    None
}
