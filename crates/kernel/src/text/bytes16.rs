//! Up to fifteen bytes of a text as two numbers: what the index of short tokens and the caches compare and hash.
//!
//! Must never read outside the text, and give the same numbers at its end as in its middle.

/// The bytes from `from` to `to` (at most 15), little-endian, padded with zeros.
#[inline(always)]
pub(super) fn load(text: &[u8], from: usize, to: usize) -> (u64, u64) {
    let length = to - from;
    match text.get(from..from + 16) {
        Some(bytes) => {
            let (low, high) = MASKS[length & 15];
            (word(bytes, 0) & low, word(bytes, 8) & high)
        }
        None => {
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(&text[from..to]);
            (word(&bytes, 0), word(&bytes, 8))
        }
    }
}

/// Eight bytes as a number.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}

/// A hash of two numbers, good in its upper 40 bits.
#[inline(always)]
pub(super) fn hash(low: u64, high: u64) -> u64 {
    let mixed = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (mixed ^ mixed >> 32).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// What to keep of sixteen bytes when so many are wanted: computing it took 12 instructions a piece.
static MASKS: [(u64, u64); 16] = masks();

const fn masks() -> [(u64, u64); 16] {
    let mut masks = [(0, 0); 16];
    let mut length = 0;
    while length < 16 {
        masks[length] = match length {
            0..8 => ((1 << (8 * length)) - 1, 0),
            _ => (u64::MAX, (1 << (8 * (length - 8))) - 1),
        };
        length += 1;
    }
    masks
}
