//! How a long computation tells how far it is and learns that nobody wants its result any more.
//!
//! Every loop of this crate whose length a caller decides goes through a [`Pace`]. Nothing here may depend on a clock.

/// Compressions (of 64 bytes) after which a poll is due. One step of as many again may follow before it, so that polls
/// are at most 128 KiB of compressed input apart: 0.34 ms for the slowest path, SHA-256 of one long message, on the
/// machine this was tuned on (0.16 ms in four lanes, 0.07 ms for BLAKE3). A machine nearly three times slower still
/// polls every millisecond.
pub const BLOCKS_PER_POLL: usize = 1024;

/// The caller asked for the work to end; its outputs are unspecified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// The caller's side of a long computation.
pub trait Watch {
    /// Called at least every twice [`BLOCKS_PER_POLL`] compressions with the input bytes finished since the last call.
    ///
    /// # Errors
    /// [`Cancelled`] ends the computation at once.
    fn passed(&mut self, bytes: usize) -> Result<(), Cancelled>;
}

/// A watch that never cancels and counts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn passed(&mut self, _bytes: usize) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// Counts compressions against [`BLOCKS_PER_POLL`], so that polls are as rare as the promise allows.
pub(crate) struct Pace<'w, W: Watch> {
    watch: &'w mut W,
    blocks: usize,
    bytes: usize,
}

impl<'w, W: Watch> Pace<'w, W> {
    /// Polls once, so that work cancelled before its start does nothing.
    pub(crate) fn start(watch: &'w mut W) -> Result<Self, Cancelled> {
        watch.passed(0)?;
        Ok(Self { watch, blocks: 0, bytes: 0 })
    }

    /// Compressions that may still be done before [`Pace::spend`] must be called.
    pub(crate) fn room(&self) -> usize {
        BLOCKS_PER_POLL - self.blocks.min(BLOCKS_PER_POLL - 1)
    }

    /// `blocks` compressions were done, which finished `bytes` bytes of input.
    #[inline]
    pub(crate) fn spend(&mut self, blocks: usize, bytes: usize) -> Result<(), Cancelled> {
        self.blocks += blocks;
        self.bytes += bytes;
        if self.blocks >= BLOCKS_PER_POLL { self.poll() } else { Ok(()) }
    }

    /// Reports what is left to report: the total of all reports is then the total of all bytes.
    pub(crate) fn finish(mut self) -> Result<(), Cancelled> {
        self.poll()
    }

    fn poll(&mut self) -> Result<(), Cancelled> {
        let bytes = self.bytes;
        self.blocks = 0;
        self.bytes = 0;
        self.watch.passed(bytes)
    }
}
