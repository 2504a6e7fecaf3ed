//! Which of the classes that the pre-tokenizers tell apart a code point belongs to.
//!
//! The data (Unicode 16.0, the version in npm `tiktoken` 1.0.22 and in crate `regex`) is in classes.bin, which
//! crates/kernel/examples/build_classes.rs makes from regex-syntax's tables; a test compares every code point with that
//! crate. Must stay a plain table: it is read for every character that isn't ASCII.

/// Bits of the classes; sets of classes are unions of them.
pub(super) mod class {
    /// Punctuation, symbols, controls, unassigned: what is none of the others.
    pub const OTHER: u8 = 1;
    /// Lu and Lt.
    pub const UPPER: u8 = 1 << 1;
    /// Ll.
    pub const LOWER: u8 = 1 << 2;
    /// Lm and Lo.
    pub const UNCASED: u8 = 1 << 3;
    /// M: Mn, Mc and Me.
    pub const MARK: u8 = 1 << 4;
    /// N: Nd, Nl and No.
    pub const NUMBER: u8 = 1 << 5;
    /// White_Space, but for the two below.
    pub const SPACE: u8 = 1 << 6;
    /// CR and LF.
    pub const NEWLINE: u8 = 1 << 7;

    /// L.
    pub const LETTER: u8 = UPPER | LOWER | UNCASED;
    /// What may stand where o200k_base wants capitals.
    pub const UPPERISH: u8 = UPPER | UNCASED | MARK;
    /// What may stand where o200k_base wants small letters.
    pub const LOWERISH: u8 = LOWER | UNCASED | MARK;
    /// `\s`.
    pub const WHITE: u8 = SPACE | NEWLINE;
}

/// Blocks of 128 code points: first 8,704 block numbers, then the blocks, a byte a code point.
static TABLE: &[u8; 38144] = include_bytes!("classes.bin");
const BLOCK: usize = 128;
const BLOCKS: usize = 0x11_0000 / BLOCK;

/// The class of every byte that is a character by itself; 0 for bytes of longer characters.
static ASCII: [u8; 256] = ascii();

const fn ascii() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'\r' | b'\n' => class::NEWLINE,
            b' ' | b'\t' | 0x0b | 0x0c => class::SPACE,
            b'A'..=b'Z' => class::UPPER,
            b'a'..=b'z' => class::LOWER,
            b'0'..=b'9' => class::NUMBER,
            _ => class::OTHER,
        };
        byte += 1;
    }
    classes
}

/// The class of a code point below 0x110000.
#[inline]
pub(super) fn class_of(code_point: u32) -> u8 {
    let block = usize::from(TABLE[code_point as usize / BLOCK]);
    TABLE[BLOCKS + block * BLOCK + code_point as usize % BLOCK]
}

/// The classes of the characters of two bytes, by the eleven bits that these hold: one load instead of two for Cyrillic,
/// Greek, Arabic, Hebrew and Latin's accents.
static TWO_BYTES: [u8; 0x800] = two_bytes();

const fn two_bytes() -> [u8; 0x800] {
    let mut classes = [0; 0x800];
    let mut point = 0;
    while point < 0x800 {
        classes[point] = TABLE[BLOCKS + TABLE[point / BLOCK] as usize * BLOCK + point % BLOCK];
        point += 1;
    }
    classes
}

/// The class and the length of the character at `at`, where a character of valid UTF-8 begins.
#[inline(always)]
pub(super) fn class_at(text: &[u8], at: usize) -> (u8, usize) {
    let lead = text[at];
    if lead < 0x80 {
        return (ASCII[usize::from(lead)], 1);
    }
    if lead < 0xf0
        && let Some([_, second, third]) = text.get(at..at + 3)
    {
        let [second, third] = [second, third].map(|byte| u32::from(byte & 0x3f));
        if lead < 0xe0 {
            return (TWO_BYTES[(u32::from(lead & 0x1f) << 6 | second) as usize], 2);
        }
        return (class_of(u32::from(lead & 0xf) << 12 | second << 6 | third), 3);
    }
    wide_class_at(text, at)
}

/// The same for a character of three or four bytes, and for what is none.
#[inline(never)]
fn wide_class_at(text: &[u8], at: usize) -> (u8, usize) {
    let tail = |index: usize| text.get(at + index).map_or(0, |byte| u32::from(byte & 0x3f));
    let lead = u32::from(text[at]);
    let (code_point, length) = match lead {
        0..0xe0 => ((lead & 0x1f) << 6 | tail(1), 2),
        0xe0..0xf0 => ((lead & 0xf) << 12 | tail(1) << 6 | tail(2), 3),
        _ => ((lead & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    };
    (class_of(code_point.min(0x10_ffff)), length)
}
