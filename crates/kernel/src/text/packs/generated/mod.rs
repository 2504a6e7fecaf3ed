//! What `crates/packs` built from `rules/`: constants, generated and committed.

pub(crate) mod pii;
pub(crate) mod secrets;
