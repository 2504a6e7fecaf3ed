//! Reads what is assigned to a name, in whatever syntax: env files, JSON, YAML, TOML, INI, XML, shell, code, headers, query strings.
//!
//! Bounded: at most a few hundred bytes around a name are read. It only says what stands where; whether the value is a
//! secret is judged elsewhere.

use core::ops::Range;

/// The longest name read, to each side of what was found of it.
const NAME_BYTES: usize = 64;
/// The longest value read.
pub(crate) const VALUE_BYTES: usize = 512;

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

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn rest(&self) -> &[u8] {
        &self.text[self.at.min(self.text.len())..]
    }

    fn blanks(&mut self) -> usize {
        let from = self.at;
        while self.at - from < 32 && matches!(self.peek(), b' ' | b'\t') {
            self.at += 1;
        }
        self.at - from
    }

    /// A quote, escaped or not; answers with it.
    fn quote(&mut self) -> Option<u8> {
        let escaped = self.rest().iter().take_while(|&&b| b == b'\\').count().min(3);
        let quote = *self.rest().get(escaped)?;
        if !matches!(quote, b'"' | b'\'' | b'`') {
            return None;
        }
        self.at += escaped + 1;
        Some(quote)
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        for word in words {
            let Some(there) = rest.get(..word.len()) else { continue };
            if there.eq_ignore_ascii_case(word.as_bytes()) && !rest.get(word.len()).is_some_and(|&b| is_name_byte(b)) {
                self.at += word.len();
                return true;
            }
        }
        false
    }

    /// What closes a name: quotes, an index, a bracket.
    fn closers(&mut self) -> bool {
        let mut quoted = false;
        for _ in 0..4 {
            if self.quote().is_some() {
                quoted = true;
            } else if self.peek() == b']' {
                self.at += 1;
            } else if self.peek() == b'[' {
                let digits = self.rest()[1..].iter().take_while(|b| b.is_ascii_digit()).count();
                if digits > 6 || self.rest().get(digits + 1) != Some(&b']') {
                    break;
                }
                self.at += digits + 2;
            } else {
                break;
            }
        }
        quoted
    }

    /// YAML: `name: |`, then the value on the next line.
    fn block_scalar(&mut self) {
        self.blanks();
        let rest = self.rest();
        if !matches!(rest.first(), Some(b'|' | b'>')) && !(self.at > 0 && matches!(self.text[self.at - 1], b'|' | b'>'))
        {
            return;
        }
        let mark = usize::from(matches!(rest.first(), Some(b'|' | b'>')));
        let chomp = mark + usize::from(matches!(rest.get(mark), Some(b'-' | b'+')));
        let space = rest[chomp.min(rest.len())..].iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
        if rest[chomp.min(rest.len())..][..space].contains(&b'\n') {
            self.at += chomp + space;
        }
    }

    /// `=`, `:`, `=>`, `:=`, `==`, `!=`, `||=`, `<-`, `->`.
    fn operator(&mut self) -> bool {
        let rest = self.rest();
        let length = rest
            .iter()
            .take(4)
            .take_while(|b| matches!(b, b'=' | b':' | b'>' | b'|' | b'?' | b'!' | b'+' | b'<' | b'-' | b'.'))
            .count();
        let operator = &rest[..length];
        let good = operator.iter().any(|b| matches!(b, b'=' | b':'))
            || operator == b"<-"
            || operator == b"->"
            || operator == b"||"
            || operator == b"??";
        // `::` is a path, a `-` after `:` or `=` belongs to the value.
        if !good || operator.starts_with(b"::") && !operator.contains(&b'=') {
            return false;
        }
        let tail = operator.iter().rev().take_while(|b| matches!(b, b'-' | b'+' | b'!' | b'<' | b'?' | b'.')).count();
        self.at += if matches!(operator, b"<-" | b"??") { 2 } else { length - tail };
        true
    }
}

/// Reads the value that belongs to the name around `part`.
pub(crate) fn read(text: &[u8], part: Range<usize>) -> Option<Assignment> {
    let name = name_around(text, part.clone());
    let mut r = Reader { text, at: name.end };
    let opener = name.start.checked_sub(1).map(|i| text[i]);
    let in_tag = opener == Some(b'<');
    let closed = r.closers();
    let blanks = r.blanks();
    let link = read_link(&mut r, closed, blanks, in_tag)?;
    if link == Link::Assigned {
        r.block_scalar();
    }
    if link == Link::Argument && text[part.end..name.end].contains(&b'.') {
        // `password.encode("latin1")` says nothing of the password.
        return None;
    }
    r.blanks();
    let (value, quoted) = read_value(&mut r, link)?;
    if value.is_empty() || (link == Link::Argument && !quoted) {
        return None;
    }
    let leads_line = leads_line(text, name.start);
    Some(Assignment { name, value, link, quoted, leads_line })
}

fn read_link(r: &mut Reader, closed: bool, blanks: usize, in_tag: bool) -> Option<Link> {
    const VALUE_WORDS: [&str; 6] = ["value", "val", "default", "stringValue", "content", "data"];
    if in_tag && r.peek() == b'>' {
        r.at += 1;
        return Some(Link::Tag);
    }
    if r.operator() {
        let mark = r.at;
        // A type between: `name: str = "value"`, `name: string = …`, `name: &str = …`.
        r.blanks();
        let kind = r
            .rest()
            .iter()
            .take(24)
            .take_while(|b| is_name_byte(**b) || matches!(b, b'&' | b'?' | b'<' | b'>' | b'[' | b']' | b'*'))
            .count();
        let mut after = Reader { text: r.text, at: r.at + kind };
        after.blanks();
        if kind > 0 && after.peek() == b'=' && !matches!(after.rest().get(1), Some(b'=')) && after.at > r.at + kind {
            r.at = after.at + 1;
        } else {
            r.at = mark;
        }
        return Some(Link::Assigned);
    }
    if r.peek() == b',' && !closed && blanks == 0 && r.rest().get(1).is_some_and(u8::is_ascii_alphanumeric) {
        r.at += 1;
        return Some(Link::Listed);
    }
    if r.peek() == b',' && closed || r.peek() == b'(' && !closed {
        let comma = r.peek() == b',';
        r.at += 1;
        r.blanks();
        if comma {
            // {"name": "TOKEN", "value": "…"}
            let mark = r.at;
            if matches!(r.peek(), b'\n' | b'\r') {
                while matches!(r.peek(), b' ' | b'\t' | b'\n' | b'\r') && r.at - mark < 40 {
                    r.at += 1;
                }
            }
            r.quote();
            if r.word(&VALUE_WORDS) {
                r.quote();
                r.blanks();
                if r.operator() {
                    return Some(Link::Assigned);
                }
            }
            r.at = mark;
        }
        return Some(Link::Argument);
    }
    // `- name: TOKEN`, then `value: …` on the next line; `key="token" value="…"`.
    let mark = r.at;
    while matches!(r.peek(), b' ' | b'\t' | b'\n' | b'\r') && r.at - mark < 40 {
        r.at += 1;
    }
    r.quote();
    if (r.at > mark || blanks > 0) && r.word(&VALUE_WORDS) {
        r.quote();
        r.blanks();
        if r.operator() {
            return Some(Link::Assigned);
        }
    }
    r.at = mark;
    // Go: `var name string = "value"`.
    if blanks > 0 && r.word(&["string", "str", "varchar", "text"]) {
        r.blanks();
        if r.operator() {
            return Some(Link::Assigned);
        }
        r.at = mark;
    }
    if blanks > 0 && r.word(&["is", "was", "as", "to", "eq"]) {
        r.at += usize::from(r.peek() == b':');
        return Some(Link::Assigned);
    }
    (blanks > 0).then_some(Link::Space)
}

fn read_value(r: &mut Reader, link: Link) -> Option<(Range<usize>, bool)> {
    if link == Link::Tag {
        // The value may stand on a line of its own.
        r.at += r.rest().iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
        let end = r.rest().iter().take(VALUE_BYTES).position(|&b| matches!(b, b'<' | b'\n'))?;
        let tail = r.rest()[end..].iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
        r.rest()[end + tail..].starts_with(b"</").then_some(())?;
        return Some((r.at..r.at + end, true));
    }
    if r.peek() == b'(' && link == Link::Assigned {
        r.at += 1;
    }
    // Prefixes of string literals: b"…", @"…", L"…", R"(…", $'…'.
    let prefix = r
        .rest()
        .iter()
        .take(2)
        .take_while(|b| matches!(b, b'b' | b'r' | b'f' | b'u' | b'L' | b'R' | b'@' | b'$'))
        .count();
    let mut ahead = Reader { text: r.text, at: r.at + prefix };
    if ahead.quote().is_some() {
        r.at += prefix;
    }
    let before = r.at;
    let mut quote = r.quote();
    let mut escapes = if quote.is_some() { r.at - before - 1 } else { 0 };
    if escapes == 0 && quote.is_some() && r.peek() == b'\\' && matches!(r.rest().get(1), Some(b'"' | b'\'')) {
        // "\"value\"", '\"value\"'
        quote = r.rest().get(1).copied();
        r.at += 2;
        escapes = 1;
    }
    if quote.is_some() {
        // """…"""
        while r.at - before < 4 && quote == Some(r.peek()) && r.rest().get(1) == quote.as_ref() {
            r.at += 2;
        }
    }
    if r.word(&["Bearer", "Basic", "Token", "Bot", "ApiKey"]) && r.blanks() == 0 {
        r.at = before + usize::from(quote.is_some()) + escapes;
    }
    let length = match quote {
        Some(quote) => quoted_length(r.rest(), quote, escapes)?,
        None => r
            .rest()
            .iter()
            .take(VALUE_BYTES)
            .take_while(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'`' | 0))
            .take_while(|b| link != Link::Listed || **b != b',')
            .count(),
    };
    Some((r.at..r.at + length, quote.is_some()))
}

/// Bytes up to the closing quote; a quote is escaped by as many backslashes as it was not opened with.
fn quoted_length(rest: &[u8], quote: u8, escapes: usize) -> Option<usize> {
    let mut i = 0;
    while i < rest.len().min(VALUE_BYTES) {
        match rest[i] {
            b'\n' => return None,
            b'\\' if escapes == 0 => i += 2,
            b'\\' if rest.get(i + escapes) == Some(&quote) => return Some(i),
            b if b == quote => return Some(i),
            _ => i += 1,
        }
    }
    None
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
        matches!(b, b' ' | b'\t' | b'"' | b'\'' | b'-' | b'{' | b'[' | b',' | b'#' | b'$' | b';' | b'/' | b':')
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
                    | b"let"
                    | b"const"
            )
    })
}

#[cfg(test)]
#[path = "assign_test.rs"]
mod tests;
