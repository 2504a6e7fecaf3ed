//! The normal forms of characters that stand alone, in one look-up: of letters with accents, kana with dots, signs of full width.
//!
//! The data is in singles.bin, which crates/kernel/examples/build_properties makes. Ideographs and Hangul aren't in it.
use super::Form;
use crate::text::bytes16::word;

/// For each form a row's number for each 64 code points; the rows' masks, a bit a character that is here; where each row's normal
/// forms begin; those, eight bytes each, padded with zeros.
static DATA: &[u8; LENGTH] = include_bytes!("singles.bin");
const NUMBERS: usize = 1024;
const ROWS: usize = 256;
const NORMALS: usize = 3584;
const MASKS_AT: usize = 4 * NUMBERS;
const STARTS_AT: usize = MASKS_AT + 8 * ROWS;
const NORMALS_AT: usize = STARTS_AT + 2 * ROWS;
const LENGTH: usize = NORMALS_AT + 8 * NORMALS;

/// The normal form of `c` as UTF-8, the first byte least, if it's short: then `c` may not stand in a normal text, and normalisation
/// may begin before it. It is that of a stretch if there is a boundary behind `c`, too.
#[inline(always)]
pub(super) fn normal(c: char, form: Form) -> Option<u64> {
    let code = c as usize;
    let row = usize::from(DATA[form as usize * NUMBERS + (code >> 6 & 1023)]);
    let mask = word(DATA, MASKS_AT + 8 * row);
    let bit = 1 << (code & 63);
    if mask & bit == 0 || code > 0xffff {
        return None;
    }
    let start = usize::from(DATA[STARTS_AT + 2 * row]) | usize::from(DATA[STARTS_AT + 2 * row + 1]) << 8;
    let number = start + (mask & (bit - 1)).count_ones() as usize;
    Some(word(DATA, NORMALS_AT + 8 * number.min(NORMALS - 1)))
}
