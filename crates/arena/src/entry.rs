//! The exported functions. Each validates every range before it touches one, and returns a [`Status`] number.
//!
//! What they promise to the host is in docs/KERNEL-ABI.md. Must never panic, whatever the arguments.
use crate::job::Job;
use crate::range::{Bounds, Span, apart};
use crate::status::{Status, number};
use crate::{memory, slab, stream};
use core::ptr;
use outrigger_kernel::messages::hash_messages as hash_all;
use outrigger_kernel::{Algorithm, DIGEST_BYTES};

/// Messages whose table entries are copied before they are checked: the table may lie where a client writes.
const TABLE_WINDOW: usize = 256;
const ENTRY_BYTES: u64 = 8;

/// The version of this ABI. A host must refuse any other than the one it was written for.
#[unsafe(no_mangle)]
pub extern "C" fn outrigger_abi_version() -> u32 {
    1
}

/// Sets up this instance's slab, after `__stack_pointer` and `__wasm_init_tls`: the heap is `heap_start..heap_end`.
#[unsafe(no_mangle)]
pub extern "C" fn outrigger_slab_init(heap_start: u32, heap_end: u32) {
    slab::set_up(heap_start, heap_end);
}

/// Address of this slab's panic record: u32 length, then that many bytes of UTF-8, at most 508.
#[unsafe(no_mangle)]
pub extern "C" fn outrigger_panic_ptr() -> u32 {
    slab::panic_record_address()
}

/// Digests of `data_len / record_size` records, 32 bytes each, to `out`.
#[unsafe(no_mangle)]
pub extern "C" fn hash_records(job: u32, algorithm: u32, data: u32, data_len: u32, record_size: u32, out: u32) -> i32 {
    number(records(job, algorithm, (data, data_len), record_size, out))
}

/// Digests of `count` messages, 32 bytes each, to `out`; `table` holds `count` pairs of u32: address, length.
#[unsafe(no_mangle)]
pub extern "C" fn hash_messages(job: u32, algorithm: u32, table: u32, count: u32, out: u32) -> i32 {
    number(messages(job, algorithm, table, count, out))
}

/// The address of a fresh streaming state, 0 when out of memory or the algorithm is unknown.
#[unsafe(no_mangle)]
pub extern "C" fn hash_stream_begin(algorithm: u32) -> u32 {
    Algorithm::from_number(algorithm).map_or(0, stream::begin)
}

/// Absorbs `len` bytes at `data`. After CANCELLED the state is of no use but to be aborted.
#[unsafe(no_mangle)]
pub extern "C" fn hash_stream_update(job: u32, state: u32, data: u32, len: u32) -> i32 {
    number(stream_update(job, state, data, len))
}

/// Writes the digest to the 32 bytes at `out` and frees the state; where it fails the state lives on.
#[unsafe(no_mangle)]
pub extern "C" fn hash_stream_finish(state: u32, out: u32) -> i32 {
    number(stream_finish(state, out))
}

/// Frees the state without a digest. What is no state is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn hash_stream_abort(state: u32) {
    stream::abort(state);
}

fn records(job: u32, algorithm: u32, (data, data_len): (u32, u32), record_size: u32, out: u32) -> Result<(), Status> {
    let algorithm = Algorithm::from_number(algorithm).ok_or(Status::BadArgument)?;
    if record_size == 0 || !data_len.is_multiple_of(record_size) {
        return Err(Status::BadArgument);
    }
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let input = bounds.span(data, data_len.into())?;
    let output = bounds.span(out, u64::from(data_len / record_size) * DIGEST_BYTES as u64)?;
    apart(output, input)?;
    apart(output, job.span)?;
    // SAFETY: both spans are validated and share no byte; hashing's control flow depends on lengths alone.
    let (input, output) = unsafe { (memory::bytes(input), memory::digests(output)) };
    #[cfg(feature = "faults")]
    crate::faults::on_request(input);
    outrigger_kernel::records::hash_records(algorithm, input, record_size as usize, output, &mut job)?;
    Ok(())
}

fn messages(job: u32, algorithm: u32, table: u32, count: u32, out: u32) -> Result<(), Status> {
    let algorithm = Algorithm::from_number(algorithm).ok_or(Status::BadArgument)?;
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let entries = bounds.aligned_span(table, u64::from(count) * ENTRY_BYTES, 4)?;
    let output = bounds.span(out, u64::from(count) * DIGEST_BYTES as u64)?;
    apart(output, entries)?;
    apart(output, job.span)?;
    // SAFETY: validated, and apart from the table, the job and (checked entry by entry below) every message.
    let digests = unsafe { memory::digests(output) };
    for (window, digests) in digests.chunks_mut(TABLE_WINDOW).enumerate() {
        let mut inputs: [&[u8]; TABLE_WINDOW] = [&[]; TABLE_WINDOW];
        let inputs = &mut inputs[..digests.len()];
        for (index, input) in inputs.iter_mut().enumerate() {
            let span = message(&bounds, entries, window * TABLE_WINDOW + index)?;
            apart(output, span)?;
            // SAFETY: validated and apart from the output; hashing's control flow depends on lengths alone.
            *input = unsafe { memory::bytes(span) };
        }
        hash_all(algorithm, inputs, digests, &mut job)?;
    }
    Ok(())
}

/// Reads one table entry, once, and validates the copy: the table may change while it is read.
fn message(bounds: &Bounds, entries: Span, index: usize) -> Result<Span, Status> {
    let entry: *const [u32; 2] = ptr::without_provenance(entries.start as usize + index * ENTRY_BYTES as usize);
    // SAFETY: `entries` is validated and aligned to 4, `index` is below its count; volatile, so that it is read once
    // only.
    let [address, length] = unsafe { entry.read_volatile() };
    bounds.span(address, length.into())
}

fn stream_update(job: u32, state: u32, data: u32, len: u32) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let input = bounds.span(data, len.into())?;
    // SAFETY: validated, which puts it outside the slab and so apart from the state; control flow depends on lengths
    // alone.
    stream::update(state, unsafe { memory::bytes(input) }, &mut job)
}

fn stream_finish(state: u32, out: u32) -> Result<(), Status> {
    let output = slab::bounds().span(out, DIGEST_BYTES as u64)?;
    // SAFETY: validated, 32 bytes long, and outside the slab that holds the state.
    let [digest] = (unsafe { memory::digests(output) }) else { return Err(Status::BadRange) };
    stream::finish(state, digest)
}
