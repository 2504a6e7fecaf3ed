//! The pieces that most texts are made of, told from sixteen bytes at once: ASCII words, signs, digits and white space.
//!
//! A run of one kind of byte is a run of set bits, whose end a sum's carry finds: no loop over characters, whose end the
//! processor would guess wrong at every other piece. Must give what `pieces` gives, or nothing.
use crate::arch::Bytes16;

/// Neither a letter nor a digit nor a line break: may lead a word.
const LEADS: u8 = 1;
/// ASCII: no mark that would belong to the piece before.
const ASCII: u8 = 2;
/// The same, but for the apostrophe, which may begin a contraction: ends a word of o200k_base.
const ENDS_CASED: u8 = 4;
const DIGIT: u8 = 8;
/// Neither a letter nor a digit nor white space.
const SIGN: u8 = 16;
/// CR or LF.
const BREAK: u8 = 32;

static FLAGS: [u8; 256] = flags();

const fn flags() -> [u8; 256] {
    let mut flags = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        flags[at] = ASCII;
        if byte != b'\'' {
            flags[at] |= ENDS_CASED;
        }
        if byte.is_ascii_digit() {
            flags[at] |= DIGIT;
        } else if !byte.is_ascii_alphabetic() && byte != b'\r' && byte != b'\n' {
            flags[at] |= LEADS;
        }
        if matches!(byte, b'\r' | b'\n') {
            flags[at] |= BREAK;
        } else if !byte.is_ascii_alphanumeric() && !matches!(byte, b'\t'..=b'\r' | b' ') {
            flags[at] |= SIGN;
        }
        at += 1;
    }
    flags
}

/// The bit past the run of set bits of `run` that begins at the bit `from`: `from` itself where none does.
#[inline(always)]
fn past(run: u32, from: u32) -> u32 {
    (run + from) & !run
}

/// The end of the piece that begins at `at`, if it and what decides about it are ASCII and within sixteen bytes.
#[inline(always)]
pub(super) fn end_of<const O200K: bool>(text: &[u8], at: usize) -> Option<usize> {
    let bytes = text.get(at..at + 16)?.as_array::<16>()?;
    if (bytes[0] | bytes[1]) >= 0x80 {
        return None;
    }
    let flags = |place: u32| FLAGS[usize::from(bytes[place as usize & 15])];
    let first = flags(0);
    let lead = u32::from(first & LEADS);
    let vector = Bytes16::load(bytes);
    let (small, capitals) = (vector.small_letters(), vector.capitals());
    let word = if O200K { past(small, past(capitals, 1 << lead)) } else { past(small | capitals, 1 << lead) };
    let length = word.trailing_zeros();
    let ends = if O200K { ENDS_CASED } else { ASCII };
    // An apostrophe of cl100k_base begins a contraction, or leads.
    if !O200K && bytes[0] == b'\'' {
        return None;
    }
    if length > lead {
        return (length < 16 && flags(length) & ends != 0).then_some(at + length as usize);
    }
    other::<O200K>(bytes, vector, small | capitals).map(|length| at + length as usize)
}

/// The length of a piece that is no word and begins with two bytes of ASCII.
#[inline(always)]
fn other<const O200K: bool>(bytes: &[u8; 16], vector: Bytes16, letters: u32) -> Option<u32> {
    let flags = |place: usize| FLAGS[usize::from(bytes[place & 15])];
    if flags(0) & DIGIT != 0 {
        return match (flags(1) & DIGIT != 0, flags(2)) {
            (false, _) => Some(1),
            (_, third) if third & DIGIT != 0 => Some(3),
            (_, third) => (third & ASCII != 0).then_some(2),
        };
    }
    let from = usize::from(bytes[0] == b' ');
    let (run, end) = if flags(from) & SIGN != 0 {
        let signs = !(letters | vector.digits() | vector.white() | vector.bits()) & 0xffff;
        let mut end = past(signs, 1 << from);
        if flags(end.trailing_zeros() as usize) & BREAK != 0 {
            end = past(if O200K { vector.breaks() | vector.slashes() } else { vector.breaks() }, end);
        }
        (end, end.trailing_zeros())
    } else {
        let run = past(vector.white(), 1);
        let breaks = vector.breaks() & (run - 1);
        // Lines end a piece; else the last space is left to what follows.
        (run, if breaks != 0 { breaks.ilog2() + 1 } else { run.trailing_zeros() - u32::from(run > 2) })
    };
    (run < 1 << 16 && flags(run.trailing_zeros() as usize) & ASCII != 0).then_some(end)
}
