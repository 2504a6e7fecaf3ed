//! Token counts and ids of `o200k_base` and `cl100k_base`, equal to tiktoken's; special tokens are ordinary text.
//!
//! The vocabulary is one flat read-only table that [`build_table`] makes once and all workers read ([`Table`]); what a
//! worker keeps for itself is in its [`Tokenizer`]. Must never copy the table, nor depend on where it lies.
mod build;
mod bytes16;
mod cache;
mod classes;
mod compact;
mod layout;
mod merge;
mod pairs;
mod pieces;
mod seams;
mod trie;
mod words;

pub use build::{build_table, table_size};

use crate::watch::{Cancelled, Watch};
use alloc::vec::Vec;
use cache::{Cache, Key, LONGEST_KEY, LONGEST_LONG_KEY, LongKey, Remembered};
use layout::{Layout, Parts};
use merge::Scratch;
use pairs::Pairs;
use seams::Seams;
use trie::Trie;
use words::{LONGEST_WORD, Word, Words};

/// Bytes of text between two polls: 0.3 ms of the slowest text, and less than 0.1 ms of most.
const BYTES_PER_POLL: usize = 16 * 1024;

/// A vocabulary and the pattern that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// GPT-4o and later: 199,998 tokens.
    O200kBase,
    /// GPT-3.5 and GPT-4: 100,256 tokens.
    Cl100kBase,
}

impl Encoding {
    /// The encoding of an ABI number (1 = o200k_base, 2 = cl100k_base), `None` for any other.
    pub fn from_number(number: u32) -> Option<Self> {
        match number {
            1 => Some(Self::O200kBase),
            2 => Some(Self::Cl100kBase),
            _ => None,
        }
    }

    /// The ABI number; never renumbered.
    pub fn number(self) -> u32 {
        match self {
            Self::O200kBase => 1,
            Self::Cl100kBase => 2,
        }
    }
}

/// Bytes that are no vocabulary: a compact file or a table that doesn't keep its own promises, or lies at an address
/// that is no multiple of 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VocabularyError;

/// Why no tokens came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokensError {
    /// The watch said that nobody wants them any more.
    Cancelled,
    /// The worker's memory is too small for the text.
    OutOfMemory,
    /// The table is no sound vocabulary; none that [`build_table`] made.
    Vocabulary,
}

impl From<Cancelled> for TokensError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// A vocabulary in its flat form, wherever it lies.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    encoding: Encoding,
    pairs: Pairs<'t>,
    words: Words<'t>,
    seams: Seams<'t>,
    trie: Trie<'t>,
}

impl<'t> Table<'t> {
    /// A view of what [`build_table`] wrote; nothing is copied.
    ///
    /// # Errors
    /// [`VocabularyError`] when the bytes aren't such a table.
    pub fn new(table: &'t [u8]) -> Result<Self, VocabularyError> {
        let layout = Layout::read(table)?;
        let Parts { tokens, pairs, filter, words, seams, units, ends } = layout.split(table).ok_or(VocabularyError)?;
        let (pairs, seams) = (Pairs { tokens, slots: pairs, filter }, Seams { filter: seams });
        Ok(Self { encoding: layout.encoding, pairs, words: Words { slots: words }, seams, trie: Trie { units, ends } })
    }

    /// Which encoding it is.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }
}

/// Where tokens go.
trait Sink {
    fn take(&mut self, tokens: &[u32]) -> Result<(), TokensError>;
    fn take_one(&mut self, token: u32) -> Result<(), TokensError>;
    fn take_remembered(&mut self, tokens: Remembered, cache: &Cache) -> Result<(), TokensError>;
}

struct Counter(usize);

impl Sink for Counter {
    #[inline(always)]
    fn take(&mut self, tokens: &[u32]) -> Result<(), TokensError> {
        self.0 += tokens.len();
        Ok(())
    }

    #[inline(always)]
    fn take_one(&mut self, _token: u32) -> Result<(), TokensError> {
        self.0 += 1;
        Ok(())
    }

    #[inline(always)]
    fn take_remembered(&mut self, tokens: Remembered, _cache: &Cache) -> Result<(), TokensError> {
        self.0 += tokens.count();
        Ok(())
    }
}

impl Sink for Vec<u32> {
    #[inline(always)]
    fn take(&mut self, tokens: &[u32]) -> Result<(), TokensError> {
        self.try_reserve(tokens.len()).map_err(|_| TokensError::OutOfMemory)?;
        self.extend_from_slice(tokens);
        Ok(())
    }

    #[inline(always)]
    fn take_one(&mut self, token: u32) -> Result<(), TokensError> {
        self.take(&[token])
    }

    #[inline(always)]
    fn take_remembered(&mut self, tokens: Remembered, cache: &Cache) -> Result<(), TokensError> {
        self.take(cache.ids(tokens, &mut Default::default()))
    }
}

/// Encodes texts with one vocabulary. Holds a worker's own memory (0.5 MiB, and 4 bytes a byte of the longest piece that has
/// no end in sight), which gets better with use.
pub struct Tokenizer<'t> {
    table: Table<'t>,
    cache: Cache,
    scratch: Scratch,
}

impl<'t> Tokenizer<'t> {
    /// A tokenizer that has seen nothing yet.
    ///
    /// # Errors
    /// [`TokensError::OutOfMemory`].
    pub fn new(table: Table<'t>) -> Result<Self, TokensError> {
        Ok(Self { table, cache: Cache::new()?, scratch: Scratch::new()? })
    }

    /// Which encoding it makes.
    pub fn encoding(&self) -> Encoding {
        self.table.encoding
    }

    /// The number of tokens of `text`.
    ///
    /// # Errors
    /// [`TokensError::Cancelled`] when the watch says so, [`TokensError::OutOfMemory`] when the worker's memory is too small.
    pub fn count(&mut self, text: &str, watch: &mut impl Watch) -> Result<usize, TokensError> {
        let mut counter = Counter(0);
        self.run(text, &mut counter, watch)?;
        Ok(counter.0)
    }

    /// Appends the ids of `text`'s tokens to `ids`.
    ///
    /// # Errors
    /// As [`Tokenizer::count`]; `ids` then ends with some of the tokens.
    pub fn encode(&mut self, text: &str, ids: &mut Vec<u32>, watch: &mut impl Watch) -> Result<(), TokensError> {
        self.run(text, ids, watch)
    }

    fn run(&mut self, text: &str, sink: &mut impl Sink, watch: &mut impl Watch) -> Result<(), TokensError> {
        match self.table.encoding {
            Encoding::O200kBase => self.pieces(text.as_bytes(), pieces::o200k, sink, watch),
            Encoding::Cl100kBase => self.pieces(text.as_bytes(), pieces::cl100k, sink, watch),
        }
    }

    #[inline(always)]
    fn pieces<S: Sink, W: Watch>(
        &mut self,
        text: &[u8],
        end_of: impl Fn(&[u8], usize) -> usize,
        sink: &mut S,
        watch: &mut W,
    ) -> Result<(), TokensError> {
        watch.passed(0)?;
        let mut at = 0;
        let mut polled = 0;
        while at < text.len() {
            let end = end_of(text, at);
            let token = if end - at <= LONGEST_WORD { self.table.words.get(Word::of(text, at, end)) } else { None };
            match token {
                Some(token) => sink.take_one(token)?,
                None => self.several(text, at, end, sink, watch)?,
            }
            at = end;
            if at - polled >= BYTES_PER_POLL {
                watch.passed(at - polled)?;
                polled = at;
            }
        }
        Ok(watch.passed(at - polled)?)
    }

    /// A piece that is no short token.
    #[inline(never)]
    fn several(
        &mut self,
        text: &[u8],
        from: usize,
        to: usize,
        sink: &mut impl Sink,
        watch: &mut impl Watch,
    ) -> Result<(), TokensError> {
        if to - from <= LONGEST_KEY {
            let key = Key::of(text, from, to);
            if let Some(tokens) = self.cache.get(key) {
                return sink.take_remembered(tokens, &self.cache);
            }
            merge::merge(&self.table, &text[from..to], &mut self.scratch, watch)?;
            self.cache.put(key, &self.scratch.tokens);
        } else if to - from <= LONGEST_LONG_KEY {
            let key = LongKey::of(text, from, to);
            if let Some(tokens) = self.cache.get_long(key) {
                return sink.take_remembered(tokens, &self.cache);
            }
            merge::merge(&self.table, &text[from..to], &mut self.scratch, watch)?;
            self.cache.put_long(key, &self.scratch.tokens);
        } else {
            return self.parts(&text[from..to], sink, watch);
        }
        sink.take(&self.scratch.tokens)
    }

    /// A long piece, in parts between which no token reaches.
    fn parts(&mut self, piece: &[u8], sink: &mut impl Sink, watch: &mut impl Watch) -> Result<(), TokensError> {
        let mut at = 0;
        let mut polled = 0;
        while at < piece.len() {
            let end = self.table.seams.part_end(piece, at);
            let token = if end - at <= LONGEST_WORD { self.table.words.get(Word::of(piece, at, end)) } else { None };
            if let Some(token) = token {
                sink.take_one(token)?;
            } else if end - at <= LONGEST_LONG_KEY {
                self.several(piece, at, end, sink, watch)?;
            } else {
                merge::merge(&self.table, &piece[at..end], &mut self.scratch, watch)?;
                sink.take(&self.scratch.tokens)?;
            }
            at = end;
            if at - polled >= BYTES_PER_POLL {
                watch.passed(0)?;
                polled = at;
            }
        }
        Ok(())
    }
}
