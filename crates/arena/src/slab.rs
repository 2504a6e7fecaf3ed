//! What belongs to one instance alone: its heap's allocator and its panic record, both thread-local, and its bounds.
//!
//! Must never share, lock or lazily initialise anything: an instance may be thrown away at any instant.
use crate::panic::Record;
use crate::range::{Bounds, Span};
use core::alloc::{GlobalAlloc, Layout};
use core::cell::{Cell, UnsafeCell};
use core::ptr::{self, NonNull};
use rlsf::Tlsf;

/// Two-level segregated fit, constant time: 27 levels of 16-byte granules reach 2 GiB, the longest slab that Rust can
/// slice.
type Heap = Tlsf<'static, u32, u16, 27, 16>;

/// Below the stack pointer of an entry point, so much may hold frames of the call that is being checked.
const FRAMES_BYTES: u64 = 32 * 1024;

struct Slab {
    heap: UnsafeCell<Heap>,
    panic: UnsafeCell<Record>,
    heap_span: Cell<Span>,
    stack_top: Cell<u64>,
}

#[thread_local]
static SLAB: Slab = Slab {
    heap: UnsafeCell::new(Heap::new()),
    panic: UnsafeCell::new(Record::EMPTY),
    heap_span: Cell::new(Span::new(0, 0)),
    stack_top: Cell::new(0),
};

struct SlabHeap;

#[global_allocator]
static ALLOCATOR: SlabHeap = SlabHeap;

// SAFETY: `Tlsf` upholds GlobalAlloc's contract on the pool given to it; the heap is this instance's own (thread-local)
// and no call of it re-enters another, so the exclusive borrow is exclusive. Nothing allocated here is ever freed by
// another instance.
unsafe impl GlobalAlloc for SlabHeap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see the impl.
        let heap = unsafe { &mut *SLAB.heap.get() };
        heap.allocate(layout).map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: see the impl; the caller promises that `pointer` came from `alloc` with this layout.
        unsafe { (*SLAB.heap.get()).deallocate(NonNull::new_unchecked(pointer), layout.align()) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: see the impl; the caller promises `pointer`, `layout` and that `size` rounded up to the alignment
        // fits.
        unsafe {
            let wanted = Layout::from_size_align_unchecked(size, layout.align());
            let moved = (*SLAB.heap.get()).reallocate(NonNull::new_unchecked(pointer), wanted);
            moved.map_or(ptr::null_mut(), NonNull::as_ptr)
        }
    }
}

/// Gives this instance's allocator the bytes from `start` up to `end` and forgets all that was allocated before.
pub(crate) fn set_up(start: u32, end: u32) {
    let stack_mark = 0u128;
    SLAB.stack_top.set(ptr::from_ref(&stack_mark).addr() as u64 + 16);
    SLAB.heap_span.set(Span::new(start.into(), end.max(start).into()));
    // SAFETY: no other borrow of the record or the heap is alive: both are only reached in calls of this instance.
    unsafe {
        *SLAB.panic.get() = Record::EMPTY;
        *SLAB.heap.get() = Heap::new();
    }
    let Some(first) = NonNull::new(ptr::without_provenance_mut::<u8>(start as usize)) else { return };
    let pool = NonNull::slice_from_raw_parts(first, end.saturating_sub(start) as usize);
    // SAFETY: the host hands over this range for as long as the instance lives; nothing else refers to it.
    unsafe { (*SLAB.heap.get()).insert_free_block_ptr(pool) };
}

/// Where this instance's thread-local block lies, with every `#[thread_local]` of the module in it.
fn thread_locals() -> Span {
    unsafe extern "C" {
        // What clang calls `__builtin_wasm_tls_base` and `__builtin_wasm_tls_size`: they read the linker's globals.
        #[link_name = "llvm.wasm.tls.base"]
        fn base() -> *mut u8;
        #[link_name = "llvm.wasm.tls.size.i32"]
        fn size() -> u32;
    }
    // SAFETY: both only read a global.
    let (start, length) = unsafe { (base().addr() as u64, u64::from(size())) };
    Span::new(start, start + length)
}

/// The memory as this instance sees it now.
pub(crate) fn bounds() -> Bounds {
    unsafe extern "C" {
        static __heap_base: u8;
    }
    let statics_end = (&raw const __heap_base).addr() as u64;
    let here = 0u8;
    let stack_pointer = ptr::from_ref(&here).addr() as u64;
    Bounds {
        memory_bytes: core::arch::wasm32::memory_size::<0>() as u64 * 65536,
        own: [
            Span::new(0, statics_end),
            Span::new(stack_pointer.saturating_sub(FRAMES_BYTES), SLAB.stack_top.get()),
            thread_locals(),
            SLAB.heap_span.get(),
        ],
    }
}

/// The span of this instance's heap.
pub(crate) fn heap_span() -> Span {
    SLAB.heap_span.get()
}

/// Where the host finds the panic record.
pub(crate) fn panic_record_address() -> u32 {
    SLAB.panic.get().addr() as u32
}

/// Lets the panic handler write the record.
pub(crate) fn with_panic_record(write: impl FnOnce(&mut Record)) {
    // SAFETY: only the panic handler and `set_up` borrow the record, and the handler never returns.
    write(unsafe { &mut *SLAB.panic.get() });
}
