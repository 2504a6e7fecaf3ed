//! Counts texts by crate bpe-openai, for bench/native/tokens.ts: reads them once, then counts all for every byte that it is
//! sent and answers with the seconds it took and the sum of the counts.
//!
//! `outrigger-bench-bpe-openai ENCODING COUNT BYTES`; stdin: COUNT little-endian u32 lengths, BYTES of UTF-8, then a byte a run.
use std::io::{Read, Write, stdin, stdout};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, encoding, count, bytes] = &arguments[..] else {
        panic!("ENCODING COUNT BYTES")
    };
    let tokenizer = match encoding.as_str() {
        "o200k_base" => bpe_openai::o200k_base(),
        "cl100k_base" => bpe_openai::cl100k_base(),
        other => panic!("no encoding {other}"),
    };
    let mut input = stdin().lock();
    let mut read = |length: usize| {
        let mut bytes = vec![0; length];
        input.read_exact(&mut bytes).map(|()| bytes)
    };
    let lengths = read(count.parse::<usize>().expect("a count") * 4).expect("lengths");
    let text = String::from_utf8(read(bytes.parse().expect("a number of bytes")).expect("texts"))
        .expect("UTF-8");
    let mut rest = text.as_str();
    let mut texts = Vec::new();
    for length in lengths.as_chunks::<4>().0 {
        let (text, after) = rest.split_at(u32::from_le_bytes(*length) as usize);
        texts.push(text);
        rest = after;
    }
    while read(1).is_ok() {
        let start = Instant::now();
        let tokens: usize = texts.iter().map(|text| tokenizer.count(*text)).sum();
        println!("{} {tokens}", start.elapsed().as_secs_f64());
        stdout().flush().expect("a reader");
    }
}
