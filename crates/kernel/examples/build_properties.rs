//! Writes crates/kernel/src/text/normalize/properties.bin: what normalisation needs to know of each code point before it
//! does any work, from crate unicode-normalization. Run from crates/kernel: `cargo run --example build_properties`. Its
//! output is committed; a test compares every code point with the crate.
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

const BLOCK: usize = 128;

/// Two bits a form, as in src/text/normalize/properties.rs: 1 for Maybe, 2 for No.
fn bits(quick: IsNormalized) -> u16 {
    match quick {
        IsNormalized::Yes => 0,
        IsNormalized::Maybe => 1,
        IsNormalized::No => 2,
    }
}

fn property(code: u32) -> u16 {
    let Some(c) = char::from_u32(code) else { return 0 };
    let once = || core::iter::once(c);
    u16::from(canonical_combining_class(c))
        | bits(is_nfc_quick(once())) << 8
        | bits(is_nfd_quick(once())) << 10
        | bits(is_nfkc_quick(once())) << 12
        | bits(is_nfkd_quick(once())) << 14
}

fn main() {
    let all: Vec<u16> = (0..0x11_0000).map(property).collect();
    let mut kinds = all.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let kind_of = |p: &u16| u8::try_from(kinds.binary_search(p).expect("sorted")).expect("at most 256 kinds");
    let indexes: Vec<u8> = all.iter().map(kind_of).collect();
    let mut numbers = Vec::new();
    let mut blocks: Vec<&[u8]> = Vec::new();
    for block in indexes.chunks(BLOCK) {
        let number = blocks.iter().position(|known| *known == block).unwrap_or(blocks.len());
        if number == blocks.len() {
            blocks.push(block);
        }
        numbers.push(u8::try_from(number).expect("at most 256 different blocks"));
    }
    kinds.resize(256, 0);
    let kinds = kinds.iter().flat_map(|kind| kind.to_le_bytes());
    let table: Vec<u8> = kinds.chain(numbers).chain(blocks.concat()).collect();
    std::fs::write("src/text/normalize/properties.bin", &table).expect("run from crates/kernel");
    let boundaries: Vec<u8> = (0..4).flat_map(|form| boundaries(&all, form)).collect();
    std::fs::write("src/text/normalize/boundaries.bin", &boundaries).expect("run from crates/kernel");
    println!("{} and {} bytes, {} blocks", table.len(), boundaries.len(), blocks.len());
}

/// For one form and the Basic Multilingual Plane: 1,024 numbers of masks, then 256 masks of 64 code points, a bit set for each
/// boundary (class 0, quick check Yes).
fn boundaries(all: &[u16], form: u16) -> Vec<u8> {
    let mut numbers = Vec::new();
    let mut masks: Vec<u64> = Vec::new();
    for block in all[..0x1_0000].chunks(64) {
        let is_boundary = |p: &u16| p & 0xff == 0 && (p >> (8 + 2 * form)) & 3 == 0;
        let mask = block.iter().rev().fold(0, |mask, p| mask << 1 | u64::from(is_boundary(p)));
        let number = masks.iter().position(|known| *known == mask).unwrap_or(masks.len());
        if number == masks.len() {
            masks.push(mask);
        }
        numbers.push(u8::try_from(number).expect("at most 256 different masks"));
    }
    masks.resize(256, 0);
    numbers.into_iter().chain(masks.iter().flat_map(|mask| mask.to_le_bytes())).collect()
}
