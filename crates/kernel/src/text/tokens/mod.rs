//! Token counts and ids of `o200k_base` and `cl100k_base`, equal to tiktoken's; special tokens are ordinary text.
//!
//! The vocabulary is one flat read-only table that [`build_table`] makes once and all workers read ([`Table`]); what a
//! worker keeps for itself is in its [`Tokenizer`]. Must never copy the table, nor depend on where it lies.
mod ascii;
mod build;
mod cache;
mod classes;
mod compact;
mod layout;
mod merge;
mod pairs;
mod pieces;
mod runs;
mod seams;
mod sink;
mod texts;
mod tokenizer;
mod trie;
mod trie_builder;
mod words;

pub use build::{build_table, table_size};
pub use tokenizer::Tokenizer;

use super::bytes16;
use crate::watch::Cancelled;
use layout::{Layout, Parts};
use pairs::Pairs;
use seams::Seams;
use trie::Trie;
use words::Words;

/// No token of either vocabulary is longer, in bytes.
pub(crate) const LONGEST_TOKEN: usize = 128;

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
