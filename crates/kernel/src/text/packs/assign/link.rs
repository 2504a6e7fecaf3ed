//! What stands between a name and its value.

use core::ops::Range;

use super::reader::Reader;
use super::{Link, columns, is_name_byte};

/// Names of the field that holds what another field names.
const VALUE_WORDS: [&str; 6] = ["value", "val", "default", "stringValue", "content", "data"];

/// Steps over it. The reader stands after the name and what `closed` it, if anything did, and `blanks` after that.
pub(super) fn read(r: &mut Reader, name: &Range<usize>, closed: bool, blanks: usize) -> Option<Link> {
    if opens_tag(r, name) && (r.skip(b">") || blanks > 0 && attributes(r)) {
        let own = r.at;
        r.white();
        if !r.skip(b"<Value>") && !r.skip(b"<value>") {
            r.at = own;
        }
        return Some(Link::Tag);
    }
    if opens_with(r, name, b"**") {
        // `**Password**: value`
        r.skip(b"**");
    }
    if r.operator() {
        // `**Password:** value`
        r.skip(b"**");
        skip_type(r);
        r.blanks();
        if r.peek() == b'{' {
            value_in_braces(r);
        }
        on_next_line(r);
        return Some(Link::Assigned);
    }
    if matches!(r.peek(), b',' | b')') && columns::read(r, name) {
        return Some(Link::Argument);
    }
    if r.peek() == b',' && !closed && blanks == 0 && r.rest().get(1).is_some_and(u8::is_ascii_alphanumeric) {
        r.at += 1;
        return Some(Link::Listed);
    }
    if r.peek() == b',' && (closed || is_pair(r, name))
        || r.peek() == b'(' && !closed
        || is_initialized(r, closed, blanks)
    {
        return Some(argument(r));
    }
    named_value(r, blanks)
        .or_else(|| accessors(r).then_some(Link::Assigned))
        .or_else(|| typed(r, blanks))
        .or_else(|| markup(r, name, closed))
        .or_else(|| cell(r, name))
        .or_else(|| (closed && value_in_braces(r)).then_some(Link::Assigned))
        .or_else(|| {
            level(r);
            (blanks > 0).then_some(Link::Space)
        })
}

/// Erlang: `{name, "value"}`, `-define(NAME, "value")`; Elixir: `{:name, "value"}`; C: `strcpy(name, "value")`.
fn is_pair(r: &Reader, name: &Range<usize>) -> bool {
    let before = &r.text[..name.start];
    let before = before.strip_suffix(b":").unwrap_or(before);
    let opened = before.ends_with(b"{") || before.ends_with(b"-define(") || before.ends_with(b"cpy(");
    let mut value = Reader { text: r.text, at: r.at + 1 };
    value.blanks();
    opened && value.peek() == b'"'
}

/// C++: `std::string name{"value"}`.
fn is_initialized(r: &Reader, closed: bool, blanks: usize) -> bool {
    !closed && blanks == 0 && r.rest().starts_with(b"{\"")
}

/// Routers: `secret 5 value`, `password 0 value`, a digit for how it is kept.
fn level(r: &mut Reader) {
    if r.peek().is_ascii_digit() && r.rest().get(1) == Some(&b' ') {
        r.at += 2;
    }
}

/// What stands before a tag's end: `<name type="text">value<`; none where the tag closes itself.
fn attributes(r: &mut Reader) -> bool {
    let length = r.rest().iter().take(100).position(|b| matches!(b, b'>' | b'<' | b'\n')).unwrap_or(0);
    let ends = length > 0 && r.rest()[length] == b'>' && r.rest()[length - 1] != b'/';
    r.at += if ends { length + 1 } else { 0 };
    ends
}

/// C#: `string Name { get; set; } = "value"`.
fn accessors(r: &mut Reader) -> bool {
    let mark = r.at;
    if r.skip(b"{ get;") {
        r.at += r.rest().iter().take(30).take_while(|b| !matches!(b, b'}' | b'\n')).count();
        if r.skip(b"}") {
            r.blanks();
            if r.operator() {
                return true;
            }
        }
    }
    r.at = mark;
    false
}

fn opens_with(r: &Reader, name: &Range<usize>, mark: &[u8]) -> bool {
    r.text[..name.start].ends_with(mark)
}

/// `<name`, `<ns:name`.
fn opens_tag(r: &Reader, name: &Range<usize>) -> bool {
    let before = &r.text[..name.start];
    let Some(prefixed) = before.strip_suffix(b":") else { return before.ends_with(b"<") };
    let prefix = prefixed.iter().rev().take(16).take_while(|b| is_name_byte(**b)).count();
    prefix > 0 && prefixed[..prefixed.len() - prefix].ends_with(b"<")
}

/// A type between: `name: str = "value"`, `name: &'static str = …`, `name: [:0]const u8 = …`, `Name : constant String := …`.
fn skip_type(r: &mut Reader) {
    let mark = r.at;
    r.blanks();
    if r.word(&["constant"]) {
        r.blanks();
    }
    let refers = matches!(r.peek(), b'&' | b'[' | b'*');
    let kind = type_word(r, refers);
    let between = r.at;
    if refers && r.blanks() > 0 {
        // of two words
        let second = type_word(r, false);
        r.at = if second > 0 { r.at } else { between };
    }
    let spaced = r.blanks() > 0;
    r.skip(b":");
    let assigned = r.peek() == b'=' && r.rest().get(1) != Some(&b'=');
    r.at = if kind > 0 && spaced && assigned { r.at + 1 } else { mark };
}

/// Steps over a word of a type; answers with its length.
fn type_word(r: &mut Reader, refers: bool) -> usize {
    let mut depth = 0;
    let mut is_type = |b: &u8| {
        depth += i32::from(matches!(b, b'[' | b'<')) - i32::from(matches!(b, b']' | b'>'));
        is_name_byte(*b)
            || matches!(b, b'&' | b'?' | b'<' | b'>' | b'[' | b']' | b'*')
            || refers && matches!(b, b'\'' | b':')
            || depth > 0 && matches!(b, b',' | b' ')
    };
    let length = r.rest().iter().take(32).take_while(|b| is_type(b)).count();
    r.at += length;
    length
}

fn argument(r: &mut Reader) -> Link {
    let comma = r.peek() == b',';
    r.at += 1;
    r.blanks();
    if comma {
        // {"name": "TOKEN", "value": "…"}
        let mark = r.at;
        if matches!(r.peek(), b'\n' | b'\r') {
            r.white();
        }
        // ("token", { default: "…" })
        if value_word(r) || value_in_braces(r) {
            return Link::Assigned;
        }
        r.at = mark;
    }
    Link::Argument
}

/// `value=`, `"default":`; steps over it or stays.
fn value_word(r: &mut Reader) -> bool {
    let mark = r.at;
    r.quote();
    if r.word(&VALUE_WORDS) {
        r.quote();
        r.blanks();
        if r.operator() {
            return true;
        }
    }
    r.at = mark;
    false
}

/// `- name: TOKEN`, then `value: …` on the next line; `key="token" value="…"`.
fn named_value(r: &mut Reader, blanks: usize) -> Option<Link> {
    let mark = r.at;
    r.white();
    if (r.at > mark || blanks > 0 || matches!(r.peek(), b'"' | b'\'')) && value_word(r) {
        return Some(Link::Assigned);
    }
    r.at = mark;
    None
}

/// Go: `var name string = "value"`; prose: `name is value`.
fn typed(r: &mut Reader, blanks: usize) -> Option<Link> {
    let mark = r.at;
    if blanks > 0 && r.word(&["string", "str", "varchar", "text"]) {
        r.blanks();
        if r.operator() {
            return Some(Link::Assigned);
        }
        r.at = mark;
    }
    if blanks > 0 && r.word(&["is", "was", "as", "to", "eq", "ist", "lautet", "est", "es", "è", "é"]) {
        r.at += usize::from(r.peek() == b':');
        let said = r.at;
        r.blanks();
        // Visual Basic: `Dim name As String = "value"`.
        let declared = r.word(&["string"]) && {
            r.blanks();
            r.operator()
        };
        r.at = if declared { r.at } else { said };
        return Some(Link::Assigned);
    }
    None
}

/// `<property name="name">value<`, `<setting name="name" a="b"><value>value<`, `<key>name</key> <string>value<`.
fn markup(r: &mut Reader, name: &Range<usize>, closed: bool) -> Option<Link> {
    let mark = r.at;
    let attribute = closed && (opens_with(r, name, b"=\"") || opens_with(r, name, b"='"));
    let opened = if attribute {
        let close = r.rest().iter().take(80).position(|b| matches!(b, b'>' | b'<' | b'\n' | b'/'));
        close.is_some_and(|close| {
            r.at += close;
            r.skip(b">")
        })
    } else {
        opens_with(r, name, b"<key>") && r.skip(b"</key>")
    };
    if opened {
        let own = r.at;
        r.white();
        let inner = r.skip(b"<value>") || r.skip(b"<string>");
        if inner || attribute {
            r.at = if inner { r.at } else { own };
            return Some(Link::Tag);
        }
    }
    r.at = mark;
    None
}

/// `| name | value |`.
fn cell(r: &mut Reader, name: &Range<usize>) -> Option<Link> {
    let before = r.text[..name.start].iter().rev().take(4).find(|b| !matches!(b, b' ' | b'`' | b'*'));
    (before == Some(&b'|') && r.skip(b"|")).then_some(Link::Cell)
}

/// `name =`, maybe with a backslash behind it, and a string on the next line.
fn on_next_line(r: &mut Reader) {
    let mark = r.at;
    let assigned = r.text[..mark].trim_ascii_end().ends_with(b"=");
    r.skip(b"\\");
    if assigned && matches!(r.peek(), b'\n' | b'\r') {
        r.white();
        if matches!(r.peek(), b'"' | b'\'' | b'`') {
            return;
        }
    }
    r.at = mark;
}

/// `name { default = "value" }` and `"name": {"value": "…"}`, maybe after a few other fields on lines of their own.
fn value_in_braces(r: &mut Reader) -> bool {
    let mark = r.at;
    if r.skip(b"{") {
        for _ in 0..4 {
            r.white();
            if value_word(r) {
                return true;
            }
            let field = r.rest().iter().take(100).position(|b| matches!(b, b'\n' | b'{' | b'}'));
            let Some(field) = field.filter(|&i| r.rest()[i] == b'\n') else { break };
            r.at += field;
        }
    }
    r.at = mark;
    false
}
