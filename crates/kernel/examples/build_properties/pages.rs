//! pages.bin: which characters of a page of 256 code points are marks or suspects of a form, as tables for vectors.
//!
//! A page is 16 rows of 16 characters. Rows with the same marks (or suspects) are one of up to eight sets: a bit in the bytes of
//! its rows and of its columns, so that a character is in it if both have the bit. Where a page has more sets, those are put
//! together that bring the fewest other characters along; such a character is looked at for nothing.

/// Sets that a table's bytes have bits for.
const SETS: usize = 8;
/// Different tables that a form may have.
pub const TABLES: usize = 128;
/// Pages: 256 of the Basic Multilingual Plane; then 68 of 256 blocks of 64 code points, for characters of four bytes.
pub const PAGES: usize = 256 + 68;
/// A table: 16 rows, 16 columns, the bits of the sets that are marks.
const TABLE_BYTES: usize = 33;

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Free,
    Mark,
    Suspect,
}

/// A mark may stand anywhere but behind one of a higher combining class.
fn class(property: u16, form: u16) -> Class {
    match ((property >> (8 + 2 * form)) & 3, property & 0xff) {
        (0, 0) => Class::Free,
        (0, _) => Class::Mark,
        _ => Class::Suspect,
    }
}

/// Rows and columns, a bit each.
#[derive(Clone, Copy)]
struct Set {
    rows: u16,
    columns: u16,
    is_marks: bool,
}

/// For one form: a table's number for each page, then the tables.
pub fn of_form(all: &[u16], form: u16) -> Vec<u8> {
    let mut numbers = Vec::new();
    let mut tables: Vec<[u8; TABLE_BYTES]> = Vec::new();
    for page in 0..PAGES {
        let table = table(&characters(all, form, page));
        let number = tables.iter().position(|known| *known == table).unwrap_or(tables.len());
        if number == tables.len() {
            tables.push(table);
        }
        numbers.push(u8::try_from(number).expect("at most 256 different tables"));
    }
    println!("form {form}: {} different pages", tables.len());
    assert!(tables.len() <= TABLES);
    tables.resize(TABLES, [0; TABLE_BYTES]);
    numbers.into_iter().chain(tables.concat()).collect()
}

/// The characters of a page, or blocks, and which of them are letters or digits.
fn characters(all: &[u16], form: u16, page: usize) -> [(Class, bool); 256] {
    let is_letter = |code: usize| char::from_u32(code as u32).is_some_and(char::is_alphanumeric);
    core::array::from_fn(|at| match page.checked_sub(256) {
        None => (class(all[page * 256 + at], form), is_letter(page * 256 + at)),
        Some(four) => {
            let from = (four * 256 + at) * 64;
            let is_free = all[from..from + 64].iter().all(|p| class(*p, form) == Class::Free);
            (if is_free { Class::Free } else { Class::Suspect }, is_letter(from))
        }
    })
}

fn table(characters: &[(Class, bool); 256]) -> [u8; TABLE_BYTES] {
    let sets = sets(characters);
    let mut table = [0; TABLE_BYTES];
    for (bit, set) in sets.iter().enumerate() {
        for at in 0..16 {
            table[at] |= u8::from(set.rows >> at & 1 != 0) << bit;
            table[16 + at] |= u8::from(set.columns >> at & 1 != 0) << bit;
        }
        table[32] |= u8::from(set.is_marks) << bit;
    }
    table
}

fn sets(characters: &[(Class, bool); 256]) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    for (row, sixteen) in characters.chunks(16).enumerate() {
        for kind in [Class::Mark, Class::Suspect] {
            let columns = sixteen.iter().rev().fold(0, |columns, (class, _)| columns << 1 | u16::from(*class == kind));
            let is_marks = kind == Class::Mark;
            match sets.iter_mut().find(|set| set.columns == columns && set.is_marks == is_marks) {
                _ if columns == 0 => {}
                Some(set) => set.rows |= 1 << row,
                None => sets.push(Set { rows: 1 << row, columns, is_marks }),
            }
        }
    }
    while sets.len() > SETS {
        let pairs = (0..sets.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let (a, b) = pairs.min_by_key(|&(a, b)| strangers(characters, &sets, a, b)).expect("more than eight");
        let other = sets.swap_remove(a);
        sets[b] = union(sets[b], other);
    }
    sets
}

/// Marks among suspects are suspects.
fn union(a: Set, b: Set) -> Set {
    Set { rows: a.rows | b.rows, columns: a.columns | b.columns, is_marks: a.is_marks && b.is_marks }
}

/// What is looked at for nothing if two sets are one: letters and digits count more than signs, and than what is no character.
/// Those among marks cost next to nothing: only what stands beside another is looked at.
fn strangers(characters: &[(Class, bool)], sets: &[Set], a: usize, b: usize) -> usize {
    let both = union(sets[a], sets[b]);
    let least = if both.is_marks { Class::Mark } else { Class::Suspect };
    let weigh = |is_letter: bool| if is_letter { 32 } else { 8 } / if both.is_marks { 8 } else { 1 };
    let is_in = |at: usize| both.rows >> (at / 16) & 1 != 0 && both.columns >> (at % 16) & 1 != 0;
    let strangers = characters.iter().enumerate().filter(|&(at, (class, _))| is_in(at) && *class != least);
    strangers.map(|(_, (_, is_letter))| weigh(*is_letter)).sum()
}
