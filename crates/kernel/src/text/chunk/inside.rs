//! The one piece that doesn't fit a chunk, cut between its tokens.
//!
//! Must end chunks where a token and a character end, and take time in proportion to the chunk, not to the piece.
use super::{Chunk, ChunkError};
use crate::text::tokens::Tokenizer;
use crate::watch::{Cancelled, Watch};
use alloc::vec::Vec;

/// Asks the watch, but tells it of no bytes: those of an overlap would be told twice.
pub(super) struct Silent<'w, W>(pub &'w mut W);

impl<W: Watch> Watch for Silent<'_, W> {
    fn passed(&mut self, _bytes: usize) -> Result<(), Cancelled> {
        self.0.passed(0)
    }
}

/// Where the last `count` of the tokens `ids`, which end at `end`, begin; later where that is inside a character.
pub(super) fn start_of_last(tokenizer: &Tokenizer<'_>, text: &str, end: usize, ids: &[u32], count: usize) -> usize {
    let mut start = end;
    let mut best = end;
    for id in ids.iter().rev().take(count) {
        start -= tokenizer.token_length(*id);
        if text.is_char_boundary(start) {
            best = start;
        }
    }
    best
}

/// A chunk cut out of a piece that doesn't fit one.
pub(super) struct Inside {
    /// The chunk.
    pub chunk: Chunk,
    ids: Vec<u32>,
}

impl Inside {
    /// The longest chunk from `start` on that ends with a token and a character.
    pub fn cut(
        tokenizer: &mut Tokenizer<'_>,
        text: &str,
        start: usize,
        max_tokens: usize,
        watch: &mut impl Watch,
    ) -> Result<Self, ChunkError> {
        let mut ids = Vec::new();
        let mut bytes = max_tokens.saturating_mul(8).max(64);
        loop {
            let to = text.ceil_char_boundary(start.saturating_add(bytes).min(text.len()));
            ids.clear();
            tokenizer.encode(&text[start..to], &mut ids, &mut Silent(watch))?;
            if ids.len() > max_tokens || to == text.len() {
                break;
            }
            bytes = bytes.saturating_mul(2);
        }
        // Cut short, the text may have other pieces at its end, and so more tokens: then a little less of it has fewer.
        let mut count = max_tokens.min(ids.len());
        while count > 0 {
            let end = start + ids[..count].iter().map(|id| tokenizer.token_length(*id)).sum::<usize>();
            if text.is_char_boundary(end) {
                let mut alone = Vec::new();
                tokenizer.encode(&text[start..end], &mut alone, &mut Silent(watch))?;
                if alone.len() <= max_tokens {
                    return Ok(Self { chunk: Chunk { start, end, tokens: alone.len() }, ids: alone });
                }
                count -= count / 8;
            }
            count -= 1;
        }
        Self::cut_one(tokenizer, text, start, max_tokens, watch)
    }

    /// The character at `start` as a chunk.
    fn cut_one(
        tokenizer: &mut Tokenizer<'_>,
        text: &str,
        start: usize,
        max_tokens: usize,
        watch: &mut impl Watch,
    ) -> Result<Self, ChunkError> {
        let end = text.ceil_char_boundary(start + 1);
        let mut ids = Vec::new();
        tokenizer.encode(&text[start..end], &mut ids, &mut Silent(watch))?;
        if ids.len() > max_tokens {
            return Err(ChunkError::CharacterTooLarge { at: start, tokens: ids.len() });
        }
        Ok(Self { chunk: Chunk { start, end, tokens: ids.len() }, ids })
    }

    /// Where the next chunk begins: `overlap` tokens before the end of this one, or a little later, and after its start.
    pub fn overlap_start(&self, tokenizer: &Tokenizer<'_>, text: &str, overlap: usize) -> usize {
        let Chunk { start, end, .. } = self.chunk;
        let next = start_of_last(tokenizer, text, end, &self.ids, overlap);
        if next > start { next } else { end }
    }
}
