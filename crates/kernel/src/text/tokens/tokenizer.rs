//! Encodes texts with one vocabulary: pieces, then the index of short tokens, the cache, and merging, in that order.
//!
//! What a worker keeps for itself is here. Must ask its watch at least every 16 KiB of text, inside a piece too.
use super::cache::{Cache, Key, LONGEST_KEY, LONGEST_LONG_KEY, LongKey};
use super::layout::TokenEntry;
use super::merge::{self, Scratch};
use super::pieces::{self, STRETCH, Tick};
use super::sink::{Counter, Sink};
use super::words::{LONGEST_WORD, Word, Words};
use super::{Encoding, Table, TokensError};
use crate::watch::Watch;
use alloc::vec::Vec;

/// Bytes of text between two polls: 0.3 ms of the slowest text, and less than 0.1 ms of most.
const BYTES_PER_POLL: usize = 16 * 1024;

/// Asks a watch inside a long piece, and remembers what it said.
struct Asking<'w, W> {
    watch: &'w mut W,
    stopped: bool,
}

impl<W: Watch> Tick for Asking<'_, W> {
    #[cold]
    fn stop(&mut self) -> bool {
        self.stopped = self.watch.passed(0).is_err();
        self.stopped
    }
}

/// Asks a watch, and gives up after so many stretches.
struct Limited<'w, W> {
    watch: &'w mut W,
    stretches: usize,
    cancelled: bool,
    passed: bool,
}

impl<W: Watch> Tick for Limited<'_, W> {
    #[cold]
    fn stop(&mut self) -> bool {
        self.cancelled = self.watch.passed(0).is_err();
        self.passed = self.stretches == 0;
        self.stretches = self.stretches.saturating_sub(1);
        self.cancelled || self.passed
    }
}

#[inline(always)]
fn piece_end<const O200K: bool, W: Watch>(text: &[u8], at: usize, watch: &mut W) -> Result<usize, TokensError> {
    let mut asking = Asking { watch, stopped: false };
    let end = pieces::end_of::<O200K, _>(text, at, &mut asking);
    if asking.stopped { Err(TokensError::Cancelled) } else { Ok(end) }
}

/// The token that the piece from `from` to `to` is, if it is a short one.
#[inline(always)]
fn short_token(words: Words<'_>, text: &[u8], from: usize, to: usize) -> Option<u32> {
    if to - from <= LONGEST_WORD { words.get(Word::of(text, from, to)) } else { None }
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

    /// The end of the piece that begins at `at`, where a character begins. Pieces depend on what follows only, so encoding
    /// may begin at any character, and end with any piece.
    pub(crate) fn piece_end(&self, text: &[u8], at: usize, watch: &mut impl Watch) -> Result<usize, TokensError> {
        match self.table.encoding {
            Encoding::O200kBase => piece_end::<true, _>(text, at, watch),
            Encoding::Cl100kBase => piece_end::<false, _>(text, at, watch),
        }
    }

    /// As [`Tokenizer::piece_end`], but `None` where the piece is longer than `most` bytes: finding that out takes time in
    /// proportion to `most`, not to the piece.
    pub(crate) fn piece_end_within(
        &self,
        text: &str,
        at: usize,
        most: usize,
        watch: &mut impl Watch,
    ) -> Result<Option<usize>, TokensError> {
        let bytes = text.as_bytes();
        if most < STRETCH {
            // A limit below the steps of the scan: look at so much only, and at all of it if the piece seems to end there.
            let limit = text.ceil_char_boundary(at.saturating_add(most + 1).min(text.len()));
            if limit < text.len() && self.piece_end(&bytes[..limit], at, watch)? == limit {
                return Ok(None);
            }
        }
        let mut limited = Limited { watch, stretches: most / STRETCH, cancelled: false, passed: false };
        let end = match self.table.encoding {
            Encoding::O200kBase => pieces::end_of::<true, _>(bytes, at, &mut limited),
            Encoding::Cl100kBase => pieces::end_of::<false, _>(bytes, at, &mut limited),
        };
        match limited {
            Limited { cancelled: true, .. } => Err(TokensError::Cancelled),
            Limited { passed: true, .. } => Ok(None),
            _ => Ok((end - at <= most).then_some(end)),
        }
    }

    /// The number of tokens of the piece from `from` to `to`, which isn't empty.
    pub(crate) fn count_piece(
        &mut self,
        text: &[u8],
        from: usize,
        to: usize,
        watch: &mut impl Watch,
    ) -> Result<usize, TokensError> {
        let mut counter = Counter(0);
        self.piece(text, from, to, &mut counter, watch)?;
        Ok(counter.0)
    }

    /// Bytes of a token that this tokenizer gave.
    pub(crate) fn token_length(&self, token: u32) -> usize {
        TokenEntry::from_bits(self.table.pairs.tokens[token as usize]).length()
    }

    fn run(&mut self, text: &str, sink: &mut impl Sink, watch: &mut impl Watch) -> Result<(), TokensError> {
        match self.table.encoding {
            Encoding::O200kBase => self.pieces::<true, _, _>(text.as_bytes(), sink, watch),
            Encoding::Cl100kBase => self.pieces::<false, _, _>(text.as_bytes(), sink, watch),
        }
    }

    #[inline(always)]
    fn pieces<const O200K: bool, S: Sink, W: Watch>(
        &mut self,
        text: &[u8],
        sink: &mut S,
        watch: &mut W,
    ) -> Result<(), TokensError> {
        watch.passed(0)?;
        // In variables of its own, for what lies behind a reference is loaded and stored again at every piece.
        let words = self.table.words;
        let mut whole = 0;
        let mut at = 0;
        let mut polled = 0;
        while at < text.len() {
            let end = piece_end::<O200K, W>(text, at, watch)?;
            match short_token(words, text, at, end) {
                Some(_) if S::COUNTS => whole += 1,
                Some(token) => sink.take_one(token)?,
                None => self.several(text, at, end, sink, watch)?,
            }
            at = end;
            if at - polled >= BYTES_PER_POLL {
                watch.passed(at - polled)?;
                polled = at;
            }
        }
        sink.add(whole);
        Ok(watch.passed(at - polled)?)
    }

    #[inline(always)]
    fn piece(
        &mut self,
        text: &[u8],
        from: usize,
        to: usize,
        sink: &mut impl Sink,
        watch: &mut impl Watch,
    ) -> Result<(), TokensError> {
        match short_token(self.table.words, text, from, to) {
            Some(token) => sink.take_one(token),
            None => self.several(text, from, to, sink, watch),
        }
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
            let mut asking = Asking { watch: &mut *watch, stopped: false };
            let end = self.table.seams.part_end(piece, at, &mut asking);
            if asking.stopped {
                return Err(TokensError::Cancelled);
            }
            if let Some(token) = short_token(self.table.words, piece, at, end) {
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
