//! The four-lane vector that the multi-buffer hashes are written in, one implementation a target.
//!
//! Both implementations have the same methods and the same results; only `wasm32.rs` may name an intrinsic.
