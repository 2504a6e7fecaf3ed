//! Byte-pair encoding of one piece, in linear time whatever the piece.
//!
//! The greedy longest token is tried first, and taken back where it can't stand beside its neighbour: the last token of
//! the encoding of every prefix of a text is unique, so a place that was once found to lead nowhere never needs to be
//! tried again (crate `bpe` of github/rust-gems, on our own table). Must give what merging pairs by rank gives.
use super::layout::TokenEntry;
use super::pairs::Pairs;
use super::runs::{self, Row};
use super::trie::{Match, Trie};
use super::{Table, TokensError};
use crate::watch::Watch;
use alloc::vec::Vec;

/// Attempts between two polls: one takes 20–150 ns, so that a poll is never more than 0.3 ms away.
const ATTEMPTS_PER_POLL: usize = 2048;
/// Tokens that are only written down between two polls.
const TOKENS_PER_POLL: usize = 1 << 16;
/// Room that is asked for at a time, so that running out of memory is an error and no abort.
const ROOM: usize = 1024;

/// Memory of the encoder that is kept from piece to piece.
pub(super) struct Scratch {
    /// The tokens of the last piece.
    pub tokens: Vec<u32>,
    /// A bit a place of the piece: set where the encoding leads nowhere.
    dead: Vec<u64>,
    /// Verdicts on pairs of tokens: the pair in 36 bits, the verdict in the two above (0 is a free slot).
    verdicts: Vec<u64>,
}

const VERDICT_BITS: u32 = 13;
const STANDS: u64 = 1 << 36;
const FALLS: u64 = 2 << 36;

impl Scratch {
    /// Empty memory, 64 KiB of it for verdicts.
    pub fn new() -> Result<Self, TokensError> {
        let mut verdicts = Vec::new();
        verdicts.try_reserve_exact(1 << VERDICT_BITS).map_err(|_| TokensError::OutOfMemory)?;
        verdicts.resize(1 << VERDICT_BITS, 0);
        Ok(Self { tokens: Vec::new(), dead: Vec::new(), verdicts })
    }

    /// [`Pairs::compatible`], remembered.
    #[inline]
    fn compatible(&mut self, pairs: &Pairs<'_>, left: u32, right: u32) -> bool {
        let pair = u64::from(left) << 18 | u64::from(right);
        let slot = &mut self.verdicts[(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - VERDICT_BITS)) as usize];
        if *slot & (STANDS - 1) != pair || *slot < STANDS {
            *slot = pair | if pairs.compatible(left, right) { STANDS } else { FALLS };
        }
        *slot < FALLS
    }

    fn start(&mut self, length: usize) -> Result<(), TokensError> {
        self.tokens.clear();
        self.dead.clear();
        let words = length / 64 + 1;
        self.dead.try_reserve(words).map_err(|_| TokensError::OutOfMemory)?;
        self.dead.resize(words, 0);
        Ok(())
    }

    /// Takes the tokens of these rows.
    fn fill(&mut self, rows: &[Row], watch: &mut impl Watch) -> Result<(), TokensError> {
        self.tokens.clear();
        for Row { token, count } in rows {
            for done in 0..*count {
                self.push(*token)?;
                if done % TOKENS_PER_POLL == TOKENS_PER_POLL - 1 {
                    watch.passed(0)?;
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn is_dead(&self, at: usize) -> bool {
        self.dead[at / 64] >> (at % 64) & 1 != 0
    }

    #[inline]
    fn kill(&mut self, at: usize) {
        self.dead[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    fn push(&mut self, token: u32) -> Result<(), TokensError> {
        if self.tokens.len() == self.tokens.capacity() {
            self.tokens.try_reserve(ROOM).map_err(|_| TokensError::OutOfMemory)?;
        }
        self.tokens.push(token);
        Ok(())
    }
}

/// Leaves the tokens of `piece` in `scratch.tokens`.
pub(super) fn merge(
    table: &Table<'_>,
    piece: &[u8],
    scratch: &mut Scratch,
    watch: &mut impl Watch,
) -> Result<(), TokensError> {
    let Table { pairs, trie, .. } = table;
    if piece.len() >= runs::LONG
        && let Some(rows) = runs::encode(pairs, trie, piece)
    {
        return scratch.fill(&rows, watch);
    }
    scratch.start(piece.len())?;
    let mut at = 0;
    let mut left = ATTEMPTS_PER_POLL;
    let mut walks = Walks { trie, at: 0, walked: 0, token: 0, length: 0 };
    let (mut candidate, mut length) = walks.longest(piece, 0);
    let mut last = None;
    while at < piece.len() {
        let end = at + length;
        left -= 1;
        if left == 0 {
            watch.passed(0)?;
            left = ATTEMPTS_PER_POLL;
        }
        if !scratch.is_dead(end) && last.is_none_or(|last| scratch.compatible(pairs, last, candidate)) {
            scratch.push(candidate)?;
            last = Some(candidate);
            at = end;
            (candidate, length) = walks.longest(piece, at);
        } else if length > 1 {
            candidate = entry(pairs, candidate).prefix();
            length = entry(pairs, candidate).length();
        } else {
            // Nothing leads on from here: take the last token back and try its next shorter prefix. A first token can't
            // be taken back, but then none of its kind leads on, which no vocabulary of single bytes and merges allows.
            scratch.kill(at);
            let taken = scratch.tokens.pop().ok_or(TokensError::Vocabulary)?;
            candidate = taken;
            length = entry(pairs, taken).length();
            at -= length;
            last = scratch.tokens.last().copied();
        }
    }
    Ok(())
}

#[inline]
fn entry(pairs: &Pairs<'_>, token: u32) -> TokenEntry {
    TokenEntry::from_bits(pairs.tokens[token as usize])
}

/// Walks down the trie, and the last long one.
///
/// In a run of one character a walk goes 80 bytes deep at each of the places that backtracking tries: comparing those bytes
/// with where the last such walk went takes a tenth of the time.
struct Walks<'t, 'w> {
    trie: &'w Trie<'t>,
    at: usize,
    walked: usize,
    token: u32,
    length: usize,
}

/// Bytes that are worth a comparison.
const LONG_WALK: usize = 24;

impl Walks<'_, '_> {
    /// The longest token at `at`, and its length; at the end of the piece any, for it is never looked at.
    #[inline]
    fn longest(&mut self, piece: &[u8], at: usize) -> (u32, usize) {
        if self.walked > 0 && piece.get(at..at + self.walked) == Some(&piece[self.at..self.at + self.walked]) {
            return (self.token, self.length);
        }
        let Match { token, length, walked } = self.trie.longest(&piece[at..]);
        // A walk that the end of the piece stopped could go on elsewhere.
        if walked >= LONG_WALK && at + walked < piece.len() {
            *self = Self { trie: self.trie, at, walked, token, length };
        }
        (token, length)
    }
}
