//! Which characters to ask a page about: those whose first two bytes are also those of a character that is no boundary, roughly (by
//! a quarter of the bytes that may come second) or finely (by pages). In many scripts there are none.
//!
//! Must tell every character that is no boundary.
use super::Form;
use super::pages::{Bytes, Constants};
use super::properties::{BOUNDARIES, FORM_BYTES};
use crate::arch::Bytes16;

/// For every lead byte a bit a quarter of the bytes that may follow it; finely, of three bytes, a bit a sixteenth.
pub(super) struct Leads {
    /// Those of C0–DF and of E0–FF by the lead's last four bits; the upper half of a byte belongs to D0–DF and F0–FF.
    two: Bytes16,
    three: Bytes16,
    /// By the lead's first four bits, which half of which it is.
    choose_two: Bytes16,
    choose_three: Bytes16,
    /// The quarter's bit by the first four bits of the second byte.
    quarters: Bytes16,
    /// Those of E0–EF by the lead's last four bits: the first eight sixteenths, which are pages, and the last.
    pages: [Bytes16; 2],
    /// All bits of E0–EF, and those of F0–FF, by the lead's first four bits.
    is_three: Bytes16,
    is_four: Bytes16,
    /// The sixteenth's bit by its number.
    sixteenths: [Bytes16; 2],
    /// Of a second byte the bits that say which sixteenth it is of.
    middle_four: Bytes16,
}

impl Leads {
    pub(super) fn of(form: Form) -> Self {
        let [two, three] = &SUSPECTS[form as usize];
        let [first, last] = &PAGES[form as usize];
        Self {
            two: Bytes16::kept(two),
            three: Bytes16::kept(three),
            choose_two: Bytes16::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0xf0, 0, 0]),
            choose_three: Bytes16::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0xf0]),
            quarters: Bytes16::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x44, 0x88, 0, 0, 0, 0]),
            pages: [Bytes16::kept(first), Bytes16::kept(last)],
            is_three: Bytes16::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0]),
            is_four: Bytes16::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff]),
            sixteenths: [
                Bytes16::kept(&[1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0]),
                Bytes16::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128]),
            ],
            middle_four: Bytes16::kept(&[0x3c; 16]),
        }
    }

    /// Any bit at the second byte of a character to ask about.
    #[inline(always)]
    pub(super) fn unsure(&self, bytes: &Bytes, by: &Constants) -> Bytes16 {
        let (low, high) = (bytes.before & by.low_nibble, (bytes.before & by.high_nibble).down::<4>());
        let two = self.two.lookup(low) & self.choose_two.lookup(high);
        let three = self.three.lookup(low) & self.choose_three.lookup(high);
        (two | three) & self.quarters.lookup((bytes.here & by.high_nibble).down::<4>())
    }

    /// The same, and fewer: at half the speed.
    #[inline(always)]
    pub(super) fn unsure_by_page(&self, bytes: &Bytes, by: &Constants) -> Bytes16 {
        let (low, high) = (bytes.before & by.low_nibble, (bytes.before & by.high_nibble).down::<4>());
        let quarter = self.quarters.lookup((bytes.here & by.high_nibble).down::<4>());
        let two = self.two.lookup(low) & self.choose_two.lookup(high) & quarter;
        let sixteenth = (bytes.here & self.middle_four).down::<2>();
        let [first, last] = [0, 1].map(|at| self.pages[at].lookup(low) & self.sixteenths[at].lookup(sixteenth));
        two | ((first | last) & self.is_three.lookup(high)) | self.is_four.lookup(high)
    }
}

/// For each form and each of the lead bytes E0–EF by its last four bits: a bit for each of the first eight sixteenths of its second
/// bytes (first table), and each of the last eight.
static PAGES: [[[u8; 16]; 2]; 4] = [pages(0), pages(1), pages(2), pages(3)];

const fn pages(form: usize) -> [[u8; 16]; 2] {
    let mut pages = [[0; 16]; 2];
    let mut block = 0;
    while block < 1024 {
        if exists(block) && u64::from_le_bytes(mask(form, block)) != u64::MAX {
            pages[block / 32 % 2][block / 64] |= 1 << (block / 4 % 8);
        }
        block += 1;
    }
    pages
}

/// Whether any character is of a block of 64: below E0 A0 and above ED 9F are none.
const fn exists(block: usize) -> bool {
    !(block < 32 || block / 64 == 13 && block % 64 >= 32)
}

/// For each form and each of the lead bytes C0–DF (first table) and E0–FF (second): a bit for each quarter of its second
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
            if lead < 16 && exists(lead * 64 + second) && u64::from_le_bytes(mask(form, lead * 64 + second)) != u64::MAX
            {
                three[lead] |= bit;
            }
            second += 1;
        }
        lead += 1;
    }
    [two, three]
}

/// Which of a block's 64 code points are boundaries.
pub(super) const fn mask(form: usize, block: usize) -> [u8; 8] {
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
