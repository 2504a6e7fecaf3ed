//! Ways to fail on request, for tests of the host alone: the feature `faults` is never on in the shipped module.
//!
//! A record of 64 bytes that begins with one of these words makes `hash_records` fail in that way.
