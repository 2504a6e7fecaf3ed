//! Prints the token ids of texts, for scripts/compare-tokens.ts: messages come on stdin and ids go to stdout, both as a `u32`
//! of how many, then the bytes or the `u32`s. `dump_tokens FILE.bin` names the compact vocabulary. Must add nothing of its
//! own: what it prints is what the library said.
use outrigger_kernel::Unwatched;
use outrigger_kernel::text::tokens::{Table, Tokenizer, build_table, table_size};
use std::io::{Read, Write};

fn main() {
    let compact = std::fs::read(std::env::args().nth(1).expect("a compact vocabulary")).expect("a file");
    let mut memory = vec![0_u64; table_size(&compact).expect("a vocabulary").div_ceil(8)];
    // SAFETY: any bytes are `u64`s.
    let bytes = unsafe { memory.align_to_mut::<u8>() }.1;
    let used = build_table(&compact, bytes).expect("a vocabulary");
    let mut tokenizer = Tokenizer::new(Table::new(&bytes[..used]).expect("a table")).expect("memory");

    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).expect("messages");
    let mut rest = input.as_slice();
    let mut output = Vec::new();
    let mut ids = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (message, after) = after.split_at(u32::from_le_bytes(*length) as usize);
        let text = std::str::from_utf8(message).expect("UTF-8");
        ids.clear();
        tokenizer.encode(text, &mut ids, &mut Unwatched).expect("tokens");
        assert_eq!(tokenizer.count(text, &mut Unwatched), Ok(ids.len()), "count and encode agree");
        output.extend((ids.len() as u32).to_le_bytes());
        output.extend(ids.iter().flat_map(|id| id.to_le_bytes()));
        rest = after;
    }
    std::io::stdout().write_all(&output).expect("a reader");
}
