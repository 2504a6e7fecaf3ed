//! Whether all characters of 64 bytes may stand anywhere, or nearly, whatever their scripts: prose with quotes and emoji in it, or many
//! scripts side by side. One look tells that the bytes are UTF-8, but for alarms; a second opinion leaves few, which are looked up one by one.
//!
//! Must never pass a character that is no boundary, unless it's a mark between two boundaries; nor bytes that are no UTF-8.
use super::Form;
use super::alarms::{AGAIN, MORE, TWO};
use super::pages::Tables;
use crate::arch::Bytes16;
use crate::text::utf8::{BLOCK, Block, lanes};
use core::array;

/// Alarms of a block, up to which they are looked up one by one: in Thai and Vietnamese, where more are true, pages tell them faster.
const MOST: u32 = 4;
/// Blocks with alarms that one without makes up for: where more than three of four have some, pages tell them faster too.
const EARNED: u32 = 3;
const MOST_CREDIT: u32 = 32;

/// The tables and constants of one form.
pub(super) struct Mixed {
    two: [Bytes16; 4],
    more: [Bytes16; 6],
    again: [Bytes16; 6],
    low_nibble: Bytes16,
    high_nibble: Bytes16,
    /// What is taken from a byte to leave its highest bit if it's a lead, one of three bytes or four, or one of four.
    leads: Bytes16,
    leads_of_three: Bytes16,
    leads_of_four: Bytes16,
    /// Bytes below it, as signed numbers, go on a character.
    first_lead: Bytes16,
    /// Bytes above it begin nothing, or characters for private use.
    last_lead: Bytes16,
    /// ED, and the last byte that may stand behind it.
    surrogates: Bytes16,
    last_behind: Bytes16,
    single: Tables,
}

impl Mixed {
    pub(super) fn of(form: Form) -> Self {
        let all = |byte| Bytes16::kept(&[byte; 16]);
        Self {
            two: TWO[form as usize].each_ref().map(Bytes16::kept),
            more: MORE[form as usize].each_ref().map(Bytes16::kept),
            again: AGAIN[form as usize].each_ref().map(Bytes16::kept),
            low_nibble: all(0x0f),
            high_nibble: all(0xf0),
            leads: all(0xc0 - 0x80),
            leads_of_three: all(0xe0 - 0x80),
            leads_of_four: all(0xf0 - 0x80),
            first_lead: all(0xc0),
            last_lead: all(0xf3),
            surrogates: all(0xed),
            last_behind: all(0x9f),
            single: Tables::of(form),
        }
    }

    /// Whether the block passes: those of its characters that have their second bytes in it, but for its last, or right before it. What
    /// begins earlier must be UTF-8, and is made sure of to end where it must.
    #[inline(always)]
    pub(super) fn passes(&self, block: &Block, seam: &mut Seam) -> bool {
        let four = [0, 16, 32, 48].map(|from| self.look([0, 1, 2, 3].map(|at| lanes(block, from + at))));
        let [a, b, c, d] = four;
        if ((a.wrong | b.wrong) | (c.wrong | d.wrong)).bits() != 0 {
            return false;
        }
        let two = (a.two | b.two) | (c.two | d.two);
        let more = (a.more | b.more) | (c.more | d.more);
        if !more.any() {
            return self.all_pass(block, two, four.map(|look| look.two), seam);
        }
        let zero = Bytes16::splat(0);
        let alarms: [Bytes16; 4] = array::from_fn(|at| {
            let again = self.six(&self.again, [1, 2, 3].map(|from| lanes(block, 16 * at + from)));
            four[at].two | four[at].more.without(again.same(zero))
        });
        let [a, b, c, d] = alarms;
        self.all_pass(block, (a | b) | (c | d), alarms, seam)
    }

    /// Of the four, the third byte of each character is looked at.
    #[inline(always)]
    fn look(&self, [earlier, lead, second, third]: [Bytes16; 4]) -> Look {
        let continues = self.first_lead.above(third);
        let must_continue = second.less(self.leads) | lead.less(self.leads_of_three) | earlier.less(self.leads_of_four);
        let [lead_high, lead_low] = self.halves(lead);
        let [second_high, second_low] = self.halves(second);
        let two = (self.two[0].lookup(lead_high) & self.two[1].lookup(lead_low))
            & (self.two[2].lookup(second_high) & self.two[3].lookup(second_low));
        Look {
            wrong: must_continue.xor(continues),
            two: (two | lead.less(self.last_lead)) | (lead.same(self.surrogates) & second.above(self.last_behind)),
            more: self.six(&self.more, [lead, second, third]),
        }
    }

    #[inline(always)]
    fn six(&self, tables: &[Bytes16; 6], [lead, second, third]: [Bytes16; 3]) -> Bytes16 {
        let [lead_high, lead_low] = self.halves(lead);
        let [second_high, second_low] = self.halves(second);
        let [third_high, third_low] = self.halves(third);
        (tables[0].lookup(lead_high) & tables[1].lookup(lead_low))
            & (tables[2].lookup(second_high) & tables[3].lookup(second_low))
            & (tables[4].lookup(third_high) & tables[5].lookup(third_low))
    }

    #[inline(always)]
    fn halves(&self, bytes: Bytes16) -> [Bytes16; 2] {
        [(bytes & self.high_nibble).down::<4>(), bytes & self.low_nibble]
    }

    #[inline(always)]
    fn all_pass(&self, block: &Block, any: Bytes16, alarms: [Bytes16; 4], seam: &mut Seam) -> bool {
        if any.any() {
            return self.each_passes(block, &alarms, seam);
        }
        seam.close();
        true
    }

    /// Whether all alarms are false, or marks that stand alone.
    #[inline(never)]
    fn each_passes(&self, block: &Block, alarms: &[Bytes16; 4], seam: &mut Seam) -> bool {
        let [a, b, c, d] = alarms.map(|lanes| u64::from(lanes.set()));
        let mut alarms = a | b << 16 | c << 32 | d << 48;
        if alarms.count_ones() > MOST || seam.credit == 0 {
            return false;
        }
        let Seam { unknown, mut behind, credit } = *seam;
        while alarms != 0 {
            let place = alarms.trailing_zeros() as usize + 1;
            alarms &= alarms - 1;
            let Some(&[lead, second, third]) = block.get(place..place + 3).and_then(<[u8]>::first_chunk) else {
                return false;
            };
            if !begins_character(lead, second) {
                return false;
            }
            let (sets, marks) = self.single.ask(lead, second, third);
            if sets == 0 {
                continue;
            }
            if sets & !marks != 0 || place <= unknown || place == behind {
                return false;
            }
            behind = place + 2 + usize::from(lead >= 0xe0) + usize::from(lead >= 0xf0);
        }
        *seam = Seam { unknown: 0, behind: behind.saturating_sub(BLOCK), credit: credit - 1 };
        true
    }
}

/// What is found of sixteen places, which are those of second bytes; any bit is an alarm.
#[derive(Clone, Copy)]
struct Look {
    /// The highest bit where a character isn't as long as it must be.
    wrong: Bytes16,
    two: Bytes16,
    more: Bytes16,
}

/// What is known before a block.
#[derive(Clone, Copy)]
pub(super) struct Seam {
    /// Up to there may stand the character behind one that nothing is known of.
    unknown: usize,
    /// Where the character behind a mark begins, in the block with what's before it; 0 if it isn't looked at there.
    behind: usize,
    /// Blocks with alarms that may yet follow.
    credit: u32,
}

impl Seam {
    /// Behind what isn't known.
    pub(super) const UNKNOWN: Self = Self { unknown: 4, behind: 0, credit: 8 };

    /// What is known behind a block without alarms.
    #[inline(always)]
    pub(super) fn close(&mut self) {
        *self = Self { unknown: 0, behind: 0, credit: (self.credit + EARNED).min(MOST_CREDIT) };
    }

    /// Whether a mark is the last character that was looked at.
    pub(super) fn is_open(self) -> bool {
        self.behind != 0
    }
}

/// Whether a character begins with these bytes, of which the second goes on what the first begins; not for the last plane.
#[inline(always)]
fn begins_character(lead: u8, second: u8) -> bool {
    match lead {
        0xe0 => second >= 0xa0,
        0xed => second < 0xa0,
        0xf0 => second >= 0x90,
        0xc2..0xf4 => true,
        _ => false,
    }
}
