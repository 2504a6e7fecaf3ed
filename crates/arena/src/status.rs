//! What an entry point returns.
//!
//! The numbers are part of the ABI (docs/KERNEL-ABI.md): never renumber, only add.
use outrigger_kernel::Cancelled;

/// The result of an ABI call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub(crate) enum Status {
    /// Done; every output byte is written.
    Ok = 0,
    /// The job's cancel word was set.
    Cancelled = 1,
    /// A range that this call may not touch.
    BadRange = 2,
    /// An argument that has no meaning.
    BadArgument = 3,
    /// This slab's heap is used up. (`hash_stream_begin` says so by a null address.)
    OutOfMemory = 4,
    /// A text that is no UTF-8.
    NotText = 5,
    /// More matches than the caller's limit.
    TooMany = 6,
    /// A chunk size that a single character's tokens don't fit.
    TooSmall = 7,
}

impl From<Cancelled> for Status {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The number that the host sees.
pub(crate) fn number(result: Result<(), Status>) -> i32 {
    result.err().unwrap_or(Status::Ok) as i32
}
