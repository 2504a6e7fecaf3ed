//! What every chunking promises, on texts of all kinds and sizes, and the ends that are preferred. Counts are checked with crate
//! bpe-openai, which knows nothing of chunks.
use outrigger_kernel::text::chunk::{Chunk, ChunkError, ChunkSize, chunk};
use outrigger_kernel::text::tokens::{Table, Tokenizer, build_table, table_size};
use outrigger_kernel::{Cancelled, Unwatched, Watch};
use proptest::prelude::*;
use std::cell::RefCell;

fn tokenizer(name: &str) -> Tokenizer<'static> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sidecar/kernel/vocabulary");
    let compact = std::fs::read(format!("{folder}/{name}.bin")).expect("the committed file");
    let memory = vec![0_u64; table_size(&compact).expect("a vocabulary").div_ceil(8)].leak();
    // SAFETY: any bytes are `u64`s.
    let bytes = unsafe { memory.align_to_mut::<u8>() }.1;
    let used = build_table(&compact, bytes).expect("a vocabulary");
    Tokenizer::new(Table::new(&bytes[..used]).expect("a table")).expect("memory")
}

thread_local! {
    static O200K: RefCell<Tokenizer<'static>> = RefCell::new(tokenizer("o200k_base"));
    static CL100K: RefCell<Tokenizer<'static>> = RefCell::new(tokenizer("cl100k_base"));
}

fn cut(text: &str, max_tokens: usize, overlap: usize) -> Result<Vec<Chunk>, ChunkError> {
    O200K.with_borrow_mut(|tokenizer| chunk(tokenizer, text, ChunkSize { max_tokens, overlap }, &mut Unwatched))
}

/// The chunks' texts.
fn parts(text: &str, max_tokens: usize) -> Vec<&str> {
    cut(text, max_tokens, 0).expect("chunks").iter().map(|chunk| &text[chunk.start..chunk.end]).collect()
}

fn check(text: &str, size: ChunkSize, chunks: &[Chunk], rival: &bpe_openai::Tokenizer) {
    let ChunkSize { max_tokens, overlap } = size;
    for Chunk { start, end, tokens } in chunks.iter().copied() {
        assert!(
            start < end && text.is_char_boundary(start) && text.is_char_boundary(end),
            "{start}..{end} of {text:?}"
        );
        assert_eq!(tokens, rival.count(&text[start..end]), "{:?}", &text[start..end]);
        assert!(tokens <= max_tokens, "{tokens} of {max_tokens}: {:?}", &text[start..end]);
    }
    assert_eq!(chunks.first().map_or(0, |chunk| chunk.start), 0);
    assert_eq!(chunks.last().map_or(0, |chunk| chunk.end), text.len());
    for pair in chunks.windows(2) {
        let [one, two] = pair else { unreachable!() };
        assert!(two.start > one.start && two.start <= one.end && two.end > one.end, "{one:?} {two:?} of {text:?}");
        // The overlap is made of whole tokens of the first one.
        let ids = rival.encode(&text[one.start..one.end]);
        let mut bytes = 0;
        let tail = ids.iter().rev().take_while(|id| {
            let more = bytes < one.end - two.start;
            bytes += rival.bpe.token_bytes(**id).len();
            more
        });
        assert!(tail.count() <= overlap, "{one:?} {two:?} overlap too much in {text:?}");
    }
}

fn check_both(text: &str, size: ChunkSize) {
    let rivals = [bpe_openai::o200k_base(), bpe_openai::cl100k_base()];
    for (local, rival) in [&O200K, &CL100K].into_iter().zip(rivals) {
        local.with_borrow_mut(|tokenizer| match chunk(tokenizer, text, size, &mut Unwatched) {
            Ok(chunks) => check(text, size, &chunks, rival),
            Err(ChunkError::CharacterTooLarge { at, tokens }) => {
                let character = &text[at..text.ceil_char_boundary(at + 1)];
                assert_eq!(rival.count(character), tokens);
                assert!(tokens > size.max_tokens && size.max_tokens < 4);
            }
            Err(error) => panic!("{error:?}"),
        });
    }
}

#[test]
fn a_chunk_ends_after_the_last_paragraph_that_fits() {
    let text =
        "A heading\n\nThe first paragraph has a few words. It is short.\n\nThe second one is here.\r\n\r\nA third.";
    assert_eq!(
        parts(text, 18),
        [
            "A heading\n\nThe first paragraph has a few words. It is short.\n\n",
            "The second one is here.\r\n\r\nA third."
        ]
    );
}

#[test]
fn without_a_paragraph_it_ends_after_a_sentence_or_a_line() {
    let text = "One sentence ends here. Another (in brackets!) ends too. Then e.g. this goes on and on and on";
    assert_eq!(parts(text, 9)[0], "One sentence ends here.");
    assert_eq!(
        parts(text, 14)[..2],
        ["One sentence ends here. Another (in brackets!) ends too.", " Then e.g. this goes on and on and on"]
    );
    assert_eq!(parts("第一句话在这里。第二句话也在这里。第三句", 8)[0], "第一句话在这里。");
    assert_eq!(parts("let a = 1;\nlet b = 2;\nlet c = 3;\n", 13)[0], "let a = 1;\nlet b = 2;\n");
}

#[test]
fn without_a_sentence_it_ends_after_a_word() {
    for part in parts("wrapped prose that goes on and\non without any end whatsoever, and camelCaseNames as well", 5) {
        assert!(!part.ends_with("camel") && !part.ends_with("camelCase"), "{part:?}");
    }
}

#[test]
fn one_long_word_is_cut_between_tokens_and_never_inside_a_character() {
    for unit in ["a", "字", "😀", "ab1", " ", "\n", "=", "אב", "e\u{301}", "A", "字A", "\n "] {
        let text = unit.repeat(3000 / unit.len());
        for (max_tokens, overlap) in [(4, 0), (4, 3), (7, 2), (100, 0), (100, 50), (5000, 4999)] {
            check_both(&text, ChunkSize { max_tokens, overlap });
        }
    }
}

#[test]
fn a_text_that_fits_is_one_chunk_and_an_empty_one_none() {
    assert_eq!(cut("hello world", 2, 1), Ok(vec![Chunk { start: 0, end: 11, tokens: 2 }]));
    assert_eq!(cut("", 1, 0), Ok(vec![]));
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    assert_eq!(cut("text", 0, 0), Err(ChunkError::Size));
    assert_eq!(cut("text", 3, 3), Err(ChunkError::Size));
    assert_eq!(cut("ok ඞ", 1, 0), Err(ChunkError::CharacterTooLarge { at: 3, tokens: 2 }));
}

#[test]
fn overlaps_begin_with_words_and_have_nearly_the_tokens_that_were_asked_for() {
    let text = "the quick brown fox jumps over the lazy dog and then it sleeps for a very long time ".repeat(30);
    let chunks = cut(&text, 50, 20).expect("chunks");
    for pair in chunks.windows(2) {
        let shared = &text[pair[1].start..pair[0].end];
        let tokens = bpe_openai::o200k_base().count(shared);
        assert!((17..=20).contains(&tokens), "{tokens}: {shared:?}");
        assert!(shared.starts_with(' '), "{shared:?}");
    }
}

struct Sums(usize, usize);

impl Watch for Sums {
    fn passed(&mut self, bytes: usize) -> Result<(), Cancelled> {
        self.0 += bytes;
        self.1 = self.1.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn the_watch_is_told_of_every_byte_once_and_may_cancel() {
    for text in ["many words. ".repeat(5_000), "x".repeat(100_000), "字".repeat(30_000)] {
        let size = ChunkSize { max_tokens: 500, overlap: 100 };
        let mut sums = Sums(0, usize::MAX);
        O200K.with_borrow_mut(|tokenizer| chunk(tokenizer, &text, size, &mut sums)).expect("nobody cancels");
        assert_eq!(sums.0, text.len());
        let mut stops = Sums(0, 3);
        let result = O200K.with_borrow_mut(|tokenizer| chunk(tokenizer, &text, size, &mut stops));
        assert_eq!(result, Err(ChunkError::Cancelled));
    }
}

fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-z]{1,12}",
        "[a-zA-Z0-9+/]{1,40}",
        "[ \t\r\n]{1,8}",
        "[.!?,;:)\"'] ?",
        "\n\n",
        "[一-龥。！]{1,20}",
        "[ก-๛]{1,20}",
        "[а-яё ]{1,20}",
        "[A-Z字]{1,20}",
        "[0-9]{1,10}",
        "\\PC{1,10}",
        Just("'s".to_string()),
        Just("e\u{301}".to_string()),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn chunks_cover_the_text_fit_and_count_right(text in texts(), max_tokens in 1_usize..60, part in 0.0_f64..1.0) {
        let overlap = (max_tokens as f64 * part * part) as usize;
        check_both(&text, ChunkSize { max_tokens, overlap: overlap.min(max_tokens - 1) });
    }

    #[test]
    fn without_an_overlap_chunks_tile_the_text(text in texts(), max_tokens in 4_usize..40) {
        prop_assert_eq!(parts(&text, max_tokens).concat(), text);
    }
}
