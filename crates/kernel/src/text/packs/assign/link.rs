//! What stands between a name and its value.

use core::ops::Range;

use super::markup::{attributes, opens_tag, other_attributes, siblings};
use super::reader::Reader;
use super::{Link, columns, is_name_byte};

/// Names of the field that holds what another field names.
const VALUE_WORDS: [&str; 8] =
    ["value", "val", "default", "stringValue", "content", "data", "ParameterValue", "SecretString"];

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
    if !binds_attribute(r, closed && blanks > 0) && r.operator() {
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
        return Some(argument(r, name));
    }
    named_value(r, blanks)
        .or_else(|| (blanks > 0 && other_attributes(r, name) && value_word(r)).then_some(Link::Assigned))
        .or_else(|| accessors(r).then_some(Link::Assigned))
        .or_else(|| typed(r, name, blanks))
        .or_else(|| siblings(r, name, closed))
        .or_else(|| cell(r, name))
        .or_else(|| (closed && value_in_braces(r)).then_some(Link::Assigned))
        .or_else(|| (blanks > 0 && value_option(r)).then_some(Link::Assigned))
        .or_else(|| {
            level(r);
            (blanks > 0).then_some(Link::Space)
        })
}

/// Erlang: `{name, "value"}`, `-define(NAME, "value")`; Elixir: `{:name, "value"}`; C: `strcpy(name, "value")`, `strcmp(name, "value")`.
fn is_pair(r: &Reader, name: &Range<usize>) -> bool {
    let before = &r.text[..name.start];
    let before = before.strip_suffix(b":").unwrap_or(before);
    let opened = before.ends_with(b"{")
        || before.ends_with(b"-define(")
        || before.ends_with(b"cpy(")
        || before.ends_with(b"cmp(");
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

/// Vue: `v-model="name" :token="…"`, where the colon begins another name.
fn binds_attribute(r: &Reader, parted: bool) -> bool {
    let name = r.rest().iter().skip(1).take(40).take_while(|b| is_name_byte(**b) || **b == b'-').count();
    parted && r.peek() == b':' && name > 0 && r.rest().get(name + 1) == Some(&b'=')
}

/// The option by which a command takes the value of what it was told the name of: `put --name name --value "…"`.
fn value_option(r: &mut Reader) -> bool {
    const OPTIONS: [&[u8]; 7] =
        [b"-String ", b"--value ", b"--value=", b"--body ", b"--secret-string ", b"-Value ", b"<<< "];
    OPTIONS.iter().any(|option| r.skip(option))
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

pub(super) fn opens_with(r: &Reader, name: &Range<usize>, mark: &[u8]) -> bool {
    r.text[..name.start].ends_with(mark)
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

fn argument(r: &mut Reader, name: &Range<usize>) -> Link {
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
        if opens_with(r, name, b"--") {
            // ["--token", "value"], one a line
            r.white();
        }
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
fn typed(r: &mut Reader, name: &Range<usize>, blanks: usize) -> Option<Link> {
    let mark = r.at;
    if blanks > 0 && r.word(&["string", "str", "varchar", "text"]) {
        r.blanks();
        if r.operator() {
            return Some(Link::Assigned);
        }
        r.at = mark;
    }
    // `API key - value`
    let dashed = r.text[name.clone()].contains(&b' ') && r.skip(b"- ");
    if blanks > 0 && (dashed || r.word(&["is", "was", "as", "to", "eq", "ist", "lautet", "est", "es", "è", "é"])) {
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
