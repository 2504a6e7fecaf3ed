//! The pieces from a chunk's start on, as many as fit it.
//!
//! What was counted for one chunk is kept for the next where they overlap. Must never hold a piece whose end was found in a
//! shortened text.
use super::ends::{Ending, ending_at, is_wide_stop};
use super::inside::{Silent, start_of_last};
use super::{Chunk, ChunkError};
use crate::text::tokens::{LONGEST_TOKEN, Tokenizer};
use crate::watch::Watch;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Bytes that are gone through before the watch is asked.
const BYTES_PER_POLL: usize = 16 * 1024;

/// Pieces that are made anew before the watch is asked.
const PIECES_PER_POLL: usize = 4096;

#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    tokens: usize,
    ending: Ending,
    /// Whether it is white space that would join that before it if the text ended here: only then is a space before a digit
    /// no piece by itself.
    joins: bool,
    lead: Option<Lead>,
}

/// The full stop at a piece's start: Chinese and Japanese put no space after it, so that it leads the next clause. A chunk
/// that ends after it ends with a sentence; the stop is then a piece by itself.
#[derive(Clone, Copy)]
struct Lead {
    end: usize,
    tokens: usize,
}

impl Piece {
    fn new(text: &str, start: usize, end: usize, tokens: usize, lead: Option<Lead>) -> Self {
        let is_space = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
        let joins = text[start..end].chars().all(is_space) && text[..start].ends_with(is_space) && end < text.len();
        Self { start, end, tokens, ending: ending_at(text, end), joins, lead }
    }
}

/// The pieces that begin at a chunk's start and fit it together.
pub(super) struct Window<'a> {
    text: &'a str,
    max_tokens: usize,
    start: usize,
    pieces: VecDeque<Piece>,
    tokens: usize,
    /// The lead of the piece that was the first not to fit.
    last_lead: Option<Lead>,
}

impl<'a> Window<'a> {
    pub fn new(text: &'a str, max_tokens: usize) -> Self {
        Self { text, max_tokens, start: 0, pieces: VecDeque::new(), tokens: 0, last_lead: None }
    }

    /// Where the next chunk begins.
    pub fn start(&self) -> usize {
        self.start
    }

    fn end(&self) -> usize {
        self.pieces.back().map_or(self.start, |piece| piece.end)
    }

    /// Finds the pieces that fit, and the chunk they make, which ends after `covered`; `None` where no such piece fits.
    pub fn fill(
        &mut self,
        tokenizer: &mut Tokenizer<'_>,
        covered: usize,
        watch: &mut impl Watch,
    ) -> Result<Option<Chunk>, ChunkError> {
        let mut polled = self.end();
        self.last_lead = None;
        while self.end() < self.text.len() {
            let room = self.max_tokens - self.tokens;
            let Some(piece) = self.next_piece(tokenizer, self.end(), room, watch)? else {
                self.last_lead = self.lead(tokenizer, self.end(), watch)?.filter(|lead| lead.tokens <= room);
                break;
            };
            self.pieces.try_reserve(1).map_err(|_| ChunkError::OutOfMemory)?;
            self.pieces.push_back(piece);
            self.tokens += piece.tokens;
            if piece.end - polled >= BYTES_PER_POLL {
                watch.passed(0)?;
                polled = piece.end;
            }
        }
        Ok(self.best(covered))
    }

    /// The piece at `at`, if it has at most `room` tokens.
    fn next_piece(
        &self,
        tokenizer: &mut Tokenizer<'_>,
        at: usize,
        room: usize,
        watch: &mut impl Watch,
    ) -> Result<Option<Piece>, ChunkError> {
        // What is longer than a chunk can be isn't looked through to its end.
        let most = self.max_tokens.saturating_mul(LONGEST_TOKEN);
        let Some(end) = tokenizer.piece_end_within(self.text, at, most, &mut Silent(watch))? else {
            return Ok(None);
        };
        if end - at > room.saturating_mul(LONGEST_TOKEN) {
            return Ok(None);
        }
        let tokens = tokenizer.count_piece(self.text.as_bytes(), at, end, &mut Silent(watch))?;
        if tokens > room {
            return Ok(None);
        }
        let lead = self.lead(tokenizer, at, watch)?.filter(|lead| lead.end < end);
        Ok(Some(Piece::new(self.text, at, end, tokens, lead)))
    }

    fn lead(
        &self,
        tokenizer: &mut Tokenizer<'_>,
        at: usize,
        watch: &mut impl Watch,
    ) -> Result<Option<Lead>, ChunkError> {
        let Some(stop) = self.text[at..].chars().next().filter(|c| is_wide_stop(*c)) else {
            return Ok(None);
        };
        let end = at + stop.len_utf8();
        let tokens = tokenizer.count_piece(self.text.as_bytes(), at, end, &mut Silent(watch))?;
        Ok(Some(Lead { end, tokens }))
    }

    /// Where the next chunk begins: `overlap` tokens before the end of this one, or a little later, and after its start.
    pub fn overlap_start(
        &self,
        tokenizer: &mut Tokenizer<'_>,
        chunk: Chunk,
        overlap: usize,
        watch: &mut impl Watch,
    ) -> Result<usize, ChunkError> {
        let whole = || self.pieces.iter().rev().skip_while(|piece| piece.end > chunk.end);
        // What the chunk has of a piece that goes on is its lead.
        let mut start = whole().next().map_or(chunk.start, |piece| piece.end);
        let mut tokens = 0;
        if start < chunk.end {
            tokens = tokenizer.count_piece(self.text.as_bytes(), start, chunk.end, &mut Silent(watch))?;
        }
        if tokens > overlap {
            return Ok(chunk.end);
        }
        for piece in whole() {
            if tokens + piece.tokens <= overlap && piece.start > chunk.start {
                tokens += piece.tokens;
                start = piece.start;
                continue;
            }
            // A chunk begins with a word where that costs at most a quarter of the overlap.
            if tokens * 4 < overlap * 3 {
                let mut ids = Vec::new();
                tokenizer.encode(&self.text[piece.start..piece.end], &mut ids, &mut Silent(watch))?;
                start = start_of_last(tokenizer, self.text, piece.end, &ids, overlap - tokens).max(piece.start);
                start = if start > chunk.start { start } else { piece.end };
            }
            break;
        }
        Ok(if start > chunk.start { start } else { chunk.end })
    }

    /// Begins the next chunk at `covered`, without the overlap for which there is no room.
    pub fn give_up_overlap(&mut self, covered: usize) {
        self.drop_before(covered);
        self.start = covered;
        if self.pieces.front().is_some_and(|piece| piece.start != covered) {
            self.pieces.clear();
            self.tokens = 0;
        }
    }

    /// Begins the next chunk at `start`. What is known of the pieces after it is kept, if pieces from `start` on come to an
    /// end where one of them does.
    pub fn move_to(
        &mut self,
        tokenizer: &mut Tokenizer<'_>,
        start: usize,
        watch: &mut impl Watch,
    ) -> Result<(), ChunkError> {
        self.drop_before(start);
        self.start = start;
        let mut fresh = Vec::new();
        let mut at = start;
        while let Some(first) = self.pieces.front().copied() {
            if first.start == at {
                break;
            }
            if first.start < at {
                self.pieces.pop_front();
                self.tokens -= first.tokens;
                continue;
            }
            let Some(piece) = self.next_piece(tokenizer, at, self.max_tokens, watch)? else {
                self.pieces.clear();
                self.tokens = 0;
                break;
            };
            fresh.try_reserve(1).map_err(|_| ChunkError::OutOfMemory)?;
            fresh.push(piece);
            at = piece.end;
            if fresh.len().is_multiple_of(PIECES_PER_POLL) {
                watch.passed(0)?;
            }
        }
        self.pieces.try_reserve(fresh.len()).map_err(|_| ChunkError::OutOfMemory)?;
        for piece in fresh.into_iter().rev() {
            self.tokens += piece.tokens;
            self.pieces.push_front(piece);
        }
        // Pieces made anew may have more tokens than those they stand for.
        while self.tokens > self.max_tokens {
            self.tokens -= self.pieces.pop_back().map_or(self.tokens, |piece| piece.tokens);
        }
        Ok(())
    }

    /// Forgets the pieces that begin before `at`.
    fn drop_before(&mut self, at: usize) {
        while let Some(piece) = self.pieces.front().filter(|piece| piece.start < at).copied() {
            self.pieces.pop_front();
            self.tokens -= piece.tokens;
        }
    }

    /// The chunk that ends at the best place after `covered`: the last one of those where most ends.
    fn best(&self, covered: usize) -> Option<Chunk> {
        let mut best = None;
        let mut offer = |end: usize, tokens: usize, ending: Ending| {
            if end > covered && best.is_none_or(|(known, _)| known < ending) {
                best = Some((ending, Chunk { start: self.start, end, tokens }));
            }
        };
        let mut tokens = self.tokens;
        if let Some(lead) = self.last_lead {
            offer(lead.end, tokens + lead.tokens, Ending::Sentence);
        }
        for piece in self.pieces.iter().rev().take_while(|piece| piece.end > covered) {
            if !piece.joins || piece.start == self.start {
                offer(piece.end, tokens, piece.ending);
                if piece.ending == Ending::Paragraph {
                    break;
                }
            }
            tokens -= piece.tokens;
            if let Some(lead) = piece.lead {
                offer(lead.end, tokens + lead.tokens, Ending::Sentence);
            }
        }
        best.map(|(_, chunk)| chunk)
    }
}
