//! Unicode normal forms (UAX #15). Most text is normal already, so most of this is the quick check: ASCII is skipped 16 bytes at
//! a time, other characters cost one table look-up, and only stretches that may not be normal are taken apart.
//!
//! Must never copy a text that is normal already: the caller has it.
mod properties;
mod segment;

use crate::watch::{Cancelled, Watch};
use alloc::vec::Vec;
use properties::{Boundaries, Property, Quick};
use segment::Scratch;

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
}

impl From<Cancelled> for NormalizeError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The normal form of `text`, or `None` when `text` is it.
///
/// # Errors
/// [`NormalizeError::Cancelled`] when the watch says so, [`NormalizeError::OutOfMemory`].
pub fn normalize(text: &str, form: Form, watch: &mut impl Watch) -> Result<Option<Vec<u8>>, NormalizeError> {
    watch.passed(0)?;
    let mut work = Work { text, form, out: Vec::new(), changed: false, copied: 0, scratch: Scratch::default() };
    let mut at = 0;
    let mut polled = 0;
    while let Some(stretch) = next_stretch(text, at, form, &mut polled, watch)? {
        work.take(stretch.start, stretch.end)?;
        at = stretch.end;
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

/// The output so far: `text` up to `copied`, normalised. Nothing is written before something changes.
struct Work<'t> {
    text: &'t str,
    form: Form,
    out: Vec<u8>,
    changed: bool,
    copied: usize,
    scratch: Scratch,
}

impl Work<'_> {
    /// Normalises a stretch that failed the quick check, after copying what stands before it.
    fn take(&mut self, start: usize, end: usize) -> Result<(), NormalizeError> {
        let before = &self.text.as_bytes()[self.copied..start];
        // A code point decomposes to 18 at the most (UAX #15, section 1.1), far more than most; the vector grows if it must.
        let begin = self.out.len();
        if self.changed {
            self.reserve(before.len() + (end - start) * 3)?;
            self.out.extend_from_slice(before);
        }
        let from = self.out.len();
        self.scratch.normalize(&self.text[start..end], self.form, &mut self.out);
        if self.changed {
            self.copied = end;
        } else if self.out[from..] == self.text.as_bytes()[start..end] {
            self.out.truncate(begin);
        } else {
            self.begin_changes(start)?;
            self.copied = end;
        }
        Ok(())
    }

    /// The first change: what stands before it goes to the front of the output.
    fn begin_changes(&mut self, start: usize) -> Result<(), NormalizeError> {
        let mut out = Vec::new();
        out.try_reserve_exact(self.text.len() + self.text.len() / 8 + 64).map_err(|_| NormalizeError::OutOfMemory)?;
        out.extend_from_slice(&self.text.as_bytes()[..start]);
        out.extend_from_slice(&self.out);
        self.out = out;
        self.changed = true;
        Ok(())
    }

    fn reserve(&mut self, bytes: usize) -> Result<(), NormalizeError> {
        self.out.try_reserve(bytes).map_err(|_| NormalizeError::OutOfMemory)
    }

    fn finish(mut self) -> Result<Option<Vec<u8>>, NormalizeError> {
        if !self.changed {
            return Ok(None);
        }
        let rest = &self.text.as_bytes()[self.copied..];
        self.reserve(rest.len())?;
        self.out.extend_from_slice(rest);
        Ok(Some(self.out))
    }
}

/// Bytes of the text between two boundaries.
struct Stretch {
    start: usize,
    end: usize,
}

/// The next stretch, from `at` on, that the quick check doesn't pass; `at` is a boundary, or the text's start.
fn next_stretch(
    text: &str,
    at: usize,
    form: Form,
    polled: &mut usize,
    watch: &mut impl Watch,
) -> Result<Option<Stretch>, Cancelled> {
    let bytes = text.as_bytes();
    let boundaries = Boundaries::of(form);
    let mut i = at;
    let mut boundary = at;
    let mut last_class = 0;
    while i < bytes.len() {
        let run = skip_boundaries(bytes, i, &boundaries, &mut boundary);
        if run > i {
            last_class = 0;
            i = run;
        } else {
            let (c, width) = decode(bytes, i);
            let property = Property::of(c);
            let class = property.combining_class();
            if property.quick(form) != Quick::Yes || (class != 0 && class < last_class) {
                let end = next_boundary(bytes, i + width, form, polled, watch)?;
                return Ok(Some(Stretch { start: boundary, end }));
            }
            if class == 0 {
                boundary = i;
            }
            last_class = class;
            i += width;
        }
        poll(i, polled, watch)?;
    }
    Ok(None)
}

/// The end of the run of boundaries from `i` on, no further than a poll's worth; `last` becomes where the last one begins.
#[inline(always)]
fn skip_boundaries(bytes: &[u8], mut i: usize, boundaries: &Boundaries, last: &mut usize) -> usize {
    let stop = bytes.len().min(i + BYTES_PER_POLL);
    while i < stop {
        let rest = &bytes[i..];
        let width = match *rest {
            [0..0x80, ..] => {
                i = skip_ascii(bytes, i + 1);
                *last = i - 1;
                continue;
            }
            [a @ 0xc0..0xe0, b, ..] if boundaries.contain((a & 0x1f).into(), b) => 2,
            [a @ 0xe0..0xf0, b, c, ..] if boundaries.contain(usize::from(a & 0xf) << 6 | usize::from(b & 0x3f), c) => 3,
            _ => break,
        };
        *last = i;
        i += width;
    }
    i
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
        if Property::of(c).is_boundary(form) {
            break;
        }
        i += width;
        poll(i, polled, watch)?;
    }
    Ok(i)
}

/// The first byte from `i` on that is no ASCII, but no further than a poll's worth.
#[inline]
fn skip_ascii(bytes: &[u8], mut i: usize) -> usize {
    let bytes = &bytes[..bytes.len().min(i + BYTES_PER_POLL * 8)];
    while let Some(chunk) = bytes.get(i..i + 16) {
        let mut high = 0;
        for &byte in chunk {
            high |= byte;
        }
        if high >= 0x80 {
            break;
        }
        i += 16;
    }
    while i < bytes.len() && bytes[i] < 0x80 {
        i += 1;
    }
    i
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
