//! What is known of a code point without normalising it: its combining class, and whether it may stand in a normal text.
//!
//! The data is in properties.bin, which crates/kernel/examples/build_properties.rs makes from crate unicode-normalization.
//! Must stay a plain table: it is read for every character that isn't ASCII.
use super::Form;

/// 256 little-endian u16 kinds; then 8,704 numbers of blocks of 128 code points; then the blocks, a kind's index a code point.
static TABLE: &[u8] = include_bytes!("properties.bin");
const KINDS: usize = 0;
const NUMBERS: usize = KINDS + 512;
const BLOCKS: usize = NUMBERS + 0x11_0000 / 128;

/// For each form: the numbers of 1,024 masks, then 256 little-endian u64 masks of 64 code points each.
pub(super) static BOUNDARIES: &[u8; 4 * FORM_BYTES] = include_bytes!("boundaries.bin");
pub(super) const FORM_BYTES: usize = 1024 + 256 * 8;

/// UAX #15's quick check: may the character stand in a text of the form?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quick {
    Yes,
    /// It may combine with what stands before it.
    Maybe,
    No,
}

/// A code point's properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Property(u16);

impl Property {
    #[inline(always)]
    pub(super) fn of(c: char) -> Self {
        let code = c as usize;
        let number = TABLE[NUMBERS + code / 128] as usize;
        let kind = TABLE[BLOCKS + number * 128 + code % 128] as usize;
        Self(u16::from_le_bytes([TABLE[KINDS + kind * 2], TABLE[KINDS + kind * 2 + 1]]))
    }

    /// Canonical combining class; 0 for starters.
    #[inline(always)]
    pub(super) fn combining_class(self) -> u8 {
        self.0 as u8
    }

    #[inline(always)]
    pub(super) fn quick(self, form: Form) -> Quick {
        match (self.0 >> (8 + 2 * form as u16)) & 3 {
            0 => Quick::Yes,
            1 => Quick::Maybe,
            _ => Quick::No,
        }
    }

    /// A starter that nothing before it can change or combine with: normalisation may begin or end here.
    #[inline(always)]
    pub(super) fn is_boundary(self, form: Form) -> bool {
        self.combining_class() == 0 && self.quick(form) == Quick::Yes
    }

    /// Whether normalisation may begin right before it: it is a boundary, or what it decomposes to begins with one.
    #[inline(always)]
    pub(super) fn begins(self, form: Form) -> bool {
        self.is_boundary(form) || (self.0 >> (8 + 2 * form as u16)) & 3 == 3
    }
}
