//! Writes the tables of crates/kernel/src/text/normalize, properties.bin, boundaries.bin, pages.bin and singles.bin: what normalisation needs
//! to know of each code point before it does any work, from crate unicode-normalization. Run from crates/kernel: `cargo run --example build_properties`. Its
//! output is committed; a test compares every code point with the crate.
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

#[path = "build_properties/pages.rs"]
mod pages;

#[path = "build_properties/singles.rs"]
mod singles;

const BLOCK: usize = 128;

/// Two bits a form, as in src/text/normalize/properties.rs: 1 for Maybe, 2 for No.
fn bits(quick: IsNormalized) -> u16 {
    match quick {
        IsNormalized::Yes => 0,
        IsNormalized::Maybe => 1,
        IsNormalized::No => 2,
    }
}

/// 3 for a No whose decomposition begins with a boundary: so is its own start one.
fn begins(c: char, form: u16, bits: u16) -> u16 {
    if bits != 2 {
        return bits;
    }
    let mut first = None;
    let mut note = |part: char| first = first.or(Some(part));
    if form < 2 {
        decompose_canonical(c, &mut note)
    } else {
        decompose_compatible(c, &mut note)
    }
    let first = first.expect("a decomposition is not empty");
    if canonical_combining_class(first) == 0 && quick(first, form) == 0 { 3 } else { 2 }
}

fn quick(c: char, form: u16) -> u16 {
    let once = core::iter::once(c);
    bits(match form {
        0 => is_nfc_quick(once),
        1 => is_nfd_quick(once),
        2 => is_nfkc_quick(once),
        _ => is_nfkd_quick(once),
    })
}

fn property(code: u32) -> u16 {
    let Some(c) = char::from_u32(code) else { return 0 };
    let class = u16::from(canonical_combining_class(c));
    (0..4).fold(class, |property, form| property | begins(c, form, quick(c, form)) << (8 + 2 * form))
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
    let pages: Vec<u8> = (0..4).flat_map(|form| pages::of_form(&all, form)).collect();
    std::fs::write("src/text/normalize/pages.bin", &pages).expect("run from crates/kernel");
    let singles = singles::of_all(&all);
    std::fs::write("src/text/normalize/singles.bin", &singles).expect("run from crates/kernel");
    let lengths = [table.len(), boundaries.len(), pages.len(), singles.len()];
    println!("{lengths:?} bytes, {} blocks", blocks.len());
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
