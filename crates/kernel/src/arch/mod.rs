//! The four-lane vector that the multi-buffer hashes are written in, and the sixteen bytes of a text that are looked at at once: one
//! implementation a target.
//!
//! Both have the same methods and results; only a `wasm32.rs` may name an intrinsic. The tests below run natively on
//! `generic.rs`; test/kernel runs every digest through `wasm32.rs`.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[path = "wasm32.rs"]
mod vector;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[path = "generic.rs"]
mod vector;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[path = "bytes/wasm32.rs"]
mod bytes;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[path = "bytes/generic.rs"]
mod bytes;

pub(crate) use bytes::{Bytes16, utf16_units};
pub(crate) use vector::{ByteMap, U32x4};

/// Lanes of a vector: messages that are hashed side by side.
pub(crate) const LANES: usize = 4;

/// The words of four blocks of 64 bytes: lane `i` of the `t`th vector is the `t`th little-endian word of the `i`th
/// block.
#[inline(always)]
pub(crate) fn columns(blocks: [&[u8; 64]; LANES]) -> [U32x4; 16] {
    let mut words = [U32x4::splat(0); 16];
    for (quarter, words) in words.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        *words = U32x4::transpose(blocks.map(|block| U32x4::from_le_bytes(&block.as_chunks::<16>().0[quarter])));
    }
    words
}

/// Eight vectors as 32 little-endian bytes a lane: the inverse of [`columns`], for digests.
#[inline(always)]
pub(crate) fn rows(words: &[U32x4; 8], rows: &mut [[u8; 32]; LANES]) {
    let [a, b, c, d, e, f, g, h] = *words;
    let (first, second) = (U32x4::transpose([a, b, c, d]), U32x4::transpose([e, f, g, h]));
    for (lane, row) in rows.iter_mut().enumerate() {
        row[..16].copy_from_slice(&first[lane].to_le_bytes());
        row[16..].copy_from_slice(&second[lane].to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::array::from_fn;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_hold_the_words_of_each_block_and_rows_are_their_inverse(blocks: [[[u8; 16]; 4]; LANES]) {
            let flat: [[u8; 64]; LANES] = blocks.map(|block| from_fn(|byte| block[byte / 16][byte % 16]));
            let words = columns(flat.each_ref());
            for (lane, block) in flat.iter().enumerate() {
                for (word, bytes) in words.iter().zip(block.as_chunks::<4>().0) {
                    prop_assert_eq!(word.words()[lane], u32::from_le_bytes(*bytes));
                }
            }
            let mut back = [[0; 32]; LANES];
            rows(words[..8].as_array().expect("eight of sixteen"), &mut back);
            prop_assert_eq!(back, flat.map(|block| from_fn(|byte| block[byte])));
        }

        #[test]
        fn every_operation_is_the_words_own_in_each_lane(a: [u32; 4], b: [u32; 4]) {
            let (x, y) = (U32x4::new(a), U32x4::new(b));
            let swapped = ByteMap::new([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
            for lane in 0..LANES {
                prop_assert_eq!((x + y).words()[lane], a[lane].wrapping_add(b[lane]));
                prop_assert_eq!((x ^ y).words()[lane], a[lane] ^ b[lane]);
                prop_assert_eq!((x & y).words()[lane], a[lane] & b[lane]);
                prop_assert_eq!(x.shr::<3>().words()[lane], a[lane] >> 3);
                prop_assert_eq!(x.rotr::<7>().words()[lane], a[lane].rotate_right(7));
                prop_assert_eq!(x.map_bytes(&swapped).words()[lane], a[lane].swap_bytes());
                prop_assert_eq!(U32x4::splat(a[0]).words()[lane], a[0]);
            }
        }
    }
}
