//! The kernel's algorithms for JavaScript in the same thread, by wasm-bindgen: copies in, copies out, no shared memory.
//!
//! Built twice, for who only hashes shall not load what scans: without features it hashes, with `text` it works on text.
//! Must hold no algorithm.
#[cfg(not(feature = "text"))]
mod hash;
#[cfg(feature = "text")]
mod text;

/// An unwatched computation is never cancelled.
#[cfg(not(feature = "text"))]
fn completed<T, E>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|_| unreachable!("nobody cancels an unwatched computation"))
}
