//! SQL: the value in the place of a column's name, `INSERT INTO users (name, password) VALUES ('ann', 'value')`.

use core::ops::Range;

use super::reader::Reader;
use super::{VALUE_AWAY, is_name_byte};

/// How far a list of columns reaches to each side of a name.
const COLUMNS_BYTES: usize = 256;
/// The longest value before the one that is read.
const FIELD_BYTES: usize = 128;

/// Steps to the value that stands where the name does, or stays. Only the first of several rows is read.
pub(super) fn read(r: &mut Reader, name: &Range<usize>) -> bool {
    let mark = r.at;
    if let Some(place) = place(r.text, name.start)
        && opens_values(r)
        && (0..place).all(|_| skip_field(r) && r.at - name.start < VALUE_AWAY)
        && r.peek() == b'\''
    {
        return true;
    }
    r.at = mark;
    false
}

fn is_column(b: u8) -> bool {
    is_name_byte(b) || b.is_ascii_whitespace() || matches!(b, b'"' | b'`' | b'[' | b']')
}

/// How many columns stand before the name that starts at `start`.
fn place(text: &[u8], start: usize) -> Option<usize> {
    let before = &text[start.saturating_sub(COLUMNS_BYTES)..start];
    let open = before.iter().rposition(|&b| b == b'(')?;
    let columns = &before[open + 1..];
    let listed = columns.iter().all(|&b| is_column(b) || b == b',');
    listed.then(|| columns.iter().filter(|&&b| b == b',').count())
}

/// The rest of the columns, `) VALUES (`.
fn opens_values(r: &mut Reader) -> bool {
    r.at += r.rest().iter().take(COLUMNS_BYTES).take_while(|&&b| is_column(b) || b == b',').count();
    if !r.skip(b")") {
        return false;
    }
    r.white();
    if !r.word(&["values"]) {
        return false;
    }
    r.white();
    let opened = r.skip(b"(");
    r.white();
    opened
}

/// A value and the comma behind it.
fn skip_field(r: &mut Reader) -> bool {
    let rest = &r.rest()[..r.rest().len().min(FIELD_BYTES)];
    let mut quoted = false;
    // a quote in a string is doubled, which this closes and opens again
    let comma = rest.iter().position(|&b| {
        quoted ^= b == b'\'';
        b == b',' && !quoted
    });
    let Some(comma) = comma else { return false };
    r.at += comma + 1;
    r.white();
    true
}
