//! Reads what is assigned to a name, in whatever syntax: env files, JSON, YAML, TOML, INI, XML, shell, code, headers, query strings.
//!
//! Bounded: less than two kilobytes around a name are read. It only says what stands where; whether the value is a
//! secret is judged elsewhere.

mod columns;
mod link;
mod markup;
mod reader;
mod value;

use core::ops::Range;

use reader::Reader;

/// The longest name read, to each side of what was found of it.
const NAME_BYTES: usize = 64;
/// The longest value read.
pub(crate) const VALUE_BYTES: usize = 512;
/// How far after what was found of a name its value may begin: less than a scan's windows look back, so that they agree.
const VALUE_AWAY: usize = 896;

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// `=`, `:`, `=>`, `:=`, `==` …
    Assigned,
    /// An argument after the name: `("name", "value")`, `name("value")`.
    Argument,
    /// `<name>value</name>`.
    Tag,
    /// The next field of a line of comma-separated values: `name,value,`.
    Listed,
    /// The next cell of a table in Markdown: `| name | value |`.
    Cell,
    /// White space only: `--name value`, `name "value"`.
    Space,
}

/// A name and its value.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
    pub(crate) link: Link,
    /// The value stands in quotes.
    pub(crate) quoted: bool,
    /// The name is the first word of its line (after `export`, `set`, `-`, `"` …).
    pub(crate) leads_line: bool,
}

fn is_name_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// The whole name around a part of it: letters, digits, `_`, and `.` or `-` between them.
pub(crate) fn name_around(text: &[u8], part: Range<usize>) -> Range<usize> {
    let joins = |i: usize| {
        matches!(text[i], b'.' | b'-' | b'$' | b':')
            && i > 0
            && is_name_byte(text[i - 1])
            && text.get(i + 1).is_some_and(|&b| is_name_byte(b))
            && text[i] != b':'
    };
    let (mut start, mut end) = (part.start, part.end);
    while start > 0 && part.start - start < NAME_BYTES && (is_name_byte(text[start - 1]) || joins(start - 1)) {
        start -= 1;
    }
    while end < text.len() && end - part.end < NAME_BYTES && (is_name_byte(text[end]) || joins(end)) {
        end += 1;
    }
    start..end
}

/// Reads the value that belongs to the name around `part`.
pub(crate) fn read(text: &[u8], part: Range<usize>) -> Option<Assignment> {
    let mut name = name_around(text, part.clone());
    let mut r = Reader { text, at: name.end };
    name.end = part.end.max(name.end - comparison(&text[name.clone()]));
    let closed = r.closers(name.start);
    let blanks = r.blanks();
    let link = link::read(&mut r, &name, closed, blanks)?;
    if link == Link::Assigned {
        r.block_scalar();
    }
    if link == Link::Argument && text[part.end..name.end].contains(&b'.') {
        // `password.encode("latin1")` says nothing of the password.
        return None;
    }
    r.blanks();
    let (mut value, mut quoted) = value::read(&mut r, link)?;
    if link == Link::Assigned && !quoted && value::looks_up(&mut r, &value) {
        // `process.env.NAME || "value"`, `os.getenv("NAME", "value")`: what stands in for it when there is none.
        (value, quoted) = value::read(&mut r, link)?;
    }
    if value.is_empty() || (link == Link::Argument && !quoted) || value.start - part.start > VALUE_AWAY {
        return None;
    }
    let leads_line = leads_line(text, name.start);
    Some(Assignment { name, value, link, quoted, leads_line })
}

/// Bytes of what compares at a name's end: `password.equals("value")`.
fn comparison(name: &[u8]) -> usize {
    const COMPARISONS: [&[u8]; 3] = [b".equals", b".equalsIgnoreCase", b".contentEquals"];
    COMPARISONS.iter().find(|c| name.ends_with(c)).map_or(0, |c| c.len())
}

/// Whether only a few words and marks as configuration has them stand between the line's start and `at`.
fn leads_line(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(40);
    let line = &text[from..at];
    let line = match line.iter().rposition(|&b| b == b'\n') {
        Some(i) => &line[i + 1..],
        None if from == 0 => line,
        None => return false,
    };
    let mut words = line.split(|b| {
        matches!(
            b,
            b' ' | b'\t' | b'"' | b'\'' | b'-' | b'{' | b'[' | b',' | b'#' | b'$' | b';' | b'/' | b':' | b'*' | b'@'
        )
    });
    words.all(|w| {
        w.is_empty()
            || matches!(
                w,
                b"export"
                    | b"set"
                    | b"SET"
                    | b"ENV"
                    | b"env"
                    | b"setenv"
                    | b"ARG"
                    | b"declare"
                    | b"x"
                    | b"var"
                    | b"define"
                    | b"setx"
                    | b"(def"
                    | b"<!"
                    | b"(setq"
                    | b"(define"
                    | b"(defvar"
                    | b"(defconst"
                    | b"(defparameter"
                    | b"(setf"
                    | b"(let"
                    | b"(let*"
                    | b"(("
                    | b"gx"
                    | b"set("
                    | b"let"
                    | b"const"
            )
    })
}

#[cfg(test)]
mod test;
