//! Tables: the dates in a column whose name is a word for birth, in CSV, TSV, Markdown and the rows of an SQL INSERT.

use core::ops::Range;

use super::date::date_at;

/// How far a header reaches to each side of the name.
const HEADER_BYTES: usize = 320;
/// How far from the word the name of its column goes on.
const LABEL_BYTES: usize = 24;
/// How often the word may stand in the header before: `birth_name,birthplace,birth_date`.
const NAMESAKES: usize = 2;
/// How far after its column's name a date may start.
const TABLE_BYTES: usize = 896;
/// Rows one after another without a date: the line below a Markdown header, dates that nobody knows. More are another column.
const GAPS: usize = 4;
/// Columns of a table.
const COLUMNS: usize = 64;

/// A header, as it was found around a name.
struct Header {
    separator: u8,
    /// How many columns stand before the name's.
    place: usize,
    /// Where the rows begin.
    rows: usize,
    sql: bool,
}

/// Whether the name at `part` is that of a column: its row holds names only, and what follows are rows of as many fields.
pub(super) fn is_header(text: &[u8], part: &Range<usize>) -> bool {
    header(text, part).is_some()
}

/// Gives `add` the dates in the column that the name at `part` stands over. Answers with how many bytes it read at most.
pub(super) fn dates(text: &[u8], part: &Range<usize>, add: &mut dyn FnMut(Range<usize>)) -> usize {
    let Some(header) = header(text, part) else { return LABEL_BYTES };
    let limit = text.len().min(part.start + TABLE_BYTES);
    let (mut at, mut gaps) = (header.rows, 0);
    while at < limit && gaps <= GAPS {
        let found = field(text, at, limit, &header).and_then(|field| whole_date(text, field));
        gaps = if found.is_some() { 0 } else { gaps + 1 };
        if let Some(found) = found {
            add(found);
        }
        let Some(next) = next_row(text, at, limit, &header) else { break };
        at = next;
    }
    2 * (HEADER_BYTES + TABLE_BYTES)
}

/// What may stand in the name of a column, and around it.
fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || b >= 0x80
        || matches!(b, b'_' | b' ' | b'"' | b'`' | b'\'' | b'-' | b'/' | b'[' | b']' | b'.')
}

/// The header that the name at `part` stands in, if what follows are rows of as many fields.
fn header(text: &[u8], part: &Range<usize>) -> Option<Header> {
    let separator = separator(text, part)?;
    let in_row = |b: &&u8| is_name(**b) || **b == separator;
    let is_separator = |b: &&u8| **b == separator;
    let before = &text[part.start.saturating_sub(HEADER_BYTES)..part.start];
    let head = &before[before.len() - before.iter().rev().take_while(in_row).count()..];
    let start = part.start - head.len();
    let opens = start.checked_sub(1).map_or(b'\n', |i| text[i]);
    // Few columns of a table are about birth; a text that repeats a name has no need of a table for each.
    let word = &text[part.clone()];
    let often = head.windows(word.len()).filter(|w| w.eq_ignore_ascii_case(word)).count() > NAMESAKES;
    if often || !(opens == b'\n' || opens == b'(' && separator == b',') {
        return None;
    }
    let after = &text[part.end..text.len().min(part.end + HEADER_BYTES)];
    let tail = &after[..after.iter().take_while(in_row).count()];
    let end = part.end + tail.len();
    let place = head.iter().filter(is_separator).count();
    let columns = place + tail.iter().filter(is_separator).count() + 1;
    if !(2..=COLUMNS).contains(&columns) {
        return None;
    }
    if opens == b'(' {
        let rows = opens_values(text, end + 1).filter(|_| text[end] == b')')?;
        return Some(Header { separator, place, rows, sql: true });
    }
    let rows = line_end(text, end)?;
    let first = text[rows..].iter().take(TABLE_BYTES).take_while(|&&b| b != b'\n').count();
    (fields(&text[rows..rows + first], separator) == columns).then_some(Header { separator, place, rows, sql: false })
}

/// What stands behind the name's column, or before it where it is the last.
fn separator(text: &[u8], part: &Range<usize>) -> Option<u8> {
    let is_separator = |b: u8| matches!(b, b',' | b'\t' | b';' | b'|');
    let rest = &text[part.end..text.len().min(part.end + LABEL_BYTES)];
    let behind = *rest.iter().find(|&&b| !is_name(b))?;
    if is_separator(behind) {
        return Some(behind);
    }
    let before = &text[part.start.saturating_sub(LABEL_BYTES)..part.start];
    before
        .iter()
        .rev()
        .find(|&&b| !is_name(b))
        .copied()
        .filter(|&b| is_separator(b) && matches!(behind, b'\n' | b'\r' | b')'))
}

/// Fields of a line; a separator in double quotes is none.
fn fields(line: &[u8], separator: u8) -> usize {
    let mut quoted = false;
    line.iter().fold(1, |count, &b| {
        quoted ^= b == b'"';
        count + usize::from(b == separator && !quoted)
    })
}

/// Behind a line's end at `at`, which may be one of two bytes.
fn line_end(text: &[u8], at: usize) -> Option<usize> {
    match (text.get(at)?, text.get(at + 1)) {
        (b'\n', _) => Some(at + 1),
        (b'\r', Some(b'\n')) => Some(at + 2),
        _ => None,
    }
}

/// Behind the parenthesis of ` VALUES (`.
fn opens_values(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..text.len().min(at + 48))?;
    let word = at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    text.get(word..word + 6).filter(|w| w.eq_ignore_ascii_case(b"values"))?;
    let rest = &text[word + 6..text.len().min(at + 48)];
    let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    (rest.get(blanks) == Some(&b'(')).then_some(word + 7 + blanks)
}

/// The field in the name's place of the row that begins at `row`.
fn field(text: &[u8], row: usize, limit: usize, header: &Header) -> Option<Range<usize>> {
    let quote = if header.sql { b'\'' } else { b'"' };
    let (mut place, mut quoted, mut start) = (0, false, row);
    for (i, &b) in text[..limit].iter().enumerate().skip(row) {
        quoted ^= b == quote;
        let ends_row = !quoted && (b == b'\n' && !header.sql || b == b')' && header.sql);
        if ends_row || b == header.separator && !quoted {
            if place == header.place {
                return Some(start..i);
            }
            if ends_row {
                return Some(i..i);
            }
            (place, start) = (place + 1, i + 1);
        }
    }
    // The last line of a text.
    (place == header.place && limit == text.len() && !header.sql).then_some(start..limit)
}

/// Where the next row begins; none behind the last.
fn next_row(text: &[u8], row: usize, limit: usize, header: &Header) -> Option<usize> {
    if !header.sql {
        return text[row..limit].iter().position(|&b| b == b'\n').map(|i| row + i + 1);
    }
    let mut quoted = false;
    let close = text[row..limit].iter().position(|&b| {
        quoted ^= b == b'\'';
        b == b')' && !quoted
    })?;
    let rest = &text[row + close + 1..limit];
    let gap = rest.iter().take_while(|b| b.is_ascii_whitespace() || **b == b',').count();
    (rest.get(gap) == Some(&b'(')).then_some(row + close + 2 + gap)
}

/// The date that a field is, without its quotes and blanks.
fn whole_date(text: &[u8], field: Range<usize>) -> Option<Range<usize>> {
    let mark = |b: &&u8| matches!(b, b' ' | b'"' | b'\'' | b'\r');
    let start = field.start + text[field.clone()].iter().take_while(mark).count();
    let end = field.end - text[start..field.end].iter().rev().take_while(mark).count();
    text.get(start)?.is_ascii_digit().then_some(())?;
    (date_at(text, start)? == end).then_some(start..end)
}
