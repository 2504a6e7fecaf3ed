//! What is found in a block: marks and suspects, by the places of their second bytes.

/// Characters, by the places of their second bytes in a block.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    /// To look at one by one: all suspects, and the marks that aren't alone.
    pub(super) todo: u64,
    /// Where the next block's characters have their second bytes if one that is no boundary stands right before them.
    pub(super) carry: u64,
}

/// Marks and suspects.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) suspects: u64,
    pub(super) marks: u64,
    /// Where the characters behind them have their second bytes, in this block and in the next.
    behind: u64,
    carry: u64,
}

impl Found {
    /// Adds characters of so many bytes.
    #[inline(always)]
    pub(super) fn add(&mut self, suspects: u64, marks: u64, width: u32) {
        let all = suspects | marks;
        self.suspects |= suspects;
        self.marks |= marks;
        self.behind |= all << (width & 63);
        self.carry |= all >> ((64 - width) & 63);
    }

    /// Suspects, and marks right behind another mark or suspect.
    #[inline(always)]
    pub(super) fn places(&self, carry: u64) -> Places {
        Places { todo: self.suspects | (self.marks & (self.behind | carry)), carry: self.carry }
    }

    /// The same of a block of no more than sixteen bytes.
    #[inline(always)]
    pub(super) fn places_of_sixteen(&self, carry: u64) -> Places {
        Places { carry: self.behind >> 16, ..self.places(carry) }
    }
}
