//! Which byte ranges of the arena an ABI call may touch. Pure arithmetic, in 64 bits, so that nothing wraps.
//!
//! Must never look at the bytes in a range.
use crate::status::Status;

/// Rust slices end here on a 32-bit target.
const LONGEST: u32 = i32::MAX as u32;

/// Bytes from `start` up to `end`, which is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u64,
    pub(crate) end: u64,
}

impl Span {
    pub(crate) const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// The memory as one instance sees it: its size, and the ranges that this instance itself lives in.
pub(crate) struct Bounds {
    pub(crate) memory_bytes: u64,
    pub(crate) own: [Span; 4],
}

impl Bounds {
    /// The span of `length` bytes at `address`, for reading or writing. An empty range is good wherever it lies.
    ///
    /// # Errors
    /// [`Status::BadRange`] when it is null, longer than 2^31-1 bytes, not wholly inside the memory, or touches the
    /// instance's own statics, stack, thread-local block or heap: no Rust reference may ever alias those.
    pub(crate) fn span(&self, address: u32, length: u64) -> Result<Span, Status> {
        if length == 0 {
            return Ok(Span::default());
        }
        let span = Span::new(address.into(), u64::from(address).saturating_add(length));
        let bad = address == 0
            || length > LONGEST.into()
            || span.end > self.memory_bytes
            || self.own.iter().any(|own| own.overlaps(span));
        if bad { Err(Status::BadRange) } else { Ok(span) }
    }

    /// As [`Bounds::span`], and `address` must be a multiple of `alignment`.
    pub(crate) fn aligned_span(&self, address: u32, length: u64, alignment: u32) -> Result<Span, Status> {
        let span = self.span(address, length)?;
        if span.is_empty() || address.is_multiple_of(alignment) { Ok(span) } else { Err(Status::BadRange) }
    }
}

/// Succeeds when no two of the spans share a byte.
pub(crate) fn apart(a: Span, b: Span) -> Result<(), Status> {
    if !a.is_empty() && !b.is_empty() && a.overlaps(b) { Err(Status::BadRange) } else { Ok(()) }
}
