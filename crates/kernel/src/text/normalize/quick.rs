//! The quick check of 64 bytes at once. Most blocks hold characters that may stand anywhere, and marks that stand alone; which
//! they are is told by the page of the block before, for a text stays in its script. Only what may not is looked at one by one.
//!
//! Must never pass over a character that may not stand in a normal text.
use super::leads::Leads;
use super::pages::{Bytes, Constants, Page, Told};
use super::properties::{Property, Quick};
use super::{Form, decode};
use crate::arch::Lanes;
use unicode_normalization::char::compose;

/// Bytes that are looked at together; then, near the text's end, so many.
const BLOCK: usize = 64;
const SMALL_BLOCK: usize = 16;

/// The last of the block Combining Diacritical Marks.
const LAST_COMMON_MARK: char = '\u{36f}';

/// Characters, by the places of their second bytes in a block.
#[derive(Clone, Copy, Default)]
struct Places {
    /// To look at one by one.
    todo: u64,
    /// Where the next block's characters have their second bytes if one that is no boundary stands right before them.
    carry: u64,
}

/// Marks and suspects by the bytes that they have, since the next one's place depends on it.
#[derive(Default)]
struct Found {
    suspects: u64,
    marks: u64,
    /// Both, those of 2, 3 and 4 bytes.
    by_width: [u64; 3],
}

impl Found {
    /// Suspects, and marks right behind another mark or suspect.
    #[inline(always)]
    fn places<const LANES: usize>(&self, carry: u64) -> Places {
        let [two, three, four] = self.by_width;
        let behind = two << 2 | three << 3 | four << 4 | carry;
        let end = 16 * LANES as u32;
        let carry = two >> (end - 2) | three >> (end - 3) | four >> (end - 4);
        Places { todo: self.suspects | (self.marks & behind), carry }
    }
}

/// The check of one form, and what is expected of the next block.
pub(super) struct Check {
    pub(super) form: Form,
    leads: Leads,
    constants: Constants,
    /// What is added to a byte and then compared with it as a signed number: from C0 on, the leads of characters of several bytes.
    leading: (Lanes, Lanes),
    /// The same for E4–E9: unified ideographs, which may stand anywhere in every form.
    ideographs: (Lanes, Lanes),
    expected: Expected,
    /// Blocks in a row that two pages told of.
    by_two: u32,
    /// The block that is being looked at: where it begins and ends, and its places.
    block: (usize, usize),
    places: Places,
}

/// Pages that the next block's characters are likely of, if they have to be asked about.
#[derive(Clone, Copy)]
enum Expected {
    /// None have.
    Free,
    /// One page; else there are only ideographs and ASCII.
    One(Page),
    /// Two, the one with characters of fewer bytes first; and others that need not be asked about.
    Two(Page, Page),
}

/// Blocks that two pages may tell of before one is tried again.
const BLOCKS_BY_TWO: u32 = 32;

impl Expected {
    fn two(a: Page, b: Page) -> Self {
        if a.width < b.width { Self::Two(a, b) } else { Self::Two(b, a) }
    }
}

impl Check {
    pub(super) fn of(form: Form) -> Self {
        let all = |byte| Lanes::kept(&[byte; 16]);
        Self {
            form,
            leads: Leads::of(form),
            constants: Constants::new(),
            leading: (all(0x80), all(0xbf - 0x80)),
            ideographs: (all(0x80u8.wrapping_sub(0xe4)), all(0x80 + 6)),
            expected: Expected::Free,
            by_two: 0,
            block: (0, 0),
            places: Places::default(),
        }
    }

    /// Moves `i` on over characters that pass: to the first that doesn't, and gives false; or near `stop`, or to it if it is the
    /// text's end. A character begins at `i`, which never gets less.
    pub(super) fn skip(&mut self, bytes: &[u8], i: &mut usize, stop: usize) -> bool {
        let Some(mut at) = self.go_on(bytes, i) else { return false };
        let mut carry = self.places.carry;
        // After a run of what isn't normal, more of it may come soon.
        if self.block.1 < at && self.block.1 > 0 && at + SMALL_BLOCK < stop {
            let Some(next) = self.small(bytes, at, &mut carry, i) else { return false };
            at = next;
        }
        while at + BLOCK < stop {
            let Some(block) = bytes.get(at - 1..).and_then(<[u8]>::first_chunk) else { break };
            let places = self.look(block, carry);
            if places.todo != 0 && self.stops(bytes, (at, at + BLOCK), places, i) {
                return false;
            }
            carry = places.carry;
            at += BLOCK;
        }
        while at + SMALL_BLOCK < stop {
            let Some(next) = self.small(bytes, at, &mut carry, i) else { return false };
            at = next;
        }
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

    /// Looks at sixteen bytes and gives their end; `None` if something doesn't pass, and `i` is there then.
    fn small(&mut self, bytes: &[u8], at: usize, carry: &mut u64, i: &mut usize) -> Option<usize> {
        let eighteen = bytes.get(at - 1..).and_then(<[u8]>::first_chunk)?;
        let places = self.sort([Bytes::load(eighteen)]).0.places::<1>(*carry);
        *carry = places.carry;
        let end = at + SMALL_BLOCK;
        (places.todo == 0 || !self.stops(bytes, (at, end), places, i)).then_some(end)
    }

    /// Where the next block begins, after what is left of the last one from `i` on; `None` if something in it doesn't pass, and
    /// `i` is there then.
    #[inline(always)]
    fn go_on(&mut self, bytes: &[u8], i: &mut usize) -> Option<usize> {
        let (start, end) = self.block;
        if start <= *i && *i < end {
            self.places.todo &= u64::MAX.checked_shl((*i + 1 - start) as u32).unwrap_or(0);
            let failing = self.next_failing(bytes);
            *i = failing.unwrap_or(*i);
            return failing.is_none().then_some(end);
        }
        if !self.passes(bytes, *i) {
            return None;
        }
        // It may be a mark: then the next character, which has its second byte one further on, is looked at.
        self.places = Places { todo: 0, carry: 2 };
        Some(*i + decode(bytes, *i).1)
    }

    /// Whether something in a block doesn't pass: `i` is there then, and the block is kept for what comes after it.
    #[inline(always)]
    fn stops(&mut self, bytes: &[u8], block: (usize, usize), places: Places, i: &mut usize) -> bool {
        (self.block, self.places) = (block, places);
        let failing = self.next_failing(bytes);
        *i = failing.unwrap_or(*i);
        failing.is_some()
    }

    /// The next character of the block that doesn't pass.
    #[inline(always)]
    fn next_failing(&mut self, bytes: &[u8]) -> Option<usize> {
        while self.places.todo != 0 {
            let lead = self.block.0 + self.places.todo.trailing_zeros() as usize - 1;
            self.places.todo &= self.places.todo - 1;
            if !self.passes(bytes, lead) {
                return Some(lead);
            }
        }
        None
    }

    /// What to look at of 64 bytes, which one before and one after them surround.
    #[inline(always)]
    fn look(&mut self, block: &[u8; BLOCK + 2], carry: u64) -> Places {
        let four: [Bytes; 4] =
            core::array::from_fn(|at| Bytes::load(block[16 * at..16 * at + 18].as_array().expect("18 of 66")));
        // The last byte before the block may begin a character.
        if ((four[0].before | four[0].here) | (four[1].here | four[2].here) | four[3].here).bits() == 0 {
            return Places::default();
        }
        let places = match self.expected {
            Expected::Free => self.free(&four),
            Expected::One(page) if page.width == 2 => self.by_page::<true>(&page, &four, carry),
            Expected::One(page) => self.by_page::<false>(&page, &four, carry),
            Expected::Two(a, b) if b.width == 2 => self.by_pages::<true, true>(a, b, &four, carry),
            Expected::Two(a, b) if a.width == 2 => self.by_pages::<true, false>(a, b, &four, carry),
            Expected::Two(a, b) => self.by_pages::<false, false>(a, b, &four, carry),
        };
        places.unwrap_or_else(|| self.anew(four, carry))
    }

    /// Where no character has to be asked about.
    #[inline(always)]
    fn free(&self, four: &[Bytes; 4]) -> Option<Places> {
        let [a, b, c, d] = four.each_ref().map(|bytes| self.leads.unsure(bytes, &self.constants));
        if ((a | b) | (c | d)).any() { None } else { Some(Places::default()) }
    }

    /// Where one page tells all.
    #[inline(always)]
    fn by_page<const TWO: bool>(&self, page: &Page, four: &[Bytes; 4], carry: u64) -> Option<Places> {
        let mut others = self.constants.zero;
        let told = four.map(|bytes| {
            let told = page.tell::<TWO>(bytes, &self.constants);
            let leads = bytes.before.plus(self.leading.0).above(self.leading.1);
            let ideographs = self.ideographs.1.above(bytes.before.plus(self.ideographs.0));
            others = others | leads.without(told.own | ideographs);
            told
        });
        if others.any() {
            return None;
        }
        let mut found = Found::default();
        self.add(page, &told, &mut found);
        Some(found.places::<4>(carry))
    }

    /// Where two pages do, of all that have to be asked about.
    #[inline(always)]
    fn by_pages<const A: bool, const B: bool>(
        &mut self,
        a: Page,
        b: Page,
        four: &[Bytes; 4],
        carry: u64,
    ) -> Option<Places> {
        self.by_two += 1;
        let told = (
            four.map(|bytes| a.tell::<A>(bytes, &self.constants)),
            four.map(|bytes| b.tell::<B>(bytes, &self.constants)),
        );
        let mut others = self.constants.zero;
        for (at, bytes) in four.iter().enumerate() {
            others = others | self.leads.unsure(bytes, &self.constants).without(told.0[at].own | told.1[at].own);
        }
        if others.any() || self.by_two == BLOCKS_BY_TWO {
            return None;
        }
        let mut found = Found::default();
        self.add(&a, &told.0, &mut found);
        self.add(&b, &told.1, &mut found);
        Some(found.places::<4>(carry))
    }

    /// Whatever the block holds; what follows is expected to be like it.
    #[inline(never)]
    fn anew(&mut self, four: [Bytes; 4], carry: u64) -> Places {
        let (found, pages) = self.sort(four);
        self.expected = match (self.expected, pages) {
            (_, [None, _]) => Expected::Free,
            (_, [Some(a), Some(b)]) => Expected::two(a, b),
            // Other characters, though none to ask about.
            (Expected::One(_), [Some(a), None]) => Expected::two(a, Page::none()),
            (_, [Some(a), None]) => Expected::One(a),
        };
        self.by_two = 0;
        found.places::<4>(carry)
    }

    /// A bit for each byte that isn't 0.
    #[inline(always)]
    fn set(&self, lanes: Lanes) -> u32 {
        !lanes.same(self.constants.zero).bits() & 0xffff
    }

    /// All marks and suspects, page by page, and two of the pages that had to be asked.
    fn sort<const LANES: usize>(&self, lanes: [Bytes; LANES]) -> (Found, [Option<Page>; 2]) {
        let mut unsure = 0;
        for (at, bytes) in lanes.iter().enumerate() {
            unsure |= u64::from(self.set(self.leads.unsure(bytes, &self.constants))) << (16 * at);
        }
        let mut found = Found::default();
        let mut asked = [None; 2];
        while unsure != 0 {
            let place = unsure.trailing_zeros() as usize;
            let bytes = &lanes[place / 16];
            let page = Page::of(self.form, bytes.before.byte(place % 16), bytes.here.byte(place % 16));
            let told = match page.width {
                2 => lanes.map(|bytes| page.tell::<true>(bytes, &self.constants)),
                _ => lanes.map(|bytes| page.tell::<false>(bytes, &self.constants)),
            };
            self.add(&page, &told, &mut found);
            for (at, told) in told.iter().enumerate() {
                unsure &= !(u64::from(told.own.bits()) << (16 * at));
            }
            asked = [Some(page), asked[0]];
        }
        (found, asked)
    }

    /// What a page tells.
    #[inline(always)]
    fn add<const LANES: usize>(&self, page: &Page, told: &[Told; LANES], found: &mut Found) {
        let (mut marks, mut suspects) = (0, self.constants.zero);
        for (at, told) in told.iter().enumerate() {
            suspects = suspects | told.found.without(page.marks);
            marks |= u64::from(self.set(told.found & page.marks)) << (16 * at);
        }
        let mut all = marks;
        if suspects.any() {
            for (at, told) in told.iter().enumerate() {
                let suspects = u64::from(self.set(told.found.without(page.marks))) << (16 * at);
                found.suspects |= suspects;
                all |= suspects;
            }
        }
        found.marks |= marks;
        found.by_width[page.width as usize - 2] |= all;
    }

    /// Whether the character at `lead` may stand there in a normal text, if the one before it may: one that may stand anywhere, a
    /// mark of no lower class than the one before, or one that might combine with what is before but doesn't.
    fn passes(&self, bytes: &[u8], lead: usize) -> bool {
        let c = decode(bytes, lead).0;
        let property = Property::of(c);
        let class = property.combining_class();
        let before = || decode(bytes, character_start(bytes, lead - 1)).0;
        match property.quick(self.form) {
            Quick::Yes => class == 0 || lead == 0 || Property::of(before()).combining_class() <= class,
            // The common marks mostly do combine with what is before, and to find out costs as much as to put them together.
            Quick::Maybe if lead > 0 && c > LAST_COMMON_MARK => {
                let starter = before();
                let is_whole = |property: Property| property.quick(Form::Nfd) == Quick::Yes;
                let is_starter = Property::of(starter).is_boundary(self.form) && is_whole(Property::of(starter));
                is_starter && is_whole(property) && compose(starter, c).is_none()
            }
            _ => false,
        }
    }
}

/// Where the character begins that the byte at `i` belongs to.
#[inline(always)]
pub(super) fn character_start(bytes: &[u8], mut i: usize) -> usize {
    while i > 0 && bytes[i] & 0xc0 == 0x80 {
        i -= 1;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    /// What is found of a character whose second byte stands at a place of sixteen.
    fn found(check: &Check, c: char, place: usize) -> Found {
        let mut bytes = [b' '; 24];
        c.encode_utf8(&mut bytes[place..]);
        check.sort([Bytes::load(bytes.first_chunk().expect("18 of 24"))]).0
    }

    #[test]
    fn every_character_that_is_no_boundary_is_found_at_every_place() {
        for form in FORMS {
            let check = Check::of(form);
            for c in (0x80..0x3_1000).chain(0xe_0000..0xe_1000).filter_map(char::from_u32) {
                let property = Property::of(c);
                let places = if property.is_boundary(form) { c as usize % 16..c as usize % 16 } else { 0..16 };
                for place in places {
                    let found = found(&check, c, place);
                    let bit = 1 << place;
                    let is_mark = property.quick(form) == Quick::Yes;
                    assert!(
                        found.suspects & bit != 0 || (is_mark && found.marks & bit != 0),
                        "{form:?} {c:?} at {place}"
                    );
                    assert_eq!(found.by_width[c.len_utf8() - 2] & bit, bit, "{form:?} {c:?} at {place}");
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
