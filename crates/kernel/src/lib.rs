//! The algorithms of outrigger: hashing and text work in plain Rust (`no_std` + `alloc`).
//!
//! Nothing here knows about arenas, workers or JavaScript; nothing here may use `std`, a lock, a lazily
//! initialised static or a thread. `crates/arena` gives these functions a C ABI.
#![cfg_attr(not(test), no_std)]
extern crate alloc;

pub mod algorithm;
mod arch;
pub mod blake3;
pub mod messages;
pub mod records;
pub mod sha256;
pub mod stream;
pub mod text;
pub mod watch;

pub use algorithm::{Algorithm, DIGEST_BYTES, Digest};
pub use watch::{Cancelled, Unwatched, Watch};
