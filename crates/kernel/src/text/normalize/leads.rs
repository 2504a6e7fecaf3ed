//! Which characters to ask a page about: those whose first two bytes are also those of a character that is no boundary, by a
//! sixteenth of the second bytes. In many scripts there are none.
//!
//! Must tell every character that is no boundary.
use super::Form;
use super::pages::{Bytes, Constants};
use super::properties::{BOUNDARIES, FORM_BYTES};
use crate::arch::Lanes;

/// For every lead byte a bit a sixteenth of the bytes that may follow it.
pub(super) struct Leads {
    /// Those of C0–DF and of E0–FF by the lead's last four bits; the upper half of a byte belongs to D0–DF and F0–FF.
    two: Lanes,
    three: Lanes,
    /// By the lead's first four bits, which half of which it is.
    choose_two: Lanes,
    choose_three: Lanes,
    /// The sixteenth's bit by the first four bits of the second byte.
    sixteenths: Lanes,
}

impl Leads {
    pub(super) fn of(form: Form) -> Self {
        let [two, three] = &SUSPECTS[form as usize];
        Self {
            two: Lanes::kept(two),
            three: Lanes::kept(three),
            choose_two: Lanes::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0xf0, 0, 0]),
            choose_three: Lanes::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0xf0]),
            sixteenths: Lanes::kept(&[0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x44, 0x88, 0, 0, 0, 0]),
        }
    }

    /// Any bit at the second byte of a character to ask about.
    #[inline(always)]
    pub(super) fn unsure(&self, bytes: &Bytes, by: &Constants) -> Lanes {
        let (low, high) = (bytes.before & by.low_nibble, (bytes.before & by.high_nibble).down::<4>());
        let two = self.two.lookup(low) & self.choose_two.lookup(high);
        let three = self.three.lookup(low) & self.choose_three.lookup(high);
        let sixteenth = self.sixteenths.lookup((bytes.here & by.high_nibble).down::<4>());
        (two | three) & sixteenth
    }
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
