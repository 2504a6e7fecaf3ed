//! What the next blocks of a text are likely to hold: what the one at hand does, in which everything is sorted by pages once.
//!
//! Must find in that block what [`Look::at`] would.
use super::found::Found;
use super::look::{BLOCK, FEW, Look};
use super::pages::{Bytes, Page};

/// Pages that are asked to find out which are best.
const PAGES_ASKED: usize = 3;

/// What the next block is likely to hold besides characters that a rough look passes, or a fine one.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// Nothing else.
    Rough,
    Fine,
    /// Characters of one page, else ideographs and ASCII.
    One(Page),
    /// Characters of two pages, the one with characters of fewer bytes first, else what a rough look passes.
    Two(Page, Page),
}

impl Look {
    /// Whatever the block holds; what follows is expected to be like it.
    #[inline(never)]
    pub(super) fn anew(&mut self, block: &[u8; BLOCK + 2], four: &[Bytes; 4]) -> Found {
        let (found, pages) = self.sort(block, four);
        let rough = four.each_ref().map(|bytes| self.leads.unsure(bytes, &self.constants));
        self.expected = match pages {
            [Some(a), b] => self.expect(four, a, b),
            _ if self.mask(&rough) == 0 => Expected::Rough,
            _ => Expected::Fine,
        };
        self.spent = 0;
        found
    }

    /// What to expect after a block in which most characters are of these pages.
    fn expect(&self, four: &[Bytes; 4], a: Page, b: Option<Page>) -> Expected {
        let told = four.map(|bytes| a.tell_of(bytes, &self.constants));
        let strangers = self.mask(&self.strangers(four, &told)).count_ones();
        match b {
            Some(b) if strangers > FEW / 2 => {
                if a.width < b.width {
                    Expected::Two(a, b)
                } else {
                    Expected::Two(b, a)
                }
            }
            _ if strangers > FEW / 2 => Expected::Two(a, Page::none()),
            _ => Expected::One(a),
        }
    }

    /// All marks and suspects, page by page, and the two pages with the most characters of those that had to be asked.
    fn sort(&self, block: &[u8; BLOCK + 2], four: &[Bytes; 4]) -> (Found, [Option<Page>; 2]) {
        let mut unsure = self.mask(&self.unsure(four));
        let mut found = Found::default();
        let mut most = [(0, None); 2];
        for _ in 0..PAGES_ASKED {
            if unsure == 0 {
                break;
            }
            let place = unsure.trailing_zeros() as usize;
            let page = Page::of(self.form, block[place], block[place + 1]);
            let told = four.map(|bytes| page.tell_of(bytes, &self.constants));
            self.add(&page, &told, &mut found);
            let own = self.mask(&told.each_ref().map(|told| told.own));
            unsure &= !own;
            let count = own.count_ones();
            if count > most[0].0 {
                most = [(count, Some(page)), most[0]];
            } else if count > most[1].0 {
                most[1] = (count, Some(page));
            }
        }
        self.singly(block, unsure, &mut found);
        (found, most.map(|(_, page)| page))
    }
}
