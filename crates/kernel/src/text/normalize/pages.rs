//! Which characters of a page may not stand just anywhere, for sixteen bytes at once. A page is 256 code points, which the bytes of
//! UTF-8 share all but their last eight bits of; of characters of four bytes it is 256 blocks of 64.
//!
//! The data is in pages.bin, which crates/kernel/examples/build_properties makes. A page may tell too many characters, never too few.
use super::Form;
use crate::arch::Bytes16;

/// For each form: a table's number for each page, then the tables: 16 rows, 16 columns, the bits of those sets that are marks.
static DATA: &[[u8; FORM_BYTES]; 4] = as_forms(include_bytes!("pages.bin"));
const PAGES: usize = 256 + 68;
const TABLES: usize = 128;
const TABLE_BYTES: usize = 33;
const FORM_BYTES: usize = PAGES + TABLES * TABLE_BYTES;

const fn as_forms(data: &'static [u8; 4 * FORM_BYTES]) -> &'static [[u8; FORM_BYTES]; 4] {
    data.as_chunks().0.as_array().expect("four forms")
}

/// Numbers that vectors are worked on with, read from memory.
pub(super) struct Constants {
    pub(super) low_nibble: Bytes16,
    pub(super) high_nibble: Bytes16,
    lowest_two: Bytes16,
    middle_two: Bytes16,
    upper_six: Bytes16,
}

impl Constants {
    pub(super) fn new() -> Self {
        let all = |byte| Bytes16::kept(&[byte; 16]);
        Self {
            low_nibble: all(0x0f),
            high_nibble: all(0xf0),
            lowest_two: all(0x03),
            middle_two: all(0x30),
            upper_six: all(0xfc),
        }
    }
}

/// Sixteen bytes, and those that begin one earlier and one later.
#[derive(Clone, Copy)]
pub(super) struct Bytes {
    pub(super) before: Bytes16,
    pub(super) here: Bytes16,
    after: Bytes16,
}

impl Bytes {
    /// Of `bytes` from `at` on; one before and one after them must be there.
    #[inline(always)]
    pub(super) fn load(bytes: &[u8; 18]) -> Self {
        let lanes = |from: usize| Bytes16::load(bytes[from..from + 16].as_array().expect("16 of 18"));
        Self { before: lanes(0), here: lanes(1), after: lanes(2) }
    }
}

/// What a page tells of sixteen places, at a character's second byte.
pub(super) struct Told {
    /// All bits where the character is of the page.
    pub(super) own: Bytes16,
    /// Bits where it is a mark or a suspect: those of `Page::marks` are marks.
    pub(super) found: Bytes16,
}

/// One page's table, and the bytes that its characters begin with.
#[derive(Clone, Copy)]
pub(super) struct Page {
    rows: Bytes16,
    columns: Bytes16,
    pub(super) marks: Bytes16,
    lead: Bytes16,
    second: Bytes16,
    /// Bytes of its characters.
    pub(super) width: u32,
}

/// The table of the page of the characters that begin with these two bytes.
#[inline(always)]
fn table(data: &'static [u8; FORM_BYTES], lead: u8, second: u8) -> &'static [u8; TABLE_BYTES] {
    let (lead, second) = (usize::from(lead), usize::from(second));
    let page = if lead < 0xe0 { lead >> 2 & 7 } else { (lead & 0x1f) << 4 | (second >> 2 & 15) };
    let number = usize::from(data[page.min(PAGES - 1)]) % TABLES;
    data[PAGES + number * TABLE_BYTES..].first_chunk().expect("one of the tables")
}

/// One form's tables, to look up single characters in.
#[derive(Clone, Copy)]
pub(super) struct Tables(&'static [u8; FORM_BYTES]);

impl Tables {
    pub(super) fn of(form: Form) -> Self {
        Self(&DATA[form as usize])
    }

    /// The bits of the sets that the character is in that begins with these bytes, and of those sets that are marks.
    #[inline(always)]
    pub(super) fn ask(self, lead: u8, second: u8, third: u8) -> (u8, u8) {
        let table = table(self.0, lead, second);
        let (row, low) = if lead < 0xe0 { (lead, second) } else { (second, third) };
        let sets = table[usize::from((row & 3) << 2 | (low >> 4 & 3))] & table[16 + usize::from(low & 15)];
        (sets, table[32])
    }
}

impl Page {
    /// The page of the characters that begin with these two bytes.
    #[inline(always)]
    pub(super) fn of(form: Form, lead: u8, second: u8) -> Self {
        let table = table(&DATA[form as usize], lead, second);
        let lanes = |from: usize| Bytes16::load(table[from..from + 16].as_array().expect("16 bytes"));
        let width = match lead {
            0..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        let lead = Bytes16::splat(if width == 2 { lead & 0xfc } else { lead });
        let second = Bytes16::splat(second & 0xfc);
        Self { rows: lanes(0), columns: lanes(16), marks: Bytes16::splat(table[32]), lead, second, width }
    }

    /// A page of three bytes that no character is of.
    pub(super) fn none() -> Self {
        let zero = Bytes16::splat(0);
        Self { rows: zero, columns: zero, marks: zero, lead: Bytes16::splat(0xff), second: zero, width: 3 }
    }

    /// For characters of two bytes, if `TWO`, or of more: other pages would be misread.
    #[inline(always)]
    pub(super) fn tell<const TWO: bool>(&self, bytes: Bytes, by: &Constants) -> Told {
        let Bytes { before, here, after } = bytes;
        let (own, row, low) = if TWO {
            ((before & by.upper_six).same(self.lead), (before & by.lowest_two, here & by.middle_two), here)
        } else {
            let own = before.same(self.lead) & (here & by.upper_six).same(self.second);
            (own, (here & by.lowest_two, after & by.middle_two), after)
        };
        let rows = self.rows.lookup(row.0.up::<2>() | row.1.down::<4>());
        let columns = self.columns.lookup(low & by.low_nibble);
        Told { own, found: rows & columns & own }
    }

    /// [`Page::tell`] of characters of whatever width.
    pub(super) fn tell_of(&self, bytes: Bytes, by: &Constants) -> Told {
        if self.width == 2 { self.tell::<true>(bytes, by) } else { self.tell::<false>(bytes, by) }
    }
}
