//! Normalises the short stretches that the quick check can't pass: decompose, order, compose (UAX #15, section 1.2).
//!
//! Must be given a stretch that begins at a boundary and ends before one.
use super::Form;
use super::known::Known;
use super::properties::Property;
use alloc::vec::Vec;
use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

#[inline(always)]
fn push(out: &mut Vec<u8>, c: char) {
    let mut room = [0; 4];
    out.extend_from_slice(c.encode_utf8(&mut room).as_bytes());
}

/// A character and its combining class.
type Mark = (u8, char);

/// Room that is used again for every stretch.
pub(super) struct Scratch {
    marks: Vec<Mark>,
    known: Known,
}

impl Scratch {
    /// Nothing yet, for one form and a text of that many bytes.
    pub(super) fn new(text_bytes: usize) -> Self {
        Self { marks: Vec::new(), known: Known::new(text_bytes) }
    }

    /// Appends the normal form of the stretch of `text` from `start` to `end` to `out`; always of the same form.
    pub(super) fn normalize(&mut self, text: &str, start: usize, end: usize, form: Form, out: &mut Vec<u8>) {
        if self.known.append(text.as_bytes(), start, end, out) {
            return;
        }
        let from = out.len();
        self.work_out(&text[start..end], form, out);
        self.known.remember(text.as_bytes(), start, end, &out[from..]);
    }

    fn work_out(&mut self, stretch: &str, form: Form, out: &mut Vec<u8>) {
        let composes = matches!(form, Form::Nfc | Form::Nfkc);
        self.marks.clear();
        for c in stretch.chars() {
            self.decompose(c, form);
        }
        self.order();
        if composes {
            self.compose();
        }
        for &(_, c) in &self.marks {
            push(out, c);
        }
    }

    #[inline]
    fn decompose(&mut self, c: char, form: Form) {
        let marks = &mut self.marks;
        let push = |part: char| marks.push((Property::of(part).combining_class(), part));
        match form {
            Form::Nfc | Form::Nfd => decompose_canonical(c, push),
            Form::Nfkc | Form::Nfkd => decompose_compatible(c, push),
        }
    }

    /// Sorts each run of non-starters by combining class, equal ones as they were.
    fn order(&mut self) {
        let mut at = 0;
        while at < self.marks.len() {
            if self.marks[at].0 == 0 {
                at += 1;
                continue;
            }
            let length = self.marks[at..].iter().take_while(|mark| mark.0 != 0).count();
            let run = &mut self.marks[at..at + length];
            if !run.is_sorted_by_key(|mark| mark.0) {
                run.sort_by_key(|mark| mark.0);
            }
            at += length;
        }
    }

    /// Combines each starter with what follows it and isn't blocked, in place.
    fn compose(&mut self) {
        let marks = &mut self.marks;
        let mut starter: Option<usize> = None;
        let mut last_class = 0;
        let mut kept = 0;
        for at in 0..marks.len() {
            let (class, c) = marks[at];
            if let Some(place) = starter {
                // Blocked when something of the same or a higher class stands between (or a starter does).
                let adjacent = place + 1 == kept;
                if (adjacent || (last_class != 0 && last_class < class))
                    && let Some(both) = compose(marks[place].1, c)
                {
                    marks[place].1 = both;
                    continue;
                }
            }
            if class == 0 {
                starter = Some(kept);
            }
            last_class = class;
            marks[kept] = (class, c);
            kept += 1;
        }
        marks.truncate(kept);
    }
}
