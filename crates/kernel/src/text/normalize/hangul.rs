//! Runs of Hangul: whole texts are, and its syllables are plain arithmetic (The Unicode Standard, section 3.12).
//!
//! Must stop before whatever could change a syllable: a jamo too many, a mark, any letter but Hangul's.
use super::Form;
use alloc::vec::Vec;

const S_BASE: u32 = 0xac00;
const L_BASE: u32 = 0x1100;
const V_BASE: u32 = 0x1161;
const T_BASE: u32 = 0x11a7;
const L_COUNT: u32 = 19;
const V_COUNT: u32 = 21;
const T_COUNT: u32 = 28;
const S_COUNT: u32 = L_COUNT * V_COUNT * T_COUNT;

/// Bytes of text after which a run is left, to ask the watch.
pub(super) const LONGEST_RUN: usize = 4096;

/// The code point of the three bytes at `at`, 0 where there is another character.
#[inline(always)]
fn code_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 3) {
        Some(&[a @ 0xe0..0xf0, b, c]) => u32::from(a & 0xf) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f),
        _ => 0,
    }
}

/// A code point from U+0800 to U+FFFF as UTF-8.
#[inline(always)]
fn utf8(code: u32) -> [u8; 3] {
    [0xe0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3f) as u8, 0x80 | (code & 0x3f) as u8]
}

/// Appends the normal form of the run of syllables at `at`, with ASCII between them, and returns its end: `at` where there is
/// none. A boundary is at `at`, and one is at the end. Takes three times the run's bytes at the most, and 32.
pub(super) fn append(bytes: &[u8], mut at: usize, form: Form, out: &mut Vec<u8>) -> usize {
    let limit = at + LONGEST_RUN;
    let step = if matches!(form, Form::Nfc | Form::Nfkc) { compose } else { decompose };
    while at < limit {
        // A sign between two words: what comes after it must be a syllable too, else a mark could follow.
        let sign = bytes.get(at).filter(|byte| byte.is_ascii());
        let from = at + usize::from(sign.is_some());
        let whole = out.len();
        out.extend(sign);
        let end = step(bytes, from, out);
        if end == from || !ends_at(bytes, end) {
            out.truncate(whole);
            break;
        }
        at = end;
    }
    at
}

/// Whether nothing that stands at `at` can belong to the syllable before it.
#[inline(always)]
fn ends_at(bytes: &[u8], at: usize) -> bool {
    let code = code_at(bytes, at);
    let is_hangul = code.wrapping_sub(L_BASE) < L_COUNT || code.wrapping_sub(S_BASE) < S_COUNT;
    is_hangul || bytes.get(at).is_none_or(u8::is_ascii)
}

fn decompose(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let syllable = code_at(bytes, at).wrapping_sub(S_BASE);
    if syllable >= S_COUNT {
        return at;
    }
    out.extend_from_slice(&utf8(L_BASE + syllable / (V_COUNT * T_COUNT)));
    out.extend_from_slice(&utf8(V_BASE + syllable % (V_COUNT * T_COUNT) / T_COUNT));
    if !syllable.is_multiple_of(T_COUNT) {
        out.extend_from_slice(&utf8(T_BASE + syllable % T_COUNT));
    }
    at + 3
}

fn compose(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let (l, v) = (code_at(bytes, at).wrapping_sub(L_BASE), code_at(bytes, at + 3).wrapping_sub(V_BASE));
    if l >= L_COUNT || v >= V_COUNT {
        return at;
    }
    let t = code_at(bytes, at + 6).wrapping_sub(T_BASE);
    let has_t = t > 0 && t < T_COUNT;
    out.extend_from_slice(&utf8(S_BASE + (l * V_COUNT + v) * T_COUNT + if has_t { t } else { 0 }));
    at + if has_t { 9 } else { 6 }
}
