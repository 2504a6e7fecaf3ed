//! How an entry gives back what it can't know the size of beforehand: a record that points into this slab's heap.
//!
//! The host copies what it points to and then frees it; the next entry with an answer frees what was left. Must never point at
//! memory that another call of this instance may have given back.
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

extern crate alloc;

/// Numbers beside the bytes; what each means is the entry's business.
pub(crate) const VALUES: usize = 4;
/// In place of a text's bytes: it is as it was given, and isn't told.
pub(crate) const AS_GIVEN: u32 = u32::MAX;

/// The record as the host reads it: six u32.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Record {
    address: u32,
    length: u32,
    values: [u32; VALUES],
}

enum Held {
    Nothing,
    Bytes(Vec<u8>),
    Words(Vec<u32>),
    Longs(Vec<u64>),
}

struct Answer {
    record: Cell<Record>,
    held: RefCell<Held>,
}

#[thread_local]
static ANSWER: Answer = Answer {
    record: Cell::new(Record { address: 0, length: 0, values: [0; VALUES] }),
    held: RefCell::new(Held::Nothing),
};

fn hold(held: Held, values: [u32; VALUES]) {
    let (address, length) = match &held {
        Held::Nothing => (0, 0),
        Held::Bytes(bytes) => (bytes.as_ptr().addr(), bytes.len()),
        Held::Words(words) => (words.as_ptr().addr(), words.len() * 4),
        Held::Longs(longs) => (longs.as_ptr().addr(), longs.len() * 8),
    };
    ANSWER.record.set(Record { address: address as u32, length: length as u32, values });
    *ANSWER.held.borrow_mut() = held;
}

/// Answers with numbers alone.
pub(crate) fn numbers(values: [u32; VALUES]) {
    hold(Held::Nothing, values);
}

/// Answers with bytes and numbers.
pub(crate) fn bytes(bytes: Vec<u8>, values: [u32; VALUES]) {
    hold(Held::Bytes(bytes), values);
}

/// Answers with u32s and numbers.
pub(crate) fn words(words: Vec<u32>, values: [u32; VALUES]) {
    hold(Held::Words(words), values);
}

/// Answers with u64s and numbers.
pub(crate) fn longs(longs: Vec<u64>, values: [u32; VALUES]) {
    hold(Held::Longs(longs), values);
}

/// Address of this slab's answer record: u32 address and u32 length of the bytes, then four u32 of the entry's own.
#[unsafe(no_mangle)]
pub extern "C" fn outrigger_answer_ptr() -> u32 {
    ANSWER.record.as_ptr().addr() as u32
}

/// Frees the answer.
#[unsafe(no_mangle)]
pub extern "C" fn outrigger_answer_free() {
    numbers([0; VALUES]);
}
