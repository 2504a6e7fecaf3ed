//! The algorithms of outrigger: hashing and text work in plain Rust (`no_std` + `alloc`).
//!
//! Nothing here knows about arenas, workers or JavaScript; nothing here may use `std`, a lock, a lazily
//! initialised static or a thread. `crates/arena` gives these functions a C ABI.
#![cfg_attr(not(test), no_std)]
extern crate alloc;
