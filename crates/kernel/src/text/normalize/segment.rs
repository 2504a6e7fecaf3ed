//! Normalises the short stretches that the quick check can't pass: decompose, order, compose (UAX #15, section 1.2).
//!
//! Must be given a stretch that begins at a boundary and ends before one.
use super::Form;
use super::properties::Property;
use alloc::vec::Vec;
use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

const S_BASE: u32 = 0xac00;
const L_BASE: u32 = 0x1100;
const V_BASE: u32 = 0x1161;
const T_BASE: u32 = 0x11a7;
const L_COUNT: u32 = 19;
const V_COUNT: u32 = 21;
const T_COUNT: u32 = 28;
const S_COUNT: u32 = L_COUNT * V_COUNT * T_COUNT;

#[inline(always)]
fn push(out: &mut Vec<u8>, c: char) {
    let mut room = [0; 4];
    out.extend_from_slice(c.encode_utf8(&mut room).as_bytes());
}

/// Whole texts are Hangul, and its syllables are plain arithmetic (The Unicode Standard, section 3.12): a stretch that is
/// one syllable, or jamo that make one, is done here, five times as fast. Returns false for all others.
#[inline]
fn hangul(stretch: &str, composes: bool, out: &mut Vec<u8>) -> bool {
    let mut chars = stretch.chars().map(u32::from);
    let (Some(first), second, third, None) = (chars.next(), chars.next(), chars.next(), chars.next()) else {
        return false;
    };
    let put = |out: &mut Vec<u8>, code: u32| push(out, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    let syllable = first.wrapping_sub(S_BASE);
    if !composes && second.is_none() && syllable < S_COUNT {
        put(out, L_BASE + syllable / (V_COUNT * T_COUNT));
        put(out, V_BASE + syllable % (V_COUNT * T_COUNT) / T_COUNT);
        if syllable % T_COUNT != 0 {
            put(out, T_BASE + syllable % T_COUNT);
        }
        return true;
    }
    let (l, v) = (first.wrapping_sub(L_BASE), second.unwrap_or(0).wrapping_sub(V_BASE));
    let t = third.map_or(0, |c| c.wrapping_sub(T_BASE));
    let is_syllable = composes && l < L_COUNT && v < V_COUNT && t < T_COUNT && (t > 0 || third.is_none());
    if is_syllable {
        put(out, S_BASE + (l * V_COUNT + v) * T_COUNT + t);
    }
    is_syllable
}

/// A character and its combining class.
type Mark = (u8, char);

/// Room that is used again for every stretch.
#[derive(Default)]
pub(super) struct Scratch {
    marks: Vec<Mark>,
}

impl Scratch {
    /// Appends the normal form of `stretch` to `out`.
    pub(super) fn normalize(&mut self, stretch: &str, form: Form, out: &mut Vec<u8>) {
        let composes = matches!(form, Form::Nfc | Form::Nfkc);
        if hangul(stretch, composes, out) {
            return;
        }
        self.marks.clear();
        for c in stretch.chars() {
            self.decompose(c, form);
        }
        self.order();
        if composes {
            self.compose();
        }
        for &(_, c) in &self.marks {
            push(out, c);
        }
    }

    #[inline]
    fn decompose(&mut self, c: char, form: Form) {
        let marks = &mut self.marks;
        let push = |part: char| marks.push((Property::of(part).combining_class(), part));
        match form {
            Form::Nfc | Form::Nfd => decompose_canonical(c, push),
            Form::Nfkc | Form::Nfkd => decompose_compatible(c, push),
        }
    }

    /// Sorts each run of non-starters by combining class, equal ones as they were.
    fn order(&mut self) {
        let mut at = 0;
        while at < self.marks.len() {
            if self.marks[at].0 == 0 {
                at += 1;
                continue;
            }
            let length = self.marks[at..].iter().take_while(|mark| mark.0 != 0).count();
            let run = &mut self.marks[at..at + length];
            if !run.is_sorted_by_key(|mark| mark.0) {
                run.sort_by_key(|mark| mark.0);
            }
            at += length;
        }
    }

    /// Combines each starter with what follows it and isn't blocked, in place.
    fn compose(&mut self) {
        let marks = &mut self.marks;
        let mut starter: Option<usize> = None;
        let mut last_class = 0;
        let mut kept = 0;
        for at in 0..marks.len() {
            let (class, c) = marks[at];
            if let Some(place) = starter {
                // Blocked when something of the same or a higher class stands between (or a starter does).
                let adjacent = place + 1 == kept;
                if (adjacent || (last_class != 0 && last_class < class))
                    && let Some(both) = compose(marks[place].1, c)
                {
                    marks[place].1 = both;
                    continue;
                }
            }
            if class == 0 {
                starter = Some(kept);
            }
            last_class = class;
            marks[kept] = (class, c);
            kept += 1;
        }
        marks.truncate(kept);
    }
}
