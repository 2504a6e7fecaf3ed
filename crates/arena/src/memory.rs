//! Spans that were validated, as Rust slices. The only place where an address becomes a reference.
//!
//! Must never be given a span that [`Bounds::span`](crate::range::Bounds::span) did not return.
use crate::range::Span;
use core::{ptr, slice};
use outrigger_kernel::Digest;

/// Bytes to read.
///
/// # Safety
/// `span` must come from `Bounds::span`, no `&mut` may overlap it while the slice lives, and the reader's control flow
/// must not depend on the bytes: another thread or process may be writing them. Hashing qualifies (it gives a wrong
/// digest to whoever scribbles over its own input, and nothing else happens).
pub(crate) unsafe fn bytes<'a>(span: Span) -> &'a [u8] {
    if span.is_empty() {
        return &[];
    }
    // SAFETY: the span is not null, inside the memory and at most 2^31-1 bytes long; the memory never shrinks.
    unsafe { slice::from_raw_parts(ptr::without_provenance(span.start as usize), (span.end - span.start) as usize) }
}

/// Digests to write.
///
/// # Safety
/// `span` must come from `Bounds::span`, its length must be a multiple of 32, and nothing else in this call may refer
/// to it.
pub(crate) unsafe fn digests<'a>(span: Span) -> &'a mut [Digest] {
    if span.is_empty() {
        return &mut [];
    }
    let count = (span.end - span.start) as usize / size_of::<Digest>();
    // SAFETY: as for `bytes`; a digest has alignment 1. The host lets one job at a time write a range.
    unsafe { slice::from_raw_parts_mut(ptr::without_provenance_mut(span.start as usize), count) }
}

/// Bytes that nothing writes while the slice lives, so that what they say decides.
///
/// # Safety
/// As [`bytes`], but for the control flow: instead the host must keep the range out of every client's mapping.
pub(crate) unsafe fn stable<'a>(span: Span) -> &'a [u8] {
    // SAFETY: the caller's promise is stronger than what `bytes` asks for.
    unsafe { bytes(span) }
}

/// u32s that nothing writes while the slice lives.
///
/// # Safety
/// As [`stable`], and the span must be aligned to 4.
pub(crate) unsafe fn stable_words<'a>(span: Span) -> &'a [u32] {
    if span.is_empty() {
        return &[];
    }
    let count = (span.end - span.start) as usize / size_of::<u32>();
    // SAFETY: as for `bytes`; aligned by the caller's promise.
    unsafe { slice::from_raw_parts(ptr::without_provenance(span.start as usize), count) }
}

/// Bytes to write.
///
/// # Safety
/// `span` must come from `Bounds::span`, and nothing else in this call or in another worker may refer to it.
pub(crate) unsafe fn writable<'a>(span: Span) -> &'a mut [u8] {
    if span.is_empty() {
        return &mut [];
    }
    // SAFETY: not null, inside the memory, at most 2^31-1 bytes, and exclusive by the caller's promise.
    unsafe {
        slice::from_raw_parts_mut(ptr::without_provenance_mut(span.start as usize), (span.end - span.start) as usize)
    }
}

/// u64s to read and write; what is left of the span behind the last is not among them.
///
/// # Safety
/// As [`writable`], and the span must be aligned to 8.
pub(crate) unsafe fn writable_longs<'a>(span: Span) -> &'a mut [u64] {
    if span.is_empty() {
        return &mut [];
    }
    let count = (span.end - span.start) as usize / size_of::<u64>();
    // SAFETY: as for `writable`; aligned by the caller's promise, and every bit pattern is a u64.
    unsafe { slice::from_raw_parts_mut(ptr::without_provenance_mut(span.start as usize), count) }
}
