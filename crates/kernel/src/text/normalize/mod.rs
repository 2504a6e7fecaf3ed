//! Unicode normal forms (UAX #15). Most text is normal already, so most of this is the quick check: 64 bytes at a time are
//! skipped where no character is suspect, suspects cost a table look-up, and only stretches that may not be normal are taken apart.
//!
//! Must never copy a text that is normal already: the caller has it.
mod alarms;
mod expected;
mod found;
mod hangul;
mod known;
mod leads;
mod look;
mod mixed;
mod pages;
mod plain;
mod properties;
mod quick;
mod runs;
mod segment;
mod singles;
mod survey;
mod work;

use crate::watch::{Cancelled, Watch};
use alloc::vec::Vec;
use properties::Property;
use quick::{Check, character_start};
use survey::Survey;
use work::Work;

/// Bytes between two polls: 0.3 ms of the slowest text.
const BYTES_PER_POLL: usize = 16 * 1024;

/// A normal form; the numbers are the order of the quick-check bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Canonical composition.
    Nfc = 0,
    /// Canonical decomposition.
    Nfd = 1,
    /// Compatibility composition.
    Nfkc = 2,
    /// Compatibility decomposition.
    Nfkd = 3,
}

impl Form {
    /// The form of an ABI number (1 to 4: NFC, NFD, NFKC, NFKD), `None` for any other.
    pub fn from_number(number: u32) -> Option<Self> {
        [Self::Nfc, Self::Nfd, Self::Nfkc, Self::Nfkd].get(number.wrapping_sub(1) as usize).copied()
    }
}

/// Why there is no normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormalizeError {
    /// The watch said that nobody wants it any more.
    Cancelled,
    /// The worker's memory is too small for it.
    OutOfMemory,
    /// The bytes are no UTF-8.
    NotText,
}

impl From<Cancelled> for NormalizeError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The normal form of `text`, or `None` when `text` is it. A text that isn't known to be UTF-8 yet costs less as bytes.
///
/// # Errors
/// [`NormalizeError::Cancelled`] when the watch says so, [`NormalizeError::OutOfMemory`].
pub fn normalize(text: &str, form: Form, watch: &mut impl Watch) -> Result<Option<Vec<u8>>, NormalizeError> {
    watch.passed(0)?;
    surveyed(text, form, Survey::none(), watch)
}

/// The normal form of UTF-8, or `None` when `bytes` are it.
///
/// # Errors
/// Those of [`normalize`], and [`NormalizeError::NotText`] for bytes that aren't UTF-8.
pub fn normalize_bytes(bytes: &[u8], form: Form, watch: &mut impl Watch) -> Result<Option<Vec<u8>>, NormalizeError> {
    watch.passed(0)?;
    let survey = Survey::of(bytes, form).ok_or(NormalizeError::NotText)?;
    // SAFETY: the survey gives an error for what isn't UTF-8.
    surveyed(unsafe { core::str::from_utf8_unchecked(bytes) }, form, survey, watch)
}

fn surveyed(text: &str, form: Form, survey: Survey, watch: &mut impl Watch) -> Result<Option<Vec<u8>>, NormalizeError> {
    let mut work = Work::new(text, form);
    let mut check = Check::of(form, survey);
    let mut at = 0;
    let mut polled = 0;
    while let Some(stretch) = next_stretch(&mut work, at, &mut check, &mut polled, watch)? {
        work.take(stretch.start, stretch.end)?;
        at = work.take_hangul(stretch.end)?;
        poll(at, &mut polled, watch)?;
    }
    watch.passed(text.len() - polled)?;
    work.finish()
}

fn poll(at: usize, polled: &mut usize, watch: &mut impl Watch) -> Result<(), Cancelled> {
    if at - *polled >= BYTES_PER_POLL {
        watch.passed(at - *polled)?;
        *polled = at;
    }
    Ok(())
}

/// Bytes of the text between two boundaries.
struct Stretch {
    start: usize,
    end: usize,
}

/// The next stretch, from `at` on, that the quick check doesn't pass; `at` is a boundary, or the text's start.
fn next_stretch(
    work: &mut Work,
    at: usize,
    check: &mut Check,
    polled: &mut usize,
    watch: &mut impl Watch,
) -> Result<Option<Stretch>, Cancelled> {
    let bytes = work.text.as_bytes();
    let mut i = at;
    while i < bytes.len() {
        let stop = bytes.len().min(i + BYTES_PER_POLL);
        if !check.skip(work, &mut i, stop) {
            let end = next_boundary(bytes, i + decode(bytes, i).1, check.form, polled, watch)?;
            return Ok(Some(Stretch { start: last_boundary(bytes, at.max(work.copied()), i, check.form), end }));
        }
        poll(i, polled, watch)?;
    }
    Ok(None)
}

/// Where the stretch begins that the character at `i` spoils: there, or at the last boundary before it, or at `at` if there is
/// none after that. What lies between passed the quick check; a run of marks is gone through once, for all of it will belong
/// to one stretch.
fn last_boundary(bytes: &[u8], at: usize, mut i: usize, form: Form) -> usize {
    while i > at && !Property::of(decode(bytes, i).0).begins(form) {
        i = character_start(bytes, i - 1);
    }
    i.max(at)
}

fn next_boundary(
    bytes: &[u8],
    mut i: usize,
    form: Form,
    polled: &mut usize,
    watch: &mut impl Watch,
) -> Result<usize, Cancelled> {
    while i < bytes.len() {
        let (c, width) = decode(bytes, i);
        if c.is_ascii() || Property::of(c).begins(form) {
            break;
        }
        i += width;
        poll(i, polled, watch)?;
    }
    Ok(i)
}

/// The character at `i` and its width. The bytes are a `str`'s, and `i` is a character's start.
#[inline(always)]
fn decode(bytes: &[u8], i: usize) -> (char, usize) {
    let byte = |offset: usize| u32::from(bytes[i + offset]);
    let low = |offset: usize| byte(offset) & 0x3f;
    let first = byte(0);
    let (code, width) = match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => ((first & 0x1f) << 6 | low(1), 2),
        0xe0..0xf0 => ((first & 0x0f) << 12 | low(1) << 6 | low(2), 3),
        _ => ((first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4),
    };
    (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), width)
}
