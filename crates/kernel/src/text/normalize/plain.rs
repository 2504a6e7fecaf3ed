//! Whether 64 bytes are plain: ASCII and characters of three bytes that may stand anywhere in a normal text, as ideographs, kana and
//! their punctuation are; for a little more time, letters of two bytes too. One look says so, and that they are UTF-8, for with few
//! kinds of characters little can be wrong.
//!
//! Must never pass a character that is no boundary, or bytes that are no UTF-8.
use super::Form;
use super::leads::mask;
use crate::arch::Bytes16;
use crate::text::utf8::{Block, lanes};

/// Characters that aren't plain: those that have one of each of these, a bit a value of the four. By the lead E0–EF its last four bits,
/// the upper and the lower half of the second byte, and those of the third.
struct Unplain([u16; 5]);

const ANY: u16 = 0xffff;

/// The bits of values.
const fn of<const N: usize>(values: [u8; N]) -> u16 {
    let mut bits = 0;
    let mut at = 0;
    while at < N {
        bits |= 1 << values[at];
        at += 1;
    }
    bits
}

/// The bits of all values from one to another.
const fn to(first: u32, last: u32) -> u16 {
    (ANY >> (15 - last)) & (ANY << first)
}

const fn set(lead: u16, second: [u16; 2], third: [u16; 2]) -> Unplain {
    Unplain([lead, second[0], second[1], third[0], third[1]])
}

const ALL: [u16; 2] = [ANY, ANY];

/// For each form, as few as eight allow: more than must be, but nothing that Chinese and Japanese text often has.
/// ED A0–BF and E0 80–9F are no UTF-8.
const UNPLAIN: [[Unplain; 8]; 4] = [
    [
        set(of([0, 1]), ALL, ALL),
        set(of([2, 13]), [of([10, 11]), ANY], ALL),
        set(of([2]), [of([8]), of([3, 4, 12])], ALL),
        set(of([2]), [of([8]), of([0])], [of([8]), of([0, 1])]),
        set(of([3]), [of([8]), of([0])], [of([10]), to(10, 15)]),
        set(of([3]), [of([8]), of([2])], [of([9]), of([9, 10])]),
        set(of([10, 15]), [of([9, 10]), ANY], ALL),
        set(of([15]), [of([11]), of([8])], ALL),
    ],
    [
        set(of([0, 1, 10, 11, 12, 13]), ALL, ALL),
        set(of([2]), [ANY, to(1, 5) | to(7, 15)], ALL),
        set(of([2]), [of([8]), of([6])], [of([9, 10]), of([10, 11, 14])]),
        set(of([2]), [of([8]), of([0])], [of([8]), of([0, 1])]),
        set(of([3]), [of([8]), of([0])], [of([10]), to(10, 15)]),
        set(of([3]), [of([8]), to(1, 3)], ALL),
        set(of([15]), [of([10]), ANY], ALL),
        set(of([15]), [of([11]), of([8])], ALL),
    ],
    [
        set(of([0, 1, 10, 13, 15]), ALL, ALL),
        set(of([2]), [ANY, to(1, 5) | to(7, 15)], ALL),
        set(of([2, 3]), [of([8]), of([0])], [of([10, 11]), ANY]),
        set(of([2]), [of([8]), of([0])], [of([8, 9]), to(0, 10)]),
        set(of([2, 3]), [of([8]), of([0, 6])], [of([8]), of([0, 9])]),
        set(of([3]), [of([8]), of([2])], [of([9]), to(9, 15)]),
        set(of([3]), [of([8]), of([3])], [of([11]), of([15])]),
        set(of([3]), [of([8]), to(4, 15)], ALL),
    ],
    [
        set(of([0, 1, 10, 11, 12, 13, 15]), ALL, ALL),
        set(of([2]), [ANY, to(1, 5) | to(7, 15)], ALL),
        set(of([2]), [ANY, of([6])], [of([8]), ANY]),
        set(of([2]), [ANY, of([6])], [of([9, 10]), of([10, 11, 14])]),
        set(of([2, 3]), [of([8]), of([0])], [of([10, 11]), ANY]),
        set(of([2]), [of([8]), of([0])], [of([8, 9]), to(0, 10)]),
        set(of([3]), [of([8]), of([0])], [of([8]), of([0])]),
        set(of([3]), [of([8]), to(1, 15)], ALL),
    ],
];

/// For each form the five tables: by a value, a bit for each set that has it.
static TABLES: [[[u8; 16]; 5]; 4] = [tables(0), tables(1), tables(2), tables(3)];

const fn tables(form: usize) -> [[u8; 16]; 5] {
    let mut tables = [[0; 16]; 5];
    let mut at = 0;
    while at < 5 * 16 * 8 {
        let (table, value, set) = (at / 128, at / 8 % 16, at % 8);
        if UNPLAIN[form][set].0[table] >> value & 1 != 0 {
            tables[table][value] |= 1 << set;
        }
        at += 1;
    }
    tables
}

/// For each form and each lead of other characters by its last four bits whether one isn't plain: bits for C0–CF, D0–DF and F0–FF.
static OTHERS: [[u8; 16]; 4] = [others(0), others(1), others(2), others(3)];

const fn others(form: usize) -> [u8; 16] {
    let mut others = [4; 16];
    let mut lead = 0;
    while lead < 32 {
        // C0 and C1 begin nothing.
        if lead < 2 || u64::from_le_bytes(mask(form, lead)) != u64::MAX {
            others[lead % 16] |= 1 << (lead / 16);
        }
        lead += 1;
    }
    others
}

/// The bits of a lead's first half.
static KINDS: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 4];

/// The tables and constants of one form.
pub(super) struct Plain {
    lead: Bytes16,
    others: [Bytes16; 2],
    second: [Bytes16; 2],
    third: [Bytes16; 2],
    low_nibble: Bytes16,
    high_nibble: Bytes16,
    /// What tells E0–EF from other leads.
    three: Bytes16,
    /// What is taken from a byte to leave its highest bit if it's a lead, if it's one of three bytes, and, of those with the bit above
    /// flipped, if it's another.
    leads: Bytes16,
    leads_of_three: Bytes16,
    leads_of_others: Bytes16,
    /// Bytes below it, as signed numbers, go on a character.
    first_lead: Bytes16,
}

impl Plain {
    pub(super) fn of(form: Form) -> Self {
        let [lead, second_high, second_low, third_high, third_low] =
            TABLES[form as usize].each_ref().map(Bytes16::kept);
        let all = |byte| Bytes16::kept(&[byte; 16]);
        Self {
            lead,
            others: [Bytes16::kept(&KINDS), Bytes16::kept(&OTHERS[form as usize])],
            second: [second_high, second_low],
            third: [third_high, third_low],
            low_nibble: all(0x0f),
            high_nibble: all(0xf0),
            three: all(0x20),
            leads: all(0xc0 - 0x80),
            leads_of_three: all(0xe0 - 0x80),
            leads_of_others: all(0xd0 - 0x80),
            first_lead: all(0xc0),
        }
    }

    /// Whether the block is plain: the characters that begin in its first 62 bytes or the two before it are, and its bytes continue
    /// characters where they must. What begins later is left to the next block, and what begins earlier must have had one or two
    /// bytes, or three. Those of two bytes are plain only if it's asked for.
    #[inline(always)]
    pub(super) fn passes<const TWO: bool>(&self, block: &Block) -> bool {
        let four = [1, 17, 33, 49].map(|from| self.look::<TWO>([0, 1, 2].map(|at| lanes(block, from + at))));
        let wrong = (four[0].0 | four[1].0) | (four[2].0 | four[3].0);
        let unplain = (four[0].1 | four[1].1) | (four[2].1 | four[3].1);
        wrong.bits() == 0 && !unplain.any()
    }

    /// The highest bit where a character isn't as long as it must be; any bit where one isn't plain.
    #[inline(always)]
    fn look<const TWO: bool>(&self, [before, here, after]: [Bytes16; 3]) -> (Bytes16, Bytes16) {
        let continues = self.first_lead.above(after);
        // E0–EF become 00–0F, and all others 10 or more, for which a table has 0.
        let lead = self.lead.lookup(before.plus(self.three));
        let second = self.halves(&self.second, here);
        let third = self.halves(&self.third, after);
        let unplain = lead & second & third;
        if TWO {
            let must_continue = before.less(self.leads_of_three) | here.less(self.leads);
            (must_continue.xor(continues), unplain | self.halves(&self.others, before))
        } else {
            // With bit 20 flipped C0–CF, D0–DF and F0–FF are D0 and more, and E0–EF is less.
            let other = before.xor(self.three).less(self.leads_of_others);
            let must_continue = before.max(here).less(self.leads);
            (other | must_continue.xor(continues), unplain)
        }
    }

    /// The sets that have both halves of each byte.
    #[inline(always)]
    fn halves(&self, [high, low]: &[Bytes16; 2], bytes: Bytes16) -> Bytes16 {
        high.lookup((bytes & self.high_nibble).down::<4>()) & low.lookup(bytes & self.low_nibble)
    }
}
