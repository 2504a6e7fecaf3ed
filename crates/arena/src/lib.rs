//! The module that outrigger's workers run: a C ABI (docs/KERNEL-ABI.md) over `crates/kernel`, on one shared memory.
//!
//! Validates what the host passes and nothing cleverer. Must never panic on input, lock, wait, grow the memory, free
//! what another worker allocated, or keep a static that is initialised lazily: any worker may be killed at any instant.
#![cfg_attr(target_arch = "wasm32", no_std, feature(thread_local, link_llvm_intrinsics), allow(internal_features))]
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]

mod range;
mod status;

#[cfg(target_arch = "wasm32")]
mod answer;
#[cfg(target_arch = "wasm32")]
mod entry;
#[cfg(all(target_arch = "wasm32", feature = "faults"))]
mod faults;
#[cfg(target_arch = "wasm32")]
mod job;
#[cfg(target_arch = "wasm32")]
mod memory;
#[cfg(target_arch = "wasm32")]
mod panic;
#[cfg(target_arch = "wasm32")]
mod prompt;
#[cfg(target_arch = "wasm32")]
mod redact;
#[cfg(target_arch = "wasm32")]
mod rules;
#[cfg(target_arch = "wasm32")]
mod slab;
#[cfg(target_arch = "wasm32")]
mod stream;
#[cfg(target_arch = "wasm32")]
mod text;
