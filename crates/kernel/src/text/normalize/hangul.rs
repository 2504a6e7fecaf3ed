//! Runs of Hangul: whole texts are, and its syllables are plain arithmetic (The Unicode Standard, section 3.12).
//!
//! Must stop before whatever could change a syllable: a jamo too many, a mark, any letter but Hangul's.
use super::Form;
use crate::text::bytes16::word;
use alloc::vec::Vec;

const S_BASE: u32 = 0xac00;
const T_BASE: u32 = 0x11a7;
const L_COUNT: u32 = 19;
const V_COUNT: u32 = 21;
const T_COUNT: u32 = 28;
const S_COUNT: u32 = L_COUNT * V_COUNT * T_COUNT;

/// Bytes of text after which a run is left, to ask the watch.
pub(super) const LONGEST_RUN: usize = 4096;

/// Sixteen bytes, the first least. Kept as numbers: what is stored in bytes and then loaded at once has to wait for the stores.
#[derive(Clone, Copy)]
struct Window(u64, u64);

impl Window {
    /// The bytes from `at` on; zeros behind the text's end.
    #[inline(always)]
    fn at(bytes: &[u8], at: usize) -> Self {
        if at + 16 <= bytes.len() {
            return Self(word(bytes, at), word(bytes, at + 8));
        }
        let mut sixteen = [0; 16];
        let rest = bytes.get(at..).unwrap_or_default();
        sixteen[..rest.len()].copy_from_slice(rest);
        Self(word(&sixteen, 0), word(&sixteen, 8))
    }

    /// How many bytes of ASCII it begins with.
    #[inline(always)]
    fn ascii(self) -> usize {
        let first = |bytes: u64| (bytes & 0x8080_8080_8080_8080).trailing_zeros() as usize / 8;
        match first(self.0) {
            8 => 8 + first(self.1),
            count => count,
        }
    }

    /// Three bytes from a place, one of 0 to 12, on.
    #[inline(always)]
    fn three(self, place: usize) -> u32 {
        let bytes = match place {
            0..8 => self.0 >> (8 * place) | (self.1 << 8) << (56 - 8 * place),
            _ => self.1 >> (8 * (place - 8)),
        };
        bytes as u32 & 0xff_ffff
    }

    /// Appends so many of the bytes: all of them and then fewer, for to copy a number that isn't known beforehand is a call in Wasm.
    #[inline(always)]
    fn put(self, count: usize, out: &mut Vec<u8>) {
        let whole = out.len() + count;
        out.extend_from_slice(&self.0.to_le_bytes());
        out.extend_from_slice(&self.1.to_le_bytes());
        out.truncate(whole);
    }
}

/// Appends the normal form of the run of syllables at `at`, with up to fifteen ASCII signs between two, and returns its end: `at`
/// where there is none. A boundary is at `at`, and one is at the end. Takes three times the run's bytes at the most, and 32.
pub(super) fn append(bytes: &[u8], at: usize, form: Form, out: &mut Vec<u8>) -> usize {
    match form {
        Form::Nfc | Form::Nfkc => run(bytes, at, out, compose),
        Form::Nfd | Form::Nfkd => run(bytes, at, out, decompose),
    }
}

#[inline(always)]
fn run(bytes: &[u8], mut at: usize, out: &mut Vec<u8>, step: impl Fn(Window) -> Option<Syllable>) -> usize {
    let limit = (at + LONGEST_RUN).min(bytes.len());
    while at < limit {
        let signs = Window::at(bytes, at);
        let count = signs.ascii();
        // What comes after them must be a syllable too, else a mark could follow.
        let next = if count > 0 { Window::at(bytes, at + count) } else { signs };
        let Some(syllable) = step(next).filter(|syllable| ends(next.three(syllable.width))) else { break };
        if count > 0 {
            signs.put(count, out);
        }
        syllable.normal.put(syllable.length, out);
        at += count + syllable.width;
    }
    at
}

/// A syllable's normal form, its bytes, and those of the text that it takes.
struct Syllable {
    normal: Window,
    length: usize,
    width: usize,
}

/// Whether three bytes can't begin with anything that belongs to a syllable before them.
#[inline(always)]
fn ends(three: u32) -> bool {
    three & 0x80 == 0 || (three & 0xffff == 0x84e1 && three >> 16 < 0x80 + L_COUNT) || number(three) < S_COUNT
}

/// The number of the syllable of three bytes; `S_COUNT` or more if they aren't one's.
#[inline(always)]
fn number(three: u32) -> u32 {
    ((three & 0xff) << 12 | (three >> 8 & 0x3f) << 6 | (three >> 16 & 0x3f)).wrapping_sub(0xe_0000 + S_BASE)
}

#[inline(always)]
fn decompose(window: Window) -> Option<Syllable> {
    let syllable = number(window.three(0));
    if syllable >= S_COUNT {
        return None;
    }
    let (l, v) = (syllable / (V_COUNT * T_COUNT), syllable % (V_COUNT * T_COUNT) / T_COUNT);
    let t = syllable % T_COUNT;
    // The last of these begins another 64.
    let last = u64::from(T_BASE % 64 + t);
    let low = 0x86e1_0085_e100_84e1 + (u64::from(0x80 + l) << 16 | u64::from(0xa1 + v) << 40) + (last >> 6 << 56);
    Some(Syllable { normal: Window(low, 0x80 | last & 0x3f), length: if t == 0 { 6 } else { 9 }, width: 3 })
}

#[inline(always)]
fn compose(window: Window) -> Option<Syllable> {
    let byte = |place: u32| (window.0 >> (8 * place)) as u32 & 0xff;
    let (l, v) = (byte(2).wrapping_sub(0x80), byte(5).wrapping_sub(0xa1));
    if window.0 & 0x00ff_ff00_ffff != 0x0085_e100_84e1 || l >= L_COUNT || v >= V_COUNT {
        return None;
    }
    let t = ((byte(7) & 1) << 6 | (window.1 as u32 & 0x3f)).wrapping_sub(T_BASE % 64);
    let has_t = window.0 >> 48 & 0xfeff == 0x86e1 && t > 0 && t < T_COUNT;
    let code = u64::from(S_BASE + (l * V_COUNT + v) * T_COUNT + if has_t { t } else { 0 });
    let normal = 0x80_80e0 | code >> 12 | (code >> 6 & 0x3f) << 8 | (code & 0x3f) << 16;
    Some(Syllable { normal: Window(normal, 0), length: 3, width: if has_t { 9 } else { 6 } })
}
