//! Ways to fail on request, for tests of the host alone: the feature `faults` is never on in the shipped module.
//!
//! `hash_records` fails so when the 16 bytes that its data begin with are one of these words. Must stay the only
//! difference from the shipped module (test/kernel/fixtures/README.md).
use alloc::vec::Vec;
use core::hint::black_box;
use core::ptr;

extern crate alloc;

/// Fails as `data` asks, or returns.
pub(crate) fn on_request(data: &[u8]) {
    match data.first_chunk::<16>() {
        Some(b"outrigger!panics") => panic!("a panic was asked for"),
        Some(b"outrigger!bounds") => read_out_of_bounds(),
        Some(b"outrigger!stacks") => overflow_the_stack(0),
        Some(b"outrigger!memory") => use_up_the_heap(),
        Some(b"outrigger!spins!") => spin(),
        _ => {}
    }
}

/// A trap without a panic: the last bytes of the address space, which no memory of 4 GiB less 64 KiB has.
fn read_out_of_bounds() {
    let outside: *const u32 = ptr::without_provenance(0xffff_fff0);
    // SAFETY: none; the trap is what was asked for, and Wasm has no other consequence.
    black_box(unsafe { outside.read_volatile() });
}

/// Runs over the stack's end: into the guard page, or over the host's canary and on through whatever lies below.
#[expect(unconditional_recursion, reason = "what was asked for")]
fn overflow_the_stack(depth: u32) {
    let frame = black_box([depth; 1024]);
    overflow_the_stack(frame[0] + 1);
    black_box(frame);
}

/// Panics in the allocation's error path.
fn use_up_the_heap() {
    let mut held: Vec<Vec<u8>> = Vec::new();
    loop {
        held.push(Vec::with_capacity(1 << 20));
        black_box(&held);
    }
}

/// Never ends and never looks at the cancel word: only the thread's termination helps.
fn spin() {
    loop {
        black_box(0);
    }
}
