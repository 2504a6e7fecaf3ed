//! Where a text's tokens go: to a list of ids, or, where only their number matters, to a count.
use super::TokensError;
use super::cache::{Cache, Remembered};
use alloc::vec::Vec;

/// Where tokens go.
pub(super) trait Sink {
    /// Whether only their number matters.
    const COUNTS: bool;
    /// So many more tokens, where only their number matters.
    fn add(&mut self, tokens: usize);
    fn take(&mut self, tokens: &[u32]) -> Result<(), TokensError>;
    fn take_one(&mut self, token: u32) -> Result<(), TokensError>;
    fn take_remembered(&mut self, tokens: Remembered, cache: &Cache) -> Result<(), TokensError>;
}

pub(super) struct Counter(pub(super) usize);

impl Sink for Counter {
    const COUNTS: bool = true;

    #[inline(always)]
    fn add(&mut self, tokens: usize) {
        self.0 += tokens;
    }

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
    const COUNTS: bool = false;

    #[inline(always)]
    fn add(&mut self, _tokens: usize) {}

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
