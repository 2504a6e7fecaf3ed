//! The built-in rule packs: `secrets` and `pii`. Their rules are data under `rules/`, built ahead of time by `crates/packs`.
//!
//! Every match of a pack depends only on a bounded stretch of text around it, so a window needs no more than that stretch, and
//! time is linear with a constant that the bounds give.

mod about;
mod assign;
mod checks;
mod commands;
mod connection;
mod credentials;
mod dfa;
mod entropy;
mod finders;
#[rustfmt::skip]
mod generated;
mod judge;
mod literals;
mod looks;
mod memory;
mod noise;
mod option;
mod pairs;
mod pii;
mod placeholders;
mod runs;
pub mod scan;
mod stores;
mod tables;
mod tried;
mod unquoted;
mod vocabulary;

use tables::PackTables;
pub use tables::{PackRule, Severity};

/// One of the built-in packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pack {
    /// Keys, tokens, passwords.
    Secrets,
    /// Personal data.
    Pii,
}

impl Pack {
    /// The pack of that name in a ruleset.
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "secrets" => Some(Self::Secrets),
            "pii" => Some(Self::Pii),
            _ => None,
        }
    }

    /// Its rules; a rule's index here is its number within the pack.
    pub fn rules(self) -> &'static [PackRule] {
        self.tables().rules
    }

    pub(crate) fn tables(self) -> &'static PackTables {
        match self {
            Self::Secrets => &generated::secrets::PACK,
            Self::Pii => &generated::pii::PACK,
        }
    }
}

#[cfg(test)]
mod hostile_test;
