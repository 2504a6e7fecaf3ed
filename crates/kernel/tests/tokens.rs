//! Token ids against crate bpe-openai's, on texts that its and our algorithm could disagree about. (scripts/compare-tokens.ts
//! compares with npm tiktoken on 10 MB and more.) Must hold for both encodings, and with caches in any state.
use outrigger_kernel::text::tokens::{Encoding, Table, Tokenizer, TokensError, build_table, table_size};
use outrigger_kernel::{Cancelled, Unwatched, Watch};
use proptest::prelude::*;
use std::cell::RefCell;

/// A built table at an address that is a multiple of 8.
fn build(encoding: Encoding) -> &'static [u8] {
    let compact = compact(encoding);
    let size = table_size(&compact).expect("a vocabulary");
    let memory = vec![0_u64; size.div_ceil(8)].leak();
    // SAFETY: any bytes are `u64`s.
    let bytes = unsafe { memory.align_to_mut::<u8>() }.1;
    let used = build_table(&compact, bytes).expect("a vocabulary");
    assert_eq!(used, size, "all of the table is used");
    &bytes[..used]
}

fn compact(encoding: Encoding) -> Vec<u8> {
    let name = match encoding {
        Encoding::O200kBase => "o200k_base",
        Encoding::Cl100kBase => "cl100k_base",
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sidecar/kernel/vocabulary");
    std::fs::read(format!("{folder}/{name}.bin")).expect("the committed file")
}

thread_local! {
    static TOKENIZERS: RefCell<[Tokenizer<'static>; 2]> = RefCell::new(
        [Encoding::O200kBase, Encoding::Cl100kBase].map(|encoding| {
            let table = Table::new(build(encoding)).expect("a table");
            assert_eq!(table.encoding(), encoding);
            Tokenizer::new(table).expect("memory")
        }),
    );
}

fn check(text: &str) {
    let rivals = [bpe_openai::o200k_base(), bpe_openai::cl100k_base()];
    TOKENIZERS.with_borrow_mut(|tokenizers| {
        for (tokenizer, rival) in tokenizers.iter_mut().zip(rivals) {
            // Twice, so that what the cache remembers is checked as well.
            for _ in 0..2 {
                let mut ids = Vec::new();
                tokenizer.encode(text, &mut ids, &mut Unwatched).expect("memory");
                let shown: String = text.chars().take(400).collect();
                assert_eq!(ids, rival.encode(text), "{:?}: {shown:?}", tokenizer.encoding());
                assert_eq!(tokenizer.count(text, &mut Unwatched), Ok(ids.len()));
            }
        }
    });
}

#[test]
fn special_tokens_are_ordinary_text() {
    for text in ["<|endoftext|>", "a<|fim_prefix|>b", "<|endofprompt|><|im_start|>"] {
        check(text);
    }
}

#[test]
fn published_examples_come_out_as_published() {
    TOKENIZERS.with_borrow_mut(|[o200k, cl100k]| {
        let mut ids = Vec::new();
        cl100k.encode("tiktoken is great!", &mut ids, &mut Unwatched).expect("memory");
        assert_eq!(ids, [83, 1609, 5963, 374, 2294, 0]);
        ids.clear();
        o200k.encode("hello world", &mut ids, &mut Unwatched).expect("memory");
        assert_eq!(ids, [24912, 2375]);
    });
}

#[test]
fn pieces_without_an_end_are_encoded() {
    for unit in
        ["a", " ", "\n", "-", "*", "é", "字", "ab", "=", "0", "a\u{301}", "อ", "\u{0}", "天天中彩票", "ඞ", "\t \t"]
    {
        for length in [1, 15, 16, 17, 31, 32, 33, 127, 128, 129, 1000, 40_000] {
            check(&unit.repeat(length));
        }
    }
}

#[test]
fn long_runs_of_one_byte_are_encoded_beside_anything() {
    for byte in ["=", "-", "*", "_", ".", "#", "/", "~", "0", "A", "\t"] {
        for length in [255, 256, 257, 300, 511, 1000, 4099] {
            let run = byte.repeat(length);
            for text in
                [format!(" {run}\n"), format!("#!{run}x"), format!("--{run}=={run}--"), format!("{run}\r\n\r\n{run}")]
            {
                check(&text);
            }
        }
    }
}

#[test]
fn a_vocabulary_that_is_damaged_is_refused_or_read_without_a_panic() {
    let compact = compact(Encoding::Cl100kBase);
    let mut out = vec![0_u64; table_size(&compact).expect("a vocabulary").div_ceil(8)];
    // SAFETY: any bytes are `u64`s.
    let out = unsafe { out.align_to_mut::<u8>() }.1;
    assert!(table_size(&compact[..compact.len() - 1]).is_err(), "truncated");
    assert!(build_table(&compact, &mut out[..1000]).is_err(), "too little room");
    assert!(build_table(&compact, &mut out[1..]).is_err(), "not aligned");
    for at in [0, 8, 12, 13, 16, 20, 24, 100, 279, 280, 5000, 200_000] {
        let mut damaged = compact.clone();
        damaged[at] ^= 0x55;
        if table_size(&damaged).is_ok_and(|size| size <= out.len()) {
            let _ = build_table(&damaged, out);
        }
    }
    // Where the trie has room: what follows a damaged place is read as something else, and doesn't come out even.
    for at in [400_000, 450_000, 500_000, 600_000] {
        let mut damaged = compact.clone();
        damaged[at] ^= 0x55;
        assert!(build_table(&damaged, out).is_err(), "damaged at {at}");
    }
    assert!(Table::new(&[0; 64]).is_err() && Table::new(&[]).is_err());
    let table = build(Encoding::Cl100kBase);
    assert!(Table::new(&table[..table.len() - 8]).is_err(), "a truncated table");
}

#[test]
fn a_table_may_be_moved_and_read_by_many_at_once() {
    let table = build(Encoding::O200kBase);
    let mut moved = vec![0_u64; table.len() / 8 + 9];
    // SAFETY: any bytes are `u64`s.
    let moved = unsafe { moved.align_to_mut::<u8>() }.1;
    moved[64..64 + table.len()].copy_from_slice(table);
    let moved = &moved[64..64 + table.len()];
    let count = |bytes| {
        let mut tokenizer = Tokenizer::new(Table::new(bytes).expect("a table")).expect("memory");
        tokenizer.count("Many workers, one vocabulary; 数据库的备份已经完成", &mut Unwatched)
    };
    std::thread::scope(|scope| {
        let counts = [table, moved, moved].map(|bytes| scope.spawn(move || count(bytes)));
        assert_eq!(counts.map(|thread| thread.join().expect("no panic")), [count(table); 3]);
    });
}

struct Stops(usize);

impl Watch for Stops {
    fn passed(&mut self, _bytes: usize) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

struct Sums(usize, usize);

impl Watch for Sums {
    fn passed(&mut self, bytes: usize) -> Result<(), Cancelled> {
        self.0 += bytes;
        self.1 += 1;
        Ok(())
    }
}

#[test]
fn a_cancel_ends_it_between_pieces_and_inside_a_huge_one() {
    TOKENIZERS.with_borrow_mut(|tokenizers| {
        for text in
            ["many words ".repeat(20_000), "qzjx".repeat(50_000), " ".repeat(2_000_000), "天地玄黄".repeat(50_000)]
        {
            for tokenizer in tokenizers.iter_mut() {
                assert_eq!(tokenizer.count(&text, &mut Stops(2)), Err(TokensError::Cancelled));
            }
        }
    });
}

#[test]
fn the_watch_is_told_of_every_byte_once_and_often() {
    TOKENIZERS.with_borrow_mut(|tokenizers| {
        for text in [String::new(), "x".into(), "many words ".repeat(20_000), "qzjx".repeat(20_000)] {
            let mut sums = Sums(0, 0);
            tokenizers[0].count(&text, &mut sums).expect("nobody cancels");
            assert_eq!(sums.0, text.len());
            assert!(sums.1 >= text.len() / 50_000, "{} polls for {} bytes", sums.1, text.len());
        }
    });
}

fn letters() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,60}",
        "[a-zA-Z0-9+/]{1,200}",
        "[ \t\n]{1,80}",
        "[一-龥]{1,40}",
        "[ぁ-ヿ一-龥。、]{1,60}",
        "[가-힣 ]{1,40}",
        "[ก-๛]{1,60}",
        "[а-яё ]{1,60}",
        "[ا-ي ]{1,60}",
        "[अ-ह़-्]{1,40}",
        "[ -~]{1,120}",
        "[=\\-*#_/.]{1,60}",
        "\\PC{1,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_gets_the_ids_of_bpe_openai(parts in prop::collection::vec(letters(), 0..6)) {
        check(&parts.concat());
    }

    /// The sidecar cuts long texts there, so that workers share them (sidecar/methods/text-cuts.ts).
    #[test]
    fn a_cut_between_a_line_break_and_a_letter_changes_no_id(
        before in prop::collection::vec(letters(), 0..4),
        letter in "[A-Za-z]",
        after in prop::collection::vec(letters(), 0..4),
    ) {
        let parts = [before.concat() + "\n", letter + &after.concat()];
        TOKENIZERS.with_borrow_mut(|tokenizers| {
            for tokenizer in tokenizers {
                let mut encode = |text: &str| {
                    let mut ids = Vec::new();
                    tokenizer.encode(text, &mut ids, &mut Unwatched).expect("memory");
                    ids
                };
                assert_eq!(parts.each_ref().map(|part| encode(part)).concat(), encode(&parts.concat()), "{parts:?}");
            }
        });
    }

    #[test]
    fn random_bytes_made_valid_get_the_ids_of_bpe_openai(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&String::from_utf8_lossy(&bytes));
    }
}
