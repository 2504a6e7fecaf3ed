//! BLAKE3's compression function for four blocks side by side (BLAKE3 paper §2.2).
//!
//! Must stay free of branches and look-ups that depend on a block's words.
use super::BLOCK_BYTES;
use crate::arch::{ByteMap, LANES, U32x4, columns};

/// The initial chaining value, SHA-256's.
pub(super) const IV: [u32; 8] =
    [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

pub(super) const CHUNK_START: u32 = 1;
pub(super) const CHUNK_END: u32 = 2;
pub(super) const PARENT: u32 = 4;
pub(super) const ROOT: u32 = 8;

/// What goes into a compression beside the words, one value a lane.
pub(super) struct Block {
    pub(super) counter: [U32x4; 2],
    pub(super) length: U32x4,
    pub(super) flags: U32x4,
}

impl Block {
    /// The same in every lane, in a chunk that is the first of its message.
    pub(super) fn uniform(length: usize, flags: u32) -> Self {
        Self { counter: [U32x4::splat(0); 2], length: U32x4::splat(length as u32), flags: U32x4::splat(flags) }
    }
}

/// Rotations right by 16 and by 8 bits of every word, as moves of bytes.
const RIGHT_16: [u8; 16] = [2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13];
const RIGHT_8: [u8; 16] = [1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12];

/// In which order the seven rounds take the message words: each is the one before, permuted.
const ORDER: [[usize; 16]; 7] = {
    const PERMUTATION: [usize; 16] = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
    let mut order = [[0; 16]; 7];
    let mut i = 0;
    while i < 7 * 16 {
        order[i / 16][i % 16] = if i < 16 { i } else { order[i / 16 - 1][PERMUTATION[i % 16]] };
        i += 1;
    }
    order
};

macro_rules! mix {
    ($v:ident $r8:ident $r16:ident, $a:literal $b:literal $c:literal $d:literal, $x:expr, $y:expr) => {
        $v[$a] = $v[$a] + $x + $v[$b];
        $v[$d] = ($v[$d] ^ $v[$a]).map_bytes(&$r16);
        $v[$c] = $v[$c] + $v[$d];
        $v[$b] = ($v[$b] ^ $v[$c]).rotr::<12>();
        $v[$a] = $v[$a] + $y + $v[$b];
        $v[$d] = ($v[$d] ^ $v[$a]).map_bytes(&$r8);
        $v[$c] = $v[$c] + $v[$d];
        $v[$b] = ($v[$b] ^ $v[$c]).rotr::<7>();
    };
}

macro_rules! round {
    ($v:ident $r8:ident $r16:ident, $m:ident, $r:literal) => {
        mix!($v $r8 $r16, 0 4 8 12, $m[ORDER[$r][0]], $m[ORDER[$r][1]]);
        mix!($v $r8 $r16, 1 5 9 13, $m[ORDER[$r][2]], $m[ORDER[$r][3]]);
        mix!($v $r8 $r16, 2 6 10 14, $m[ORDER[$r][4]], $m[ORDER[$r][5]]);
        mix!($v $r8 $r16, 3 7 11 15, $m[ORDER[$r][6]], $m[ORDER[$r][7]]);
        mix!($v $r8 $r16, 0 5 10 15, $m[ORDER[$r][8]], $m[ORDER[$r][9]]);
        mix!($v $r8 $r16, 1 6 11 12, $m[ORDER[$r][10]], $m[ORDER[$r][11]]);
        mix!($v $r8 $r16, 2 7 8 13, $m[ORDER[$r][12]], $m[ORDER[$r][13]]);
        mix!($v $r8 $r16, 3 4 9 14, $m[ORDER[$r][14]], $m[ORDER[$r][15]]);
    };
}

/// Compresses the `lane`th block, whose bytes past its length are 0, into the `lane`th chaining value.
#[inline(never)]
pub(super) fn compress(state: &mut [U32x4; 8], blocks: [&[u8; BLOCK_BYTES]; LANES], block: &Block) {
    let m = columns(blocks);
    let (right_8, right_16) = (ByteMap::new(RIGHT_8), ByteMap::new(RIGHT_16));
    let [a, b, c, d, e, f, g, h] = *state;
    let [i, j, k, l] = [IV[0], IV[1], IV[2], IV[3]].map(U32x4::splat);
    let mut v = [a, b, c, d, e, f, g, h, i, j, k, l, block.counter[0], block.counter[1], block.length, block.flags];
    round!(v right_8 right_16, m, 0);
    round!(v right_8 right_16, m, 1);
    round!(v right_8 right_16, m, 2);
    round!(v right_8 right_16, m, 3);
    round!(v right_8 right_16, m, 4);
    round!(v right_8 right_16, m, 5);
    round!(v right_8 right_16, m, 6);
    for (i, word) in state.iter_mut().enumerate() {
        *word = v[i] ^ v[i + 8];
    }
}
