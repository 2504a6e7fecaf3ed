//! Writes crates/kernel/src/text/tokens/classes.bin, the character classes of the pre-tokenizers, from the Unicode tables of
//! crate regex-syntax. Run from crates/kernel: `cargo run --example build_classes`. Its output is committed; must be run
//! again only to follow tiktoken to another version of Unicode.
use regex_syntax::hir::{Class, HirKind};

const BLOCK: usize = 128;
const CODE_POINTS: usize = 0x11_0000;
/// The classes of src/text/tokens/classes.rs, bit by bit from OTHER up.
const PATTERNS: [&str; 7] =
    [r"[\p{Lu}\p{Lt}]", r"\p{Ll}", r"[\p{Lm}\p{Lo}]", r"\p{M}", r"\p{N}", r"[\s--[\r\n]]", r"[\r\n]"];

fn main() {
    let mut classes = vec![1_u8; CODE_POINTS];
    for (index, pattern) in PATTERNS.iter().enumerate() {
        let parsed = regex_syntax::parse(pattern).expect("the patterns are well-formed");
        let HirKind::Class(Class::Unicode(class)) = parsed.kind() else { panic!("{pattern} is a class") };
        for range in class.iter() {
            classes[range.start() as usize..=range.end() as usize].fill(2 << index);
        }
    }
    let mut numbers = Vec::new();
    let mut blocks: Vec<&[u8]> = Vec::new();
    for block in classes.chunks(BLOCK) {
        let number = blocks.iter().position(|known| *known == block).unwrap_or(blocks.len());
        if number == blocks.len() {
            blocks.push(block);
        }
        numbers.push(u8::try_from(number).expect("at most 256 different blocks"));
    }
    let table: Vec<u8> = numbers.into_iter().chain(blocks.concat()).collect();
    std::fs::write("src/text/tokens/classes.bin", &table).expect("run from crates/kernel");
    println!("{} bytes, {} blocks", table.len(), blocks.len());
}
