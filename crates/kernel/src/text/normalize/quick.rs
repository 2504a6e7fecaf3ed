//! The quick check of a text, block by block. Most blocks hold characters that may stand anywhere, and marks that stand alone; only
//! what may not is looked at one by one. What can be normalised by itself is at once, while the block is at hand.
//!
//! Must never pass over a character that may not stand in a normal text.
use super::found::Places;
use super::look::{BLOCK, Look, SMALL_BLOCK};
use super::properties::{Property, Quick};
use super::survey::Survey;
use super::work::Work;
use super::{Form, decode};
use unicode_normalization::char::compose;

/// The last of the block Combining Diacritical Marks.
const LAST_COMMON_MARK: char = '\u{36f}';

/// The check of one form.
pub(super) struct Check {
    pub(super) form: Form,
    look: Look,
    survey: Survey,
    /// The block that is being looked at: where it begins and ends, and its places.
    block: (usize, usize),
    places: Places,
}

impl Check {
    pub(super) fn of(form: Form, survey: Survey) -> Self {
        Self { form, look: Look::of(form), survey, block: (0, 0), places: Places::default() }
    }

    /// Moves `i` on over characters that pass, or that `work` does at once: to the first other one, and gives false; or near `stop`,
    /// or to it if it is the text's end. A character begins at `i`, which never gets less.
    pub(super) fn skip(&mut self, work: &mut Work, i: &mut usize, stop: usize) -> bool {
        let bytes = work.text.as_bytes();
        let Some(mut at) = self.go_on(work, i) else { return false };
        let mut carry = self.places.carry;
        while at + BLOCK < stop {
            if let Some(end) = self.survey.run_end(at) {
                // What stands right before the end is a boundary.
                (at, carry) = (end.min(stop), 0);
                continue;
            }
            let Some(block) = bytes.get(at - 1..).and_then(<[u8]>::first_chunk) else { break };
            let places = self.look.at(block, carry);
            carry = places.carry;
            if places.todo != 0 && self.stops(work, (at, at + BLOCK), places, i) {
                return false;
            }
            at += BLOCK;
        }
        while at + SMALL_BLOCK < stop {
            let Some(block) = bytes.get(at - 1..).and_then(<[u8]>::first_chunk) else { break };
            let places = self.look.at_sixteen(block, carry);
            carry = places.carry;
            if places.todo != 0 && self.stops(work, (at, at + SMALL_BLOCK), places, i) {
                return false;
            }
            at += SMALL_BLOCK;
        }
        at = at.max(work.copied());
        // Of the last character perhaps only the first byte was looked at.
        *i = if at < bytes.len() { character_start(bytes, at) } else { at };
        while stop == bytes.len() && *i < stop {
            if !self.passes(bytes, *i) {
                return false;
            }
            *i += decode(bytes, *i).1;
        }
        true
    }

    /// Where the next block begins, after what is left of the last one from `i` on; `None` if something in it doesn't pass, and
    /// `i` is there then.
    #[inline(always)]
    fn go_on(&mut self, work: &mut Work, i: &mut usize) -> Option<usize> {
        let (start, end) = self.block;
        if start <= *i && *i < end {
            self.places.todo &= u64::MAX.checked_shl((*i + 1 - start) as u32).unwrap_or(0);
            let failing = self.next_failing(work);
            *i = failing.unwrap_or(*i);
            return failing.is_none().then_some(end);
        }
        let bytes = work.text.as_bytes();
        if !self.passes(bytes, *i) {
            return None;
        }
        // It may be a mark: then the next character, which has its second byte one further on, is looked at.
        self.places = Places { todo: 0, carry: 2 };
        Some(*i + decode(bytes, *i).1)
    }

    /// Whether something in a block doesn't pass: `i` is there then, and the block is kept for what comes after it.
    #[inline(always)]
    fn stops(&mut self, work: &mut Work, block: (usize, usize), places: Places, i: &mut usize) -> bool {
        (self.block, self.places) = (block, places);
        let failing = self.next_failing(work);
        *i = failing.unwrap_or(*i);
        failing.is_some()
    }

    /// The next character of the block that neither passes nor is done at once.
    #[inline(never)]
    fn next_failing(&mut self, work: &mut Work) -> Option<usize> {
        let bytes = work.text.as_bytes();
        let mut todo = self.places.todo;
        while todo != 0 {
            let place = todo.trailing_zeros() as usize;
            todo &= todo - 1;
            let lead = self.block.0 + place - 1;
            if lead < work.copied() {
                continue;
            }
            let (c, width) = decode(bytes, lead);
            let property = Property::of(c);
            let passes = match property.quick(self.form) {
                Quick::Yes => Self::follows(bytes, lead, property),
                // What isn't to be looked at is a boundary.
                Quick::No => work.take_single(
                    lead,
                    c,
                    width,
                    todo.unbounded_shr((place + width) as u32) & 1 == 0 && self.block.0 + place + width < self.block.1,
                ),
                Quick::Maybe => work.take_composed(lead, c, width, property),
            };
            if !passes && !self.passes(bytes, lead) {
                self.places.todo = todo;
                return Some(lead);
            }
        }
        self.places.todo = 0;
        None
    }

    /// Whether the character at `lead` may stand there in a normal text, if the one before it may: one that may stand anywhere, a
    /// mark of no lower class than the one before, or one that might combine with what is before but doesn't.
    fn passes(&self, bytes: &[u8], lead: usize) -> bool {
        let c = decode(bytes, lead).0;
        let property = Property::of(c);
        match property.quick(self.form) {
            Quick::Yes => Self::follows(bytes, lead, property),
            // The common marks mostly do combine with what is before, and to find out costs as much as to put them together.
            Quick::Maybe if lead > 0 && c > LAST_COMMON_MARK => {
                let starter = before(bytes, lead);
                let is_whole = |property: Property| property.quick(Form::Nfd) == Quick::Yes;
                let is_starter = Property::of(starter).is_boundary(self.form) && is_whole(Property::of(starter));
                is_starter && is_whole(property) && compose(starter, c).is_none()
            }
            _ => false,
        }
    }

    /// Whether a character that may stand anywhere in its order does: it begins the text, or is of no lower class than the one before.
    #[inline(always)]
    fn follows(bytes: &[u8], lead: usize, property: Property) -> bool {
        let class = property.combining_class();
        class == 0 || lead == 0 || Property::of(before(bytes, lead)).combining_class() <= class
    }
}

/// The character before the one at `lead`.
#[inline(always)]
fn before(bytes: &[u8], lead: usize) -> char {
    decode(bytes, character_start(bytes, lead - 1)).0
}

/// Where the character begins that the byte at `i` belongs to.
#[inline(always)]
pub(super) fn character_start(bytes: &[u8], mut i: usize) -> usize {
    while i > 0 && bytes[i] & 0xc0 == 0x80 {
        i -= 1;
    }
    i
}
