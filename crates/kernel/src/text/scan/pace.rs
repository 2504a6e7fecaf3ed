//! Keeps the promise that a scan asks its watch at most every [`STEPS_PER_POLL`] steps of an automaton.
//!
//! Nothing here may depend on a clock or on what the steps are for.

use crate::watch::{Cancelled, Watch};

/// Steps between two polls. A step of a warm automaton takes 1–3 ns; one that has to build a new state takes up to a few
/// microseconds, of which 256 stay within a millisecond.
pub const STEPS_PER_POLL: usize = 256;

/// Counts steps and polls.
pub(crate) struct Pace<'w> {
    watch: &'w mut dyn Watch,
    left: usize,
}

impl<'w> Pace<'w> {
    /// Polls once, so that work cancelled before its start does nothing.
    pub(crate) fn start(watch: &'w mut dyn Watch) -> Result<Self, Cancelled> {
        watch.passed(0)?;
        Ok(Self { watch, left: STEPS_PER_POLL })
    }

    /// `steps` steps were done.
    #[inline]
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), Cancelled> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.left = STEPS_PER_POLL;
                self.watch.passed(0)
            }
        }
    }

    /// `bytes` bytes of the text are finished.
    pub(crate) fn finish(&mut self, bytes: usize) -> Result<(), Cancelled> {
        self.left = STEPS_PER_POLL;
        self.watch.passed(bytes)
    }
}
