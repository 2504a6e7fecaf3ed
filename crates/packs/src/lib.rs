//! The rule packs as data: reads `rules/`, expands examples, builds automata and literal tables.
//!
//! A build-time tool: nothing here is part of the kernel, and nothing in the kernel reads TOML.

pub mod automaton;
pub mod example;
pub mod literal;
pub mod rule;
pub mod write;
