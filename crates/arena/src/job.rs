//! The job control block: how the host cancels a call and sees how far it is.
//!
//! Layout (16 bytes, aligned to 8): u32 cancel word at 0, unused u32 at 4, u64 bytes done at 8. Must only be touched by
//! atomics.
use crate::range::{Bounds, Span};
use crate::status::Status;
use core::ptr;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use outrigger_kernel::{Cancelled, Watch};

#[repr(C, align(8))]
struct ControlBlock {
    cancel: AtomicU32,
    unused: u32,
    done: AtomicU64,
}

/// The job of a call; without one the call can't be cancelled and counts nothing.
pub(crate) struct Job {
    block: Option<&'static ControlBlock>,
    pub(crate) span: Span,
}

impl Job {
    /// The job at `address`, 0 for none.
    pub(crate) fn at(address: u32, bounds: &Bounds) -> Result<Self, Status> {
        if address == 0 {
            return Ok(Self { block: None, span: Span::default() });
        }
        let span = bounds.aligned_span(address, size_of::<ControlBlock>() as u64, align_of::<ControlBlock>() as u32)?;
        let block: *const ControlBlock = ptr::without_provenance(address as usize);
        // SAFETY: aligned, inside the memory (which never shrinks), and every access to it is atomic, the host's too.
        Ok(Self { block: Some(unsafe { &*block }), span })
    }
}

impl Watch for Job {
    fn passed(&mut self, bytes: usize) -> Result<(), Cancelled> {
        let Some(block) = self.block else { return Ok(()) };
        block.done.fetch_add(bytes as u64, Ordering::Relaxed);
        if block.cancel.load(Ordering::Relaxed) == 0 { Ok(()) } else { Err(Cancelled) }
    }
}
