//! Work on text: scanning and redacting by rules, and what else `text/*` methods compute.
//!
//! Every function takes bytes and explicit caches; nothing here may hold state between two calls on its own.

mod bytes16;
pub mod chunk;
pub mod dedupe;
pub mod normalize;
pub mod packs;
pub mod redact;
pub mod rules;
pub mod scan;
pub mod tokens;
pub mod utf8;
