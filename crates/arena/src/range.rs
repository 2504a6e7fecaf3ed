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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MEMORY: u64 = 1 << 20;
    const OWN: [Span; 4] = [Span::new(0, 4096), Span::new(8192, 16384), Span::new(20000, 20100), Span::new(0, 0)];

    fn bounds() -> Bounds {
        Bounds { memory_bytes: MEMORY, own: OWN }
    }

    proptest! {
        #[test]
        fn a_span_is_good_exactly_when_each_of_its_bytes_is(address in 0u32..1_100_000, length in 1u64..30_000) {
            let own = |byte: u64| OWN.iter().any(|span| (span.start..span.end).contains(&byte));
            let good = (0..length).map(|i| u64::from(address) + i).all(|byte| byte < MEMORY && byte != 0 && !own(byte));
            let expected = Span::new(address.into(), u64::from(address) + length);
            prop_assert_eq!(bounds().span(address, length), if good { Ok(expected) } else { Err(Status::BadRange) });
        }

        #[test]
        fn nothing_wraps_at_the_end_of_the_address_space(address: u32, length: u64) {
            let whole = Bounds { memory_bytes: (1 << 32) - 65536, own: [Span::default(); 4] };
            let fits = u128::from(address) + u128::from(length) <= u128::from(whole.memory_bytes);
            let good = length == 0 || (address != 0 && length < 1 << 31 && fits);
            prop_assert_eq!(whole.span(address, length).is_ok(), good);
        }

        #[test]
        fn spans_are_apart_exactly_when_they_share_no_byte(a in 0u64..50, b in 0u64..50, m in 0u64..20, n in 0u64..20) {
            let shared = (a..a + m).any(|byte| (b..b + n).contains(&byte));
            prop_assert_eq!(apart(Span::new(a, a + m), Span::new(b, b + n)).is_err(), shared);
        }

        #[test]
        fn an_aligned_span_begins_at_a_multiple(address in 30_000u32..40_000) {
            prop_assert_eq!(bounds().aligned_span(address, 8, 8).is_ok(), address % 8 == 0);
        }
    }
}
