//! Normalisation beside crate unicode-normalization's, on the files given: `cargo run --release --example bench_normalize FILE…`.
use outrigger_kernel::Unwatched;
use outrigger_kernel::text::normalize::{Form, normalize};
use std::time::Instant;
use unicode_normalization::UnicodeNormalization;

fn best(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("a UTF-8 file");
        let megabytes = text.len() as f64 / 1e6;
        for (name, form) in [("NFC", Form::Nfc), ("NFD", Form::Nfd), ("NFKC", Form::Nfkc), ("NFKD", Form::Nfkd)] {
            let ours = best(|| {
                std::hint::black_box(normalize(&text, form, &mut Unwatched).expect("nobody cancels"));
            });
            let plain = best(|| {
                std::hint::black_box(match form {
                    Form::Nfc => text.nfc().collect::<String>(),
                    Form::Nfd => text.nfd().collect(),
                    Form::Nfkc => text.nfkc().collect(),
                    Form::Nfkd => text.nfkd().collect(),
                });
            });
            println!("{path} {name}: {:.0} MB/s, {:.1}x the crate", megabytes / ours, plain / ours);
        }
    }
}
