//! The normal form as it comes to be: what changes is put into the output, with what stands before it.
//!
//! Must never copy anything before something changes: the caller has the text.
use super::properties::{Property, Quick};
use super::quick::character_start;
use super::segment::Scratch;
use super::{Form, NormalizeError, decode, hangul, singles};
use alloc::vec::Vec;
use unicode_normalization::char::compose;

/// Bytes more than a piece takes that must be free: sixteen are written where fewer are wanted.
const SLACK: usize = 32;

/// The output so far: `text` up to `copied`, normalised. Nothing is written before something changes.
pub(super) struct Work<'t> {
    pub(super) text: &'t str,
    form: Form,
    out: Vec<u8>,
    changed: bool,
    copied: usize,
    scratch: Scratch,
}

impl<'t> Work<'t> {
    pub(super) fn new(text: &'t str, form: Form) -> Self {
        Self { text, form, out: Vec::new(), changed: false, copied: 0, scratch: Scratch::new(text.len()) }
    }

    /// Up to where the text is in the output.
    #[inline(always)]
    pub(super) fn copied(&self) -> usize {
        self.copied
    }

    /// Normalises the character `c` at `lead` by itself, if its normal form is known and a boundary follows, as it does if `is_alone`.
    #[inline(always)]
    pub(super) fn take_single(&mut self, lead: usize, c: char, width: usize, is_alone: bool) -> bool {
        let Some(normal) = singles::normal(c, self.form).filter(|_| self.changed) else { return false };
        let end = lead + width;
        is_alone | begins_at(self.text.as_bytes(), end, self.form) && self.put(lead, end, normal)
    }

    /// Composes the mark `c` at `lead`, and those after it, with the one character before, if that takes all of them in their order.
    #[inline(always)]
    pub(super) fn take_composed(&mut self, lead: usize, c: char, width: usize, property: Property) -> bool {
        let bytes = self.text.as_bytes();
        if !self.changed || lead <= self.copied || matches!(c, '\u{1100}'..='\u{11ff}') {
            return false;
        }
        let start = character_start(bytes, lead - 1);
        let mut whole = decode(bytes, start).0;
        let decomposed = if self.form == Form::Nfc { Form::Nfd } else { Form::Nfkd };
        let is_whole = |property: Property| property.quick(decomposed) == Quick::Yes;
        let starter = Property::of(whole);
        if !starter.is_boundary(self.form) || !is_whole(starter) {
            return false;
        }
        let (mut mark, mut property, mut end, mut class) = (c, property, lead + width, 0);
        loop {
            let is_next = property.combining_class() == 0 || property.combining_class() >= class;
            if !is_next || !is_whole(property) {
                return false;
            }
            let Some(both) = compose(whole, mark) else { return false };
            (whole, class) = (both, property.combining_class());
            if bytes.get(end).is_none_or(u8::is_ascii) {
                break;
            }
            let (next, width) = decode(bytes, end);
            property = Property::of(next);
            if property.begins(self.form) {
                break;
            }
            (mark, end) = (next, end + width);
        }
        self.put(start, end, utf8(whole))
    }

    /// Puts up to eight bytes, the first least, in place of the text from `start` to `end`; false if there is no room.
    #[inline(always)]
    fn put(&mut self, start: usize, end: usize, bytes: u64) -> bool {
        if self.reserve(start - self.copied + SLACK).is_err() {
            return false;
        }
        append(&mut self.out, self.text.as_bytes(), self.copied, start);
        let whole = self.out.len() + 8 - bytes.leading_zeros() as usize / 8;
        self.out.extend_from_slice(&bytes.to_le_bytes());
        self.out.truncate(whole);
        self.copied = end;
        true
    }

    /// Normalises a stretch that failed the quick check, after copying what stands before it.
    pub(super) fn take(&mut self, start: usize, end: usize) -> Result<(), NormalizeError> {
        // A code point decomposes to 18 at the most (UAX #15, section 1.1), far more than most; the vector grows if it must.
        let begin = self.out.len();
        if self.changed {
            self.reserve(start - self.copied + (end - start) * 3 + 32)?;
            append(&mut self.out, self.text.as_bytes(), self.copied, start);
        }
        let from = self.out.len();
        self.scratch.normalize(self.text, start, end, self.form, &mut self.out)?;
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

    /// Normalises the run of Hangul at `at`, up to which everything is done, and returns its end.
    pub(super) fn take_hangul(&mut self, at: usize) -> Result<usize, NormalizeError> {
        if !self.changed
            || self.copied != at
            || self.text.as_bytes().get(at).is_none_or(|byte| (0x80..0xe1).contains(byte))
        {
            return Ok(at);
        }
        self.reserve((self.text.len() - at).min(2 * hangul::LONGEST_RUN) * 3 + 32)?;
        self.copied = hangul::append(self.text.as_bytes(), at, self.form, &mut self.out);
        Ok(self.copied)
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

    pub(super) fn finish(mut self) -> Result<Option<Vec<u8>>, NormalizeError> {
        if !self.changed {
            return Ok(None);
        }
        let rest = &self.text.as_bytes()[self.copied..];
        self.reserve(rest.len())?;
        self.out.extend_from_slice(rest);
        Ok(Some(self.out))
    }
}

/// Appends `text` from `from` to `to`; the few bytes that most often stand between two stretches sixteen at a time, for to
/// copy a number that isn't known beforehand is a call in Wasm.
#[inline(always)]
fn append(out: &mut Vec<u8>, text: &[u8], mut from: usize, to: usize) {
    if to - from > 64 || to + 16 > text.len() {
        out.extend_from_slice(&text[from..to]);
        return;
    }
    let whole = out.len() + to - from;
    while from < to {
        out.extend_from_slice(&text[from..from + 16]);
        from += 16;
    }
    out.truncate(whole);
}

/// Whether a boundary is at `at`.
#[inline(always)]
fn begins_at(bytes: &[u8], at: usize, form: Form) -> bool {
    bytes.get(at).is_none_or(u8::is_ascii) || Property::of(decode(bytes, at).0).begins(form)
}

/// A character's bytes, the first least: put together as a number, for what is stored in bytes and then loaded at once has to wait.
#[inline(always)]
fn utf8(c: char) -> u64 {
    let code = u64::from(c);
    let low = |shift: u32| code >> shift & 0x3f;
    match code {
        0..0x80 => code,
        0x80..0x800 => 0x80c0 | code >> 6 | low(0) << 8,
        0x800..0x1_0000 => 0x80_80e0 | code >> 12 | low(6) << 8 | low(0) << 16,
        _ => 0x8080_80f0 | code >> 18 | low(12) << 8 | low(6) << 16 | low(0) << 24,
    }
}
