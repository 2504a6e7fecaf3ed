//! Finds the marks and suspects of 64 bytes at once. Which page tells them is known from the block before, for a text stays in its
//! script; the few characters of other pages are looked up one by one.
//!
//! Must never leave out a character that is no boundary; it may find one that is.
use super::Form;
use super::expected::Expected;
use super::found::{Found, Places};
use super::leads::Leads;
use super::pages::{Bytes, Constants, Page, Tables, Told};
use crate::arch::Bytes16;

/// Bytes that are looked at together; then, near the text's end, so many.
pub(super) const BLOCK: usize = 64;
pub(super) const SMALL_BLOCK: usize = 16;

/// Characters of a block that are looked up one by one, before a page is asked about all.
pub(super) const FEW: u32 = 8;
/// Blocks that it may take more than the least for before it is asked again what is best.
const PATIENCE: u32 = 64;

/// How the blocks of a text are looked at for one form, and what is expected of the next.
pub(super) struct Look {
    pub(super) form: Form,
    pub(super) leads: Leads,
    pub(super) constants: Constants,
    /// What is added to a byte and then compared with it as a signed number: from C0 on, the leads of characters of several bytes.
    leading: (Bytes16, Bytes16),
    /// The same for E4–E9: unified ideographs, which may stand anywhere in every form.
    ideographs: (Bytes16, Bytes16),
    tables: Tables,
    pub(super) expected: Expected,
    /// Blocks that it took more than the least for.
    pub(super) spent: u32,
}

impl Look {
    pub(super) fn of(form: Form) -> Self {
        let all = |byte| Bytes16::kept(&[byte; 16]);
        Self {
            form,
            leads: Leads::of(form),
            constants: Constants::new(),
            leading: (all(0x80), all(0xbf - 0x80)),
            ideographs: (all(0x80u8.wrapping_sub(0xe4)), all(0x80 + 6)),
            tables: Tables::of(form),
            expected: Expected::Rough,
            spent: 0,
        }
    }

    /// What to look at of 64 bytes, which one before and one after them surround.
    #[inline(always)]
    pub(super) fn at(&mut self, block: &[u8; BLOCK + 2], carry: u64) -> Places {
        let four: [Bytes; 4] =
            core::array::from_fn(|at| Bytes::load(block[16 * at..16 * at + 18].as_array().expect("18 of 66")));
        // The last byte before the block may begin a character.
        if ((four[0].before | four[0].here) | (four[1].here | four[2].here) | four[3].here).bits() == 0 {
            return Places::default();
        }
        let places = match self.expected {
            Expected::Rough => {
                let unsure = four.each_ref().map(|bytes| self.leads.unsure(bytes, &self.constants));
                self.places(block, &unsure, Found::default(), carry)
            }
            Expected::Fine => self.places(block, &self.unsure(&four), Found::default(), carry),
            Expected::One(page) if page.width == 2 => self.by_page::<true>(&page, block, &four, carry),
            Expected::One(page) => self.by_page::<false>(&page, block, &four, carry),
            Expected::Two(a, b) if b.width == 2 => self.by_pages::<true, true>(&a, &b, block, &four, carry),
            Expected::Two(a, b) if a.width == 2 => self.by_pages::<true, false>(&a, &b, block, &four, carry),
            Expected::Two(a, b) => self.by_pages::<false, false>(&a, &b, block, &four, carry),
        };
        match places {
            Some(places) => places,
            None => self.anew(block, &four).places(carry),
        }
    }

    /// The same of sixteen bytes.
    #[inline(always)]
    pub(super) fn at_sixteen(&self, block: &[u8; SMALL_BLOCK + 2], carry: u64) -> Places {
        let unsure = self.leads.unsure(&Bytes::load(block), &self.constants).set();
        let mut found = Found::default();
        self.singly(block, u64::from(unsure), &mut found);
        found.places_of_sixteen(carry)
    }

    /// What a fine look doesn't pass.
    #[inline(always)]
    pub(super) fn unsure(&self, four: &[Bytes; 4]) -> [Bytes16; 4] {
        four.each_ref().map(|bytes| self.leads.unsure_by_page(bytes, &self.constants))
    }

    /// Where one page tells all but a few.
    #[inline(always)]
    fn by_page<const TWO: bool>(
        &mut self,
        page: &Page,
        block: &[u8; BLOCK + 2],
        four: &[Bytes; 4],
        carry: u64,
    ) -> Option<Places> {
        let told = four.map(|bytes| page.tell::<TWO>(bytes, &self.constants));
        let mut found = Found::default();
        self.add(page, &told, &mut found);
        self.places(block, &self.strangers(four, &told), found, carry)
    }

    /// The leads of characters that are neither of the page nor ideographs.
    #[inline(always)]
    pub(super) fn strangers(&self, four: &[Bytes; 4], told: &[Told; 4]) -> [Bytes16; 4] {
        core::array::from_fn(|at| {
            let leads = four[at].before.plus(self.leading.0).above(self.leading.1);
            let ideographs = self.ideographs.1.above(four[at].before.plus(self.ideographs.0));
            leads.without(told[at].own | ideographs)
        })
    }

    /// Where two pages do, of all that have to be asked about.
    #[inline(always)]
    fn by_pages<const A: bool, const B: bool>(
        &mut self,
        a: &Page,
        b: &Page,
        block: &[u8; BLOCK + 2],
        four: &[Bytes; 4],
        carry: u64,
    ) -> Option<Places> {
        let told = (
            four.map(|bytes| a.tell::<A>(bytes, &self.constants)),
            four.map(|bytes| b.tell::<B>(bytes, &self.constants)),
        );
        let own = |at: usize| told.0[at].own | told.1[at].own;
        let unsure = core::array::from_fn(|at| self.leads.unsure(&four[at], &self.constants).without(own(at)));
        let mut found = Found::default();
        self.add(a, &told.0, &mut found);
        self.add(b, &told.1, &mut found);
        self.places(block, &unsure, found, carry)
    }

    /// A bit for each of 64 bytes that isn't 0.
    #[inline(always)]
    pub(super) fn mask(&self, lanes: &[Bytes16; 4]) -> u64 {
        let [a, b, c, d] = lanes.map(|lanes| u64::from(lanes.set()));
        a | b << 16 | c << 32 | d << 48
    }

    /// The places of what is found, and of what there is at the bytes that aren't 0, if those are few.
    #[inline(always)]
    fn places(&mut self, block: &[u8; BLOCK + 2], lanes: &[Bytes16; 4], found: Found, carry: u64) -> Option<Places> {
        let [a, b, c, d] = *lanes;
        if ((a | b) | (c | d)).any() {
            return self.places_of_all(block, lanes, found, carry);
        }
        Some(found.places(carry))
    }

    /// Out of line, to leave the loop over blocks its registers.
    #[inline(never)]
    fn places_of_all(
        &mut self,
        block: &[u8; BLOCK + 2],
        lanes: &[Bytes16; 4],
        mut found: Found,
        carry: u64,
    ) -> Option<Places> {
        let mask = self.mask(lanes);
        self.spent += 1;
        if mask.count_ones() > FEW || self.spent == PATIENCE {
            return None;
        }
        self.singly(block, mask, &mut found);
        Some(found.places(carry))
    }

    /// Finds what is at the second bytes that a bit is set for.
    #[inline(always)]
    pub(super) fn singly<const SIZE: usize>(&self, block: &[u8; SIZE], mut mask: u64, found: &mut Found) {
        while mask != 0 {
            let place = mask.trailing_zeros() as usize;
            let bit = mask & mask.wrapping_neg();
            mask ^= bit;
            let Some(&[lead, second, third]) = block.get(place..place + 3) else { break };
            let (sets, marks) = self.tables.ask(lead, second, third);
            if sets != 0 {
                let suspect = if sets & !marks != 0 { bit } else { 0 };
                found.add(suspect, bit ^ suspect, 2 + u32::from(lead >= 0xe0) + u32::from(lead >= 0xf0));
            }
        }
    }

    /// What a page tells.
    #[inline(always)]
    pub(super) fn add(&self, page: &Page, told: &[Told; 4], found: &mut Found) {
        let marks = self.mask(&told.each_ref().map(|told| told.found & page.marks));
        let suspects = told.each_ref().map(|told| told.found.without(page.marks));
        let any = ((suspects[0] | suspects[1]) | (suspects[2] | suspects[3])).any();
        found.add(if any { self.mask(&suspects) } else { 0 }, marks, page.width);
    }
}

#[cfg(test)]
mod tests {
    use super::super::properties::{Property, Quick};
    use super::*;

    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    /// What is found of a character whose second byte stands at a place of a block, looked up by itself and told by its page.
    fn found(look: &Look, c: char, place: usize) -> [Found; 2] {
        let mut block = [b' '; BLOCK + 2];
        let mut room = [0; 4];
        let bytes = c.encode_utf8(&mut room).as_bytes();
        let shown = bytes.len().min(block.len() - place);
        block[place..place + shown].copy_from_slice(&bytes[..shown]);
        let four: [Bytes; 4] =
            core::array::from_fn(|at| Bytes::load(block[16 * at..].first_chunk().expect("18 of 66")));
        let page = Page::of(look.form, block[place], block[place + 1]);
        let mut told = Found::default();
        look.add(&page, &four.map(|bytes| page.tell_of(bytes, &look.constants)), &mut told);
        let mut single = Found::default();
        look.singly(&block, look.mask(&look.unsure(&four)), &mut single);
        [single, told]
    }

    #[test]
    fn every_character_that_is_no_boundary_is_found_at_every_place() {
        for form in FORMS {
            let look = Look::of(form);
            for c in (0x80..0x3_1000).chain(0xe_0000..0xe_1000).filter_map(char::from_u32) {
                let property = Property::of(c);
                if property.is_boundary(form) {
                    continue;
                }
                let is_mark = property.quick(form) == Quick::Yes;
                for place in [0, 1, 13, 14, 15, 16, 31, 61, 62, 63] {
                    for found in found(&look, c, place) {
                        let bit = 1 << place;
                        let is_found = found.suspects & bit != 0 || (is_mark && found.marks & bit != 0);
                        assert!(is_found, "{form:?} {c:?} at {place}");
                        let next = place + c.len_utf8();
                        let mut after = found;
                        after.marks = 1 << (next % 64);
                        let carry = found.places(0).carry;
                        let is_next = if next < 64 { after.places(0).todo } else { carry } >> (next % 64) & 1;
                        assert_eq!(is_next, 1, "{form:?} {c:?} at {place}");
                    }
                }
            }
        }
    }

    #[test]
    fn one_look_up_tells_what_the_page_tells() {
        for form in FORMS {
            let look = Look::of(form);
            for c in (0x80..0x3_1000).filter_map(char::from_u32) {
                let [single, told] = found(&look, c, c as usize % 64);
                if single.suspects | single.marks != 0 {
                    let bit = 1 << (c as usize % 64);
                    assert_eq!(single.suspects, told.suspects & bit, "{form:?} {c:?}");
                    assert_eq!(single.marks & !single.suspects, told.marks & !told.suspects & bit, "{form:?} {c:?}");
                }
            }
        }
    }

    #[test]
    fn unified_ideographs_are_boundaries_of_every_form() {
        for c in '\u{4000}'..='\u{9fff}' {
            assert!(FORMS.iter().all(|form| Property::of(c).is_boundary(*form)), "{c:?}");
        }
    }
}
