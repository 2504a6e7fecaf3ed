//! Speed of token counting against crate bpe-openai, side by side, one core: prints MB/s and the ratio for each file.
//! Then the worst cases, in ms, and chunking at four sizes against counting. Must not be trusted for absolute figures.
//! `cargo run --release --example bench_tokens -- FILE...`; run from crates/kernel.
use outrigger_kernel::Unwatched;
use outrigger_kernel::text::chunk::{ChunkSize, chunk};
use outrigger_kernel::text::tokens::{Table, Tokenizer, build_table, table_size};
use std::time::Instant;

fn main() {
    let root = std::env::var("VOCABULARY").unwrap_or_else(|_| "../../sidecar/kernel/vocabulary".into());
    let rivals = [("o200k_base", bpe_openai::o200k_base()), ("cl100k_base", bpe_openai::cl100k_base())];
    for (name, rival) in rivals {
        let compact = std::fs::read(format!("{root}/{name}.bin")).expect("run from crates/kernel");
        let mut memory = vec![0_u64; table_size(&compact).expect("a vocabulary").div_ceil(8)];
        // SAFETY: any bytes are `u64`s.
        let bytes = unsafe { memory.align_to_mut::<u8>() }.1;
        let start = Instant::now();
        let used = build_table(&compact, bytes).expect("a vocabulary");
        println!("{name}: table of {used} of {} bytes in {:.1} ms", bytes.len(), start.elapsed().as_secs_f64() * 1e3);
        let table = Table::new(&bytes[..used]).expect("a table");
        worst_cases(table);
        for path in std::env::args().skip(1) {
            let text = std::fs::read_to_string(&path).expect("a file");
            let mut tokenizer = Tokenizer::new(table).expect("memory");
            let (mut ours, mut theirs) = (f64::MAX, f64::MAX);
            let (mut first, mut second) = (0, 0);
            for _ in 0..5 {
                ours = ours.min(seconds(|| first = tokenizer.count(&text, &mut Unwatched).expect("tokens")));
                theirs = theirs.min(seconds(|| second = rival.count(text.as_str())));
            }
            let rate = |seconds: f64| text.len() as f64 / seconds / 1e6;
            let same = if first == second { "same count" } else { "DIFFERENT COUNT" };
            println!(
                "{path}: {:.0} MB/s, {:.1} x bpe-openai's {:.1}, {same} {first}",
                rate(ours),
                theirs / ours,
                rate(theirs)
            );
        }
    }
}

/// Issue 5: 32 KB of random letters in 12 ms, 1 MB of one character or of spaces in 50 ms.
fn worst_cases(table: Table<'_>) {
    let mut state = 1_u64;
    let mut random = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + ((state >> 33) % 26) as u8)
    };
    let letters: String = (0..32_768).map(&mut random).collect();
    let cases = [
        ("32 KB of random letters", letters),
        ("1 MB of a", "a".repeat(1_000_000)),
        ("1 MB of spaces", " ".repeat(1_000_000)),
        ("1 MB of line breaks", "\n".repeat(1_000_000)),
        ("1 MB of a Chinese character", "\u{5929}".repeat(333_333)),
        ("1 MB of a Thai vowel", "\u{e31}".repeat(333_333)),
        ("1 MB of emoji", "\u{1f600}".repeat(250_000)),
        ("1 MB of =", "=".repeat(1_000_000)),
    ];
    for (name, text) in cases {
        let mut tokenizer = Tokenizer::new(table).expect("memory");
        let mut best = f64::MAX;
        for _ in 0..3 {
            best = best.min(seconds(|| {
                tokenizer.count(&text, &mut Unwatched).expect("nobody cancels");
            }));
        }
        let size = |max_tokens, overlap| ChunkSize { max_tokens, overlap };
        let chunked = [size(16, 0), size(512, 0), size(512, 256), size(8000, 0)].map(|size| {
            let ms = seconds(|| drop(chunk(&mut tokenizer, &text, size, &mut Unwatched))) * 1e3;
            format!("{ms:.1}")
        });
        println!(
            "  {name}: {:.1} ms; chunks of 16, 512, 512 half overlapping, 8000 tokens: {} ms",
            best * 1e3,
            chunked.join(", ")
        );
    }
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}
