//! Streaming states in the slab's heap, known to the host by their address.
//!
//! Must never trust an address: a state is taken for one only inside this heap, aligned and with its seal.
use crate::slab;
use crate::status::Status;
use alloc::alloc::{alloc, dealloc};
use core::alloc::Layout;
use core::ptr;
use outrigger_kernel::stream::Stream;
use outrigger_kernel::{Algorithm, Digest, Watch};

extern crate alloc;

const SEAL: u32 = 0x6f75_7472;
const LAYOUT: Layout = Layout::new::<Held>();

struct Held {
    /// The state's own address, mixed: stale or made-up addresses don't carry it.
    seal: u32,
    /// An update was cancelled: the digest would be of an unknown prefix.
    spoiled: bool,
    stream: Stream,
}

/// A fresh state's address, 0 when the heap is used up.
pub(crate) fn begin(algorithm: Algorithm) -> u32 {
    // SAFETY: the layout isn't empty.
    let held: *mut Held = unsafe { alloc(LAYOUT) }.cast();
    if held.is_null() {
        return 0;
    }
    let address = held.addr() as u32;
    // SAFETY: just allocated with `Held`'s layout.
    unsafe { held.write(Held { seal: address ^ SEAL, spoiled: false, stream: Stream::new(algorithm) }) };
    address
}

/// Absorbs `data`, which lies outside the slab.
pub(crate) fn update(state: u32, data: &[u8], watch: &mut impl Watch) -> Result<(), Status> {
    let held = find(state)?;
    // SAFETY: `find` vouches for it; this instance runs one call at a time.
    let held = unsafe { &mut *held };
    if held.spoiled {
        return Err(Status::BadArgument);
    }
    held.stream.update(data, watch).map_err(|cancelled| {
        held.spoiled = true;
        cancelled.into()
    })
}

/// Writes the digest and frees the state.
pub(crate) fn finish(state: u32, out: &mut Digest) -> Result<(), Status> {
    let held = find(state)?;
    // SAFETY: as in `update`.
    let spoiled = unsafe { (*held).spoiled };
    if spoiled {
        return Err(Status::BadArgument);
    }
    // SAFETY: as in `update`.
    *out = unsafe { (*held).stream.finish() };
    abort(state);
    Ok(())
}

/// Frees the state; an address that is none is ignored.
pub(crate) fn abort(state: u32) {
    let Ok(held) = find(state) else { return };
    // SAFETY: `find` vouches that it was allocated here with this layout; the seal goes first, so that it is found no
    // more.
    unsafe {
        (&raw mut (*held).seal).write_volatile(0);
        ptr::drop_in_place(held);
        dealloc(held.cast(), LAYOUT);
    }
}

fn find(state: u32) -> Result<*mut Held, Status> {
    let heap = slab::heap_span();
    let inside = u64::from(state) >= heap.start && u64::from(state) + LAYOUT.size() as u64 <= heap.end;
    if !inside || !(state as usize).is_multiple_of(LAYOUT.align()) {
        return Err(Status::BadRange);
    }
    let held: *mut Held = ptr::with_exposed_provenance_mut(state as usize);
    // SAFETY: inside this instance's own heap and aligned; any bytes are a u32.
    let seal = unsafe { (&raw const (*held).seal).read_volatile() };
    if seal == state ^ SEAL { Ok(held) } else { Err(Status::BadArgument) }
}
