//! A ruleset: the built-in packs and a caller's own rules as one list of rules with one numbering.
//!
//! Immutable once built, so that one set can serve many scans; what a scan writes lives in its [`Cache`].

pub(crate) mod custom;
pub mod syntax;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub use custom::{BadRule, RuleSource};

use crate::text::scan::custom::CustomCache;
use crate::text::scan::sweep::Sweep;
use custom::Custom;

/// The longest rule id, in bytes.
pub const ID_BYTES: usize = 128;

/// Rules ready to scan with.
pub struct Ruleset {
    pub(crate) custom: Custom,
    ids: Vec<String>,
    /// Each rule's place among the ids in alphabetical order.
    ranks: Vec<u32>,
}

/// What scans with one [`Ruleset`] write to; one a thread.
pub struct Cache {
    pub(crate) custom: Option<CustomCache>,
    pub(crate) sweep: Sweep,
}

impl Ruleset {
    /// Compiles `rules`, in the order in which they are numbered.
    ///
    /// # Errors
    /// The first rule whose id is no kebab-case or is taken, whose pattern doesn't parse, or that compiles to too much.
    pub fn build(rules: &[RuleSource]) -> Result<Self, BadRule> {
        let mut ids: Vec<String> = Vec::new();
        if rules.len() > custom::RULES {
            let rule = rules[custom::RULES].id.to_string();
            return Err(BadRule { rule, message: format!("a ruleset has at most {} rules", custom::RULES) });
        }
        for source in rules {
            let bad = |message: &str| BadRule { rule: source.id.to_string(), message: message.to_string() };
            if !is_kebab_case(source.id) {
                return Err(bad("a rule id is kebab-case: lower-case letters, digits and single hyphens"));
            }
            ids.push(source.id.to_string());
        }
        let mut order: Vec<usize> = (0..ids.len()).collect();
        order.sort_by(|&a, &b| ids[a].cmp(&ids[b]));
        if let Some(pair) = order.windows(2).find(|pair| ids[pair[0]] == ids[pair[1]]) {
            return Err(BadRule { rule: ids[pair[0]].clone(), message: "the id is used twice".to_string() });
        }
        let mut ranks = alloc::vec![0; ids.len()];
        order.iter().enumerate().for_each(|(rank, &rule)| ranks[rule] = rank as u32);
        Ok(Self { custom: Custom::compile(rules)?, ids, ranks })
    }

    /// How many rules there are; matches name them by index.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are no rules.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of a rule.
    pub fn id(&self, rule: u32) -> &str {
        &self.ids[rule as usize]
    }

    pub(crate) fn rank(&self, rule: u32) -> u32 {
        self.ranks[rule as usize]
    }

    /// Bytes of the compiled rules, without caches.
    pub fn memory_usage(&self) -> usize {
        self.custom.memory_usage()
    }
}

impl Cache {
    /// Empty caches for `rules`.
    pub fn new(rules: &Ruleset) -> Self {
        Self { custom: CustomCache::new(&rules.custom), sweep: Sweep::default() }
    }

    /// Bytes held now; bounded however much was scanned.
    pub fn memory_usage(&self) -> usize {
        self.custom.as_ref().map_or(0, CustomCache::memory_usage) + self.sweep.memory_usage()
    }
}

fn is_kebab_case(id: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= ID_BYTES && id.split('-').all(part)
}
