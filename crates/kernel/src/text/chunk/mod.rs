//! Cuts a text into chunks of at most so many tokens, at the best places there are.
//!
//! A chunk ends after the last paragraph that fits; where not even one does, after the last sentence or line, else after
//! the last word, else after the last token; never inside a character. Its count is that of the chunk encoded alone. That
//! costs one pass: pieces of the pre-tokenizer depend on what follows only, so a chunk that ends with a piece has the pieces,
//! and so the tokens, that encoding on from its start finds. Must cover the text in order, and without an overlap tile it.
mod ends;
mod inside;
mod window;

use crate::text::tokens::{Tokenizer, TokensError};
use crate::watch::{Cancelled, Watch};
use alloc::vec::Vec;
use inside::Inside;
use window::Window;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// The tokens of `text[start..end]`, encoded alone.
    pub tokens: usize,
}

/// How large chunks may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkSize {
    /// Tokens of a chunk at most; at least 1.
    pub max_tokens: usize,
    /// Tokens at the end of a chunk, at most, with which the next one begins again; less than `max_tokens`. It is less where
    /// a word starts a little later (up to a quarter), where a token starts inside a character, where a chunk is hardly
    /// longer, and where a piece that can't be cut follows.
    pub overlap: usize,
}

/// Why a text wasn't cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkError {
    /// The watch said that nobody wants the chunks any more.
    Cancelled,
    /// The worker's memory is too small.
    OutOfMemory,
    /// The table is no sound vocabulary.
    Vocabulary,
    /// `max_tokens` is 0, or `overlap` isn't less.
    Size,
    /// A character takes more tokens than a chunk may have (never with four or more).
    CharacterTooLarge {
        /// Where it begins, in bytes.
        at: usize,
        /// How many tokens it takes.
        tokens: usize,
    },
}

impl From<Cancelled> for ChunkError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<TokensError> for ChunkError {
    fn from(error: TokensError) -> Self {
        match error {
            TokensError::Cancelled => Self::Cancelled,
            TokensError::OutOfMemory => Self::OutOfMemory,
            TokensError::Vocabulary => Self::Vocabulary,
        }
    }
}

/// Cuts `text` into chunks. An empty text has none. Takes time in proportion to the bytes of all chunks together.
///
/// # Errors
/// As [`ChunkError`] tells; the watch is told of every byte once.
pub fn chunk(
    tokenizer: &mut Tokenizer<'_>,
    text: &str,
    size: ChunkSize,
    watch: &mut impl Watch,
) -> Result<Vec<Chunk>, ChunkError> {
    if size.max_tokens == 0 || size.overlap >= size.max_tokens {
        return Err(ChunkError::Size);
    }
    watch.passed(0)?;
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut window = Window::new(text, size.max_tokens);
    let mut covered = 0;
    while covered < text.len() {
        let (chunk, next) = match window.fill(tokenizer, covered, watch)? {
            Some(chunk) => {
                let next = window.overlap_start(tokenizer, chunk, size.overlap, watch)?;
                (chunk, next)
            }
            // Not even the piece after what is covered fits beside the overlap, or by itself.
            None if window.start() < covered => {
                window.give_up_overlap(covered);
                continue;
            }
            None => {
                let inside = Inside::cut(tokenizer, text, covered, size.max_tokens, watch)?;
                (inside.chunk, inside.overlap_start(tokenizer, text, size.overlap))
            }
        };
        watch.passed(chunk.end - covered)?;
        covered = chunk.end;
        window.move_to(tokenizer, next, watch)?;
        chunks.try_reserve(1).map_err(|_| ChunkError::OutOfMemory)?;
        chunks.push(chunk);
    }
    Ok(chunks)
}
