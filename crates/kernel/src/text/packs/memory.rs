//! What the finders remember of a text while one scan goes over it, so that hostile text isn't read over and over.
//!
//! Nothing here changes what is found: each part answers as if it remembered nothing.

use super::entropy::Window;
use super::pii::birth::Months;
use super::runs::Runs;
use super::tried::Tried;

/// One scan's; to be cleared before another text.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) runs: Runs,
    pub(crate) window: Window,
    pub(crate) months: Months,
    pub(crate) tried: Tried,
}

impl Memory {
    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        self.runs.clear();
        self.window.clear();
        self.months.clear();
        self.tried.clear();
    }

    /// Bytes held besides itself.
    pub(crate) fn memory_usage(&self) -> usize {
        self.runs.memory_usage() + self.tried.memory_usage()
    }
}
