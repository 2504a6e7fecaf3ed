//! Finds the literals that a pack's rules must contain, all of them in one pass, ignoring ASCII case.
//!
//! Each literal is known by its rarest three bytes (folded by setting bit 5). A position's three bytes are hashed into a bitmap of
//! 64 Ki bits that stays in the first-level cache; only what the bitmap lets through is looked up and compared.
//!
//! Measured natively with the 2,340 literals of `secrets` on 10 MB of mixed-script chat and code: this 736 MB/s; crate
//! aho-corasick 545 (DFA) and 390 (NFA); its Teddy, which takes 64 literals a pass at 4,400, 134 in the 37 passes that it needs.

use super::tables::{Literal, PackTables};

const BITMAP_BYTES: usize = 8192;
const HEADS: usize = 4096;

/// Where the bitmap and the chains lie within the tables of a pack: at their beginning.
pub(crate) const CHAINS_AT: usize = BITMAP_BYTES + HEADS * 2;

/// Three bytes, folded, spread over 32 bits: the top 16 index the bitmap, the top 12 the chains.
#[inline]
pub(crate) fn hash(three: u32) -> u32 {
    three.wrapping_mul(0x9e37_79b1)
}

/// Calls `found(start of the literal, literal)` for each literal of which the rare bytes lie in `from..to`.
///
/// Never inlined: within a larger function the loop loses some twentieth of its speed in Wasm.
#[inline(never)]
pub(crate) fn find<E>(
    pack: &PackTables,
    text: &[u8],
    from: usize,
    to: usize,
    found: &mut dyn FnMut(usize, &'static Literal) -> Result<(), E>,
) -> Result<(), E> {
    let bitmap: &[u8; BITMAP_BYTES] = pack.tables[..BITMAP_BYTES].try_into().expect("a pack's tables begin with it");
    let to = to.min(text.len().saturating_sub(2));
    let mut at = from;
    while at < to {
        // Four bytes at a time where there are four: the last is not looked at.
        let folded = match text.get(at..at + 4) {
            Some(four) => u32::from_le_bytes([four[0], four[1], four[2], four[3]]),
            None => u32::from_le_bytes([text[at], text[at + 1], text[at + 2], 0]),
        };
        let hashed = hash((folded | 0x0020_2020) & 0x00ff_ffff);
        let bit = hashed >> 16;
        if bitmap[(bit / 8) as usize] >> (bit % 8) & 1 != 0 {
            look_up(pack, text, at, hashed, found)?;
        }
        at += 1;
    }
    Ok(())
}

#[inline(never)]
fn look_up<E>(
    pack: &PackTables,
    text: &[u8],
    at: usize,
    hashed: u32,
    found: &mut dyn FnMut(usize, &'static Literal) -> Result<(), E>,
) -> Result<(), E> {
    let number = |i: usize| u16::from_le_bytes([pack.tables[i], pack.tables[i + 1]]) as usize;
    // A head is the index after the first of the literals that share it; 0 is none.
    let mut next = number(BITMAP_BYTES + (hashed >> 20) as usize * 2);
    while next != 0 {
        let literal = &pack.literals[next - 1];
        next = number(CHAINS_AT + (next - 1) * 2);
        let Some(start) = at.checked_sub(literal.rare as usize) else { continue };
        let Some(there) = text.get(start..start + literal.text.len()) else { continue };
        if there.iter().zip(literal.text).all(|(a, b)| a | 0x20 == *b) {
            found(start, literal)?;
        }
    }
    Ok(())
}
