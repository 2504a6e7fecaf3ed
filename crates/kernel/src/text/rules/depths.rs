//! Which bytes may stand at the first or last places of what parts of a pattern match, by their encoding in UTF-8.

use alloc::vec::Vec;
use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::utf8::Utf8Sequences;

use super::byte_set::ByteSet;

/// Calls `each` with the bytes' sets of every form in which a class is encoded: one set for ASCII, up to four beyond.
pub(super) fn each_form(class: &Class, each: &mut dyn FnMut(&[ByteSet])) {
    let mut ascii = ByteSet::default();
    match class {
        Class::Bytes(class) => class.ranges().iter().for_each(|r| ascii.add(r.start(), r.end())),
        Class::Unicode(class) => {
            for range in class.ranges() {
                for sequence in Utf8Sequences::new(range.start(), range.end()) {
                    let mut form = [ByteSet::default(); 4];
                    sequence.as_slice().iter().zip(&mut form).for_each(|(r, set)| set.add(r.start, r.end));
                    match sequence.len() {
                        1 => ascii.unite(&form[0]),
                        length => each(&form[..length]),
                    }
                }
            }
        }
    }
    if ascii != ByteSet::default() {
        each(&[ascii]);
    }
}

/// For the first bytes of what `elements` match (the last ones, if `backwards`) the set of each: as many as each match has.
pub(super) fn depths<'h, const D: usize>(
    elements: impl Iterator<Item = &'h Hir> + Clone,
    backwards: bool,
    steps: &mut usize,
) -> Option<Vec<ByteSet>> {
    let least = elements.clone().fold(0usize, |sum, e| sum.saturating_add(e.properties().minimum_len().unwrap_or(0)));
    let mut walk = Walk::<D> { sets: [ByteSet::default(); D], backwards, steps };
    let mut from = 1;
    for element in elements {
        from = walk.pass(element, from)?;
    }
    Some(walk.sets[..least.min(D)].to_vec())
}

struct Walk<'s, const D: usize> {
    sets: [ByteSet; D],
    backwards: bool,
    steps: &'s mut usize,
}

impl<const D: usize> Walk<'_, D> {
    /// Adds the bytes of an element that may begin at the depths `from`, a bit each: the depths at which it may end.
    fn pass(&mut self, hir: &Hir, from: u32) -> Option<u32> {
        *self.steps = self.steps.checked_sub(1)?;
        if from == 0 {
            return Some(0);
        }
        Some(match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => from,
            HirKind::Literal(literal) => {
                let mut at = from;
                for i in 0..literal.0.len().min(D) {
                    let byte = literal.0[if self.backwards { literal.0.len() - 1 - i } else { i }];
                    let mut set = ByteSet::default();
                    set.add(byte, byte);
                    at = self.put(&set, at);
                }
                if literal.0.len() > D { 0 } else { at }
            }
            HirKind::Class(class) => self.class(class, from)?,
            HirKind::Repetition(repetition) => {
                let mut at = from;
                for _ in 0..repetition.min.min(D as u32 + 1) {
                    at = self.pass(&repetition.sub, at)?;
                }
                let mut all = at;
                for _ in repetition.min..repetition.max.unwrap_or(u32::MAX) {
                    at = self.pass(&repetition.sub, at)?;
                    if at & !all == 0 {
                        break;
                    }
                    all |= at;
                }
                all
            }
            HirKind::Capture(capture) => self.pass(&capture.sub, from)?,
            HirKind::Concat(parts) => {
                let mut at = from;
                for i in 0..parts.len() {
                    at = self.pass(&parts[if self.backwards { parts.len() - 1 - i } else { i }], at)?;
                }
                at
            }
            HirKind::Alternation(parts) => {
                let mut all = 0;
                for part in parts {
                    all |= self.pass(part, from)?;
                }
                all
            }
        })
    }

    fn class(&mut self, class: &Class, from: u32) -> Option<u32> {
        let (mut all, mut forms) = (0, 0);
        let backwards = self.backwards;
        each_form(class, &mut |form| {
            let mut at = from;
            for i in 0..form.len() {
                at = self.put(&form[if backwards { form.len() - 1 - i } else { i }], at);
            }
            all |= at;
            forms += 1;
        });
        *self.steps = self.steps.checked_sub(forms)?;
        Some(all)
    }

    /// Adds a byte of `set` at the depths `at`: the depths after it.
    fn put(&mut self, set: &ByteSet, at: u32) -> u32 {
        self.sets.iter_mut().enumerate().filter(|(i, _)| at >> i & 1 != 0).for_each(|(_, s)| s.unite(set));
        at << 1 & ((1 << D) - 1)
    }
}
