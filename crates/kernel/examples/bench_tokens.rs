//! Speed of token counting against crate bpe-openai, side by side, one core: prints MB/s and the ratio for each file.
//! `cargo run --release --example bench_tokens -- FILE...`; run from crates/kernel.
use outrigger_kernel::Unwatched;
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

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}
