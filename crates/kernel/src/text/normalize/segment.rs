//! Normalises the short stretches that the quick check can't pass: decompose, order, compose (UAX #15, section 1.2).
//!
//! Must be given a stretch that begins at a boundary and ends before one. A text of nothing but marks is one long stretch: whatever
//! grows with it is asked for, and told when it isn't there.
use super::known::Known;
use super::properties::Property;
use super::{Form, NormalizeError};
use alloc::vec::Vec;
use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

/// Bytes of a stretch up to which room is taken for the longest decomposition that it could have.
const SHORT: usize = 1024;
/// Characters that a byte decomposes to at most: U+FDFA is 3 bytes, and 18 characters in NFKD (UAX #15, section 1.1).
const CHARACTERS_A_BYTE: usize = 6;
/// Marks of a run up to which they are ordered in place.
const FEW: usize = 32;

/// A character and its combining class, in 4 bytes.
#[derive(Clone, Copy)]
struct Mark(u32);

impl Mark {
    #[inline(always)]
    fn new(class: u8, c: char) -> Self {
        Self(u32::from(class) << 24 | c as u32)
    }

    #[inline(always)]
    fn class(self) -> u8 {
        (self.0 >> 24) as u8
    }

    #[inline(always)]
    fn char(self) -> char {
        char::from_u32(self.0 & 0xff_ffff).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// Room that is used again for every stretch.
pub(super) struct Scratch {
    marks: Vec<Mark>,
    ordered: Vec<Mark>,
    known: Known,
}

impl Scratch {
    /// Nothing yet, for one form and a text of that many bytes.
    pub(super) fn new(text_bytes: usize) -> Self {
        Self { marks: Vec::new(), ordered: Vec::new(), known: Known::new(text_bytes) }
    }

    /// Appends the normal form of the stretch of `text` from `start` to `end` to `out`; always of the same form.
    ///
    /// # Errors
    /// [`NormalizeError::OutOfMemory`]; `out` is then as it was.
    pub(super) fn normalize(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        form: Form,
        out: &mut Vec<u8>,
    ) -> Result<(), NormalizeError> {
        if self.known.append(text.as_bytes(), start, end, out) {
            return Ok(());
        }
        let from = out.len();
        self.work_out(&text[start..end], form, out)?;
        self.known.remember(text.as_bytes(), start, end, &out[from..]);
        Ok(())
    }

    fn work_out(&mut self, stretch: &str, form: Form, out: &mut Vec<u8>) -> Result<(), NormalizeError> {
        self.marks.clear();
        let characters = match stretch.len() {
            bytes @ ..=SHORT => bytes * CHARACTERS_A_BYTE,
            _ => {
                let mut count = 0;
                stretch.chars().for_each(|c| decompose(c, form, |_| count += 1));
                count
            }
        };
        reserve(&mut self.marks, characters)?;
        for c in stretch.chars() {
            decompose(c, form, |part| self.marks.push(Mark::new(Property::of(part).combining_class(), part)));
        }
        self.order()?;
        if matches!(form, Form::Nfc | Form::Nfkc) {
            self.compose();
        }
        reserve(out, self.marks.iter().map(|mark| mark.char().len_utf8()).sum())?;
        for mark in &self.marks {
            let mut room = [0; 4];
            out.extend_from_slice(mark.char().encode_utf8(&mut room).as_bytes());
        }
        Ok(())
    }

    /// Sorts each run of non-starters by combining class, equal ones as they were.
    fn order(&mut self) -> Result<(), NormalizeError> {
        let mut at = 0;
        while at < self.marks.len() {
            let length = self.marks[at..].iter().take_while(|mark| mark.class() != 0).count();
            let run = &mut self.marks[at..at + length];
            if !run.is_sorted_by_key(|mark| mark.class()) {
                if length <= FEW {
                    insert(run);
                } else {
                    count(run, &mut self.ordered)?;
                }
            }
            at += length + 1;
        }
        Ok(())
    }

    /// Combines each starter with what follows it and isn't blocked, in place.
    fn compose(&mut self) {
        let marks = &mut self.marks;
        let mut starter: Option<usize> = None;
        let mut last_class = 0;
        let mut kept = 0;
        for at in 0..marks.len() {
            let mark = marks[at];
            let class = mark.class();
            if let Some(place) = starter {
                // Blocked when something of the same or a higher class stands between (or a starter does).
                let adjacent = place + 1 == kept;
                if (adjacent || (last_class != 0 && last_class < class))
                    && let Some(both) = compose(marks[place].char(), mark.char())
                {
                    marks[place] = Mark::new(marks[place].class(), both);
                    continue;
                }
            }
            if class == 0 {
                starter = Some(kept);
            }
            last_class = class;
            marks[kept] = mark;
            kept += 1;
        }
        marks.truncate(kept);
    }
}

fn reserve<T>(room: &mut Vec<T>, more: usize) -> Result<(), NormalizeError> {
    room.try_reserve(more).map_err(|_| NormalizeError::OutOfMemory)
}

#[inline]
fn decompose(c: char, form: Form, push: impl FnMut(char)) {
    match form {
        Form::Nfc | Form::Nfd => decompose_canonical(c, push),
        Form::Nfkc | Form::Nfkd => decompose_compatible(c, push),
    }
}

/// Sorts a few marks by class where they lie.
fn insert(run: &mut [Mark]) {
    for end in 1..run.len() {
        let mark = run[end];
        let place = run[..end].iter().rposition(|before| before.class() <= mark.class()).map_or(0, |before| before + 1);
        run.copy_within(place..end, place + 1);
        run[place] = mark;
    }
}

/// Sorts many marks by class, in time that grows with their number alone.
fn count(run: &mut [Mark], ordered: &mut Vec<Mark>) -> Result<(), NormalizeError> {
    ordered.clear();
    reserve(ordered, run.len())?;
    ordered.extend_from_slice(run);
    let mut places = [0; 256];
    for mark in ordered.iter() {
        places[usize::from(mark.class())] += 1;
    }
    let mut next = 0;
    for place in &mut places {
        next += core::mem::replace(place, next);
    }
    for &mark in ordered.iter() {
        let place = &mut places[usize::from(mark.class())];
        run[*place] = mark;
        *place += 1;
    }
    Ok(())
}
