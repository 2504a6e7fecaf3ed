//! The quick check of sixteen bytes at once: which characters begin with two bytes that some character which is no boundary
//! begins with. Only those are looked up one by one; in most scripts they are few.
//!
//! Must never pass over a character that may not stand in a normal text.
use super::properties::{BOUNDARIES, Boundaries, FORM_BYTES, Property, Quick};
use super::{Form, decode};
use crate::arch::{Bytes16, LeadMap};

/// Bytes that are looked at together.
pub(super) const VECTOR: usize = 16;
/// So many suspects in each of two vectors mean text in which every character of three bytes is one.
const MANY_SUSPECTS: u32 = 5;
const MANY_VECTORS: u32 = 2;
/// Bytes of such text after which vectors are tried again.
const SINGLY: usize = 512;

/// The marks that were passed last: where they end, and the combining class of the last one.
#[derive(Default)]
pub(super) struct Marks {
    end: usize,
    class: u8,
}

/// The suspects of one form, and its boundaries.
pub(super) struct Check {
    boundaries: Boundaries,
    suspects: LeadMap,
    pub(super) form: Form,
}

/// A code point over 64, by the first two of its three bytes.
#[inline(always)]
pub(super) fn block(lead: u8, second: u8) -> usize {
    usize::from(lead & 0xf) << 6 | usize::from(second & 0x3f)
}

/// Where the character begins that the byte at `i` belongs to.
#[inline(always)]
pub(super) fn character_start(bytes: &[u8], mut i: usize) -> usize {
    while i > 0 && bytes[i] & 0xc0 == 0x80 {
        i -= 1;
    }
    i
}

impl Check {
    #[inline(always)]
    pub(super) fn of(form: Form) -> Self {
        let [two, three] = &SUSPECTS[form as usize];
        Self { boundaries: Boundaries::of(form), suspects: LeadMap::new(two, three), form }
    }

    /// Moves `i` on over characters that pass: to the first that doesn't, and gives false; or to less than a vector before `stop`.
    /// A character begins at `i`, not the text's first, and a vector's bytes or more are left before `stop`.
    #[inline(always)]
    pub(super) fn skip(&self, bytes: &[u8], i: &mut usize, stop: usize, marks: &mut Marks) -> bool {
        let mut at = *i;
        let mut many = 0;
        while at + VECTOR <= stop {
            let (Some(before), Some(here)) = (vector(bytes, at - 1), vector(bytes, at)) else { break };
            let mut suspects = if here.wide() != 0 { here.after_leads(before, &self.suspects) } else { 0 };
            many = if suspects.count_ones() < MANY_SUSPECTS { 0 } else { many + 1 };
            let first = at + suspects.trailing_zeros() as usize - 1;
            if many == MANY_VECTORS && bytes[first] >= 0xe0 {
                let limit = stop.min(first + SINGLY);
                at = self.skip_singly(bytes, first, limit, marks);
                if at < limit {
                    *i = at;
                    return false;
                }
                many -= 1;
                continue;
            }
            while suspects != 0 {
                let lead = at + suspects.trailing_zeros() as usize - 1;
                if !self.passes(bytes, lead, marks) {
                    *i = lead;
                    return false;
                }
                suspects &= suspects - 1;
            }
            at += VECTOR;
        }
        // The last character may be known by its first byte only, and is looked at again.
        *i = at.min(character_start(bytes, at.min(bytes.len() - 1)));
        true
    }

    /// The first character from `at` on that doesn't pass, or `stop` or a little after it: looked at one by one, or four of three
    /// bytes at a time without a branch for each.
    #[inline(never)]
    fn skip_singly(&self, bytes: &[u8], mut at: usize, stop: usize, marks: &mut Marks) -> usize {
        while at < stop {
            let rest = &bytes[at..];
            if let Some(four) = rest.first_chunk::<12>() {
                let fits = |i: usize| {
                    let [a, b, c] = [four[i], four[i + 1], four[i + 2]];
                    (a & 0xf0 == 0xe0) & self.boundaries.contain(block(a, b), c)
                };
                if four[0] & four[3] >= 0xe0 && fits(0) & fits(3) & fits(6) & fits(9) {
                    at += 12;
                    continue;
                }
            }
            at += match *rest {
                [0..0x80, ..] => 1,
                [a @ 0xc0..0xe0, b, ..] if self.boundaries.contain((a & 0x1f).into(), b) => 2,
                [a @ 0xe0..0xf0, b, c, ..] if self.boundaries.contain(block(a, b), c) => 3,
                _ if self.is_ordered(bytes, at, marks) => decode(bytes, at).1,
                _ => break,
            };
        }
        at
    }

    /// Whether the character at `lead` may stand there in a normal text: a boundary, or a mark of no lower class than the one
    /// before it.
    #[inline(always)]
    pub(super) fn passes(&self, bytes: &[u8], lead: usize, marks: &mut Marks) -> bool {
        let is_boundary = match bytes[lead..] {
            [0..0x80, ..] => true,
            [a @ 0xc0..0xe0, b, ..] => self.boundaries.contain((a & 0x1f).into(), b),
            [a @ 0xe0..0xf0, b, c, ..] => self.boundaries.contain(block(a, b), c),
            _ => false,
        };
        is_boundary || self.is_ordered(bytes, lead, marks)
    }

    #[inline]
    fn is_ordered(&self, bytes: &[u8], lead: usize, marks: &mut Marks) -> bool {
        let (c, width) = decode(bytes, lead);
        let property = Property::of(c);
        let class = property.combining_class();
        if property.quick(self.form) != Quick::Yes || (class != 0 && marks.end == lead && class < marks.class) {
            return false;
        }
        if class != 0 {
            *marks = Marks { end: lead + width, class };
        }
        true
    }
}

#[inline(always)]
fn vector(bytes: &[u8], at: usize) -> Option<Bytes16> {
    Some(Bytes16::load(bytes.get(at..at + VECTOR)?.as_array()?))
}

/// For each form and each of the lead bytes C0–DF (first table) and E0–FF (second): a bit for each sixteenth of its second
/// bytes, set where one of them leads to a character that is no boundary. By the lead's last four bits; the upper half of a
/// byte belongs to D0–DF and F0–FF. All characters of four bytes are suspect.
static SUSPECTS: [[[u8; 16]; 2]; 4] = [suspects(0), suspects(1), suspects(2), suspects(3)];

const fn suspects(form: usize) -> [[u8; 16]; 2] {
    let (mut two, mut three) = ([0; 16], [0xf0; 16]);
    let mut lead = 0;
    while lead < 32 {
        let mut second = 0;
        while second < 64 {
            let bit = 1 << (second / 16);
            if mask(form, lead)[second / 8] >> (second % 8) & 1 == 0 {
                two[lead % 16] |= bit << (lead / 16 * 4);
            }
            // Below E0 A0 and above ED 9F are no characters.
            let exists = !(lead == 0 && second < 32 || lead == 13 && second >= 32);
            if lead < 16 && exists && u64::from_le_bytes(mask(form, lead * 64 + second)) != u64::MAX {
                three[lead] |= bit;
            }
            second += 1;
        }
        lead += 1;
    }
    [two, three]
}

/// Which of a block's 64 code points are boundaries.
const fn mask(form: usize, block: usize) -> [u8; 8] {
    let number = BOUNDARIES[form * FORM_BYTES + block] as usize;
    let from = form * FORM_BYTES + 1024 + number * 8;
    let mut mask = [0; 8];
    let mut at = 0;
    while at < 8 {
        mask[at] = BOUNDARIES[from + at];
        at += 1;
    }
    mask
}
