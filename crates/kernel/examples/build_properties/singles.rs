//! singles.bin: the normal forms of characters that often come alone, eight bytes each, so that one look-up gives what takes tables
//! and sorting else: of letters with accents, kana with dots, signs of full width.
use unicode_normalization::UnicodeNormalization;

/// Rows of 64 code points that have such characters, of all forms.
pub const ROWS: usize = 256;
/// Different rows' characters.
pub const NORMALS: usize = 3584;
const LONGEST: usize = 8;

/// What a row of 64 code points has: a bit for each, and the normal forms of those that are set.
#[derive(Clone, Default, PartialEq)]
struct Row {
    mask: u64,
    normals: Vec<[u8; LONGEST]>,
}

/// Ideographs and Hangul are left out, and Arabic by its shapes: they would take most of the room.
fn is_wanted(code: u32) -> bool {
    matches!(code, 0x80..0x3400 | 0xff00..0xfff0)
}

fn normal(c: char, form: u16) -> Option<[u8; LONGEST]> {
    let text: String = match form {
        0 => core::iter::once(c).nfc().collect(),
        1 => core::iter::once(c).nfd().collect(),
        2 => core::iter::once(c).nfkc().collect(),
        _ => core::iter::once(c).nfkd().collect(),
    };
    let mut normal = [0; LONGEST];
    normal.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    Some(normal)
}

fn row(all: &[u16], form: u16, number: u32) -> Row {
    let mut row = Row::default();
    for code in (number * 64..number * 64 + 64).filter(|code| is_wanted(*code)) {
        // It is never in a normal text, and what it becomes begins with a boundary.
        let begins = (all[code as usize] >> (8 + 2 * form)) & 3 == 3;
        let Some(normal) = char::from_u32(code).filter(|_| begins).and_then(|c| normal(c, form)) else { continue };
        row.mask |= 1 << (code % 64);
        row.normals.push(normal);
    }
    row
}

/// For each form 1,024 numbers of rows; then the rows' masks; then where each one's normal forms begin; then those.
pub fn of_all(all: &[u16]) -> Vec<u8> {
    let mut rows = vec![Row::default()];
    let mut numbers = Vec::new();
    for (form, number) in (0..4).flat_map(|form| (0..1024).map(move |number| (form, number))) {
        let row = row(all, form, number);
        let known = rows.iter().position(|known| *known == row).unwrap_or(rows.len());
        if known == rows.len() {
            rows.push(row);
        }
        numbers.push(u8::try_from(known).expect("at most 256 different rows"));
    }
    let mut normals: Vec<[u8; LONGEST]> = Vec::new();
    let mut starts = Vec::new();
    for row in &rows {
        starts.extend(u16::try_from(normals.len()).expect("few").to_le_bytes());
        normals.extend(&row.normals);
    }
    println!("{} rows of {} normal forms", rows.len(), normals.len());
    assert!(rows.len() <= ROWS && normals.len() <= NORMALS);
    rows.resize(ROWS, Row::default());
    starts.resize(2 * ROWS, 0);
    normals.resize(NORMALS, [0; LONGEST]);
    let masks = rows.iter().flat_map(|row| row.mask.to_le_bytes());
    numbers.into_iter().chain(masks).chain(starts).chain(normals.concat()).collect()
}
