//! A ruleset: the built-in packs and a caller's own rules as one list of rules with one numbering.
//!
//! Immutable once built, so that one set can serve many scans; what a scan writes lives in its [`Cache`].

pub(crate) mod byte_set;
pub(crate) mod custom;
mod depths;
pub mod syntax;
pub(crate) mod window;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub use custom::{BadRule, RuleSource};

use crate::text::packs::scan::PackCache;
use crate::text::packs::{Pack, PackRule};
use crate::text::scan::custom::CustomCache;
use crate::text::scan::sweep::Sweep;
use custom::Custom;

/// The longest rule id, in bytes.
pub const ID_BYTES: usize = 128;

/// Rules ready to scan with.
pub struct Ruleset {
    pub(crate) custom: Custom,
    /// The packs, each with the number of its first rule. Custom rules come after them.
    pub(crate) packs: Vec<(Pack, usize)>,
    ids: Vec<String>,
    /// Each rule's place among the ids in alphabetical order.
    ranks: Vec<u32>,
}

/// What scans with one [`Ruleset`] write to; one a thread.
pub struct Cache {
    pub(crate) custom: Option<CustomCache>,
    pub(crate) sweep: Sweep,
    pub(crate) packs: PackCache,
}

impl Ruleset {
    /// The packs' rules and then `rules`, in the order in which they are numbered. A pack given twice counts once.
    ///
    /// # Errors
    /// The first rule whose id is no kebab-case or is taken, whose pattern doesn't parse, or that compiles to too much.
    pub fn build(packs: &[Pack], rules: &[RuleSource]) -> Result<Self, BadRule> {
        let mut ids: Vec<String> = Vec::new();
        let mut numbered: Vec<(Pack, usize)> = Vec::new();
        for &pack in packs {
            if !numbered.iter().any(|(p, _)| *p == pack) {
                numbered.push((pack, ids.len()));
                ids.extend(pack.rules().iter().map(|r| r.id.to_string()));
            }
        }
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
        let ranks = rank(&ids)?;
        Ok(Self { custom: Custom::compile(rules)?, packs: numbered, ids, ranks })
    }

    /// What is known of a rule if it is a pack's.
    pub fn pack_rule(&self, rule: u32) -> Option<&'static PackRule> {
        self.pack_of(rule).map(|(pack, first)| &pack.rules()[rule as usize - first])
    }

    /// The pack of a rule and the number of the pack's first rule.
    pub(crate) fn pack_of(&self, rule: u32) -> Option<(Pack, usize)> {
        let home = |(pack, first): &&(Pack, usize)| (*first..first + pack.rules().len()).contains(&(rule as usize));
        self.packs.iter().find(home).copied()
    }

    /// The number of the first custom rule.
    pub(crate) fn first_custom(&self) -> usize {
        self.len() - self.custom.len()
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
        Self { custom: CustomCache::new(&rules.custom), sweep: Sweep::default(), packs: PackCache::default() }
    }

    /// Bytes held now; bounded however much was scanned.
    pub fn memory_usage(&self) -> usize {
        self.custom.as_ref().map_or(0, CustomCache::memory_usage)
            + self.sweep.memory_usage()
            + self.packs.memory_usage()
    }
}

/// Each id's place in alphabetical order.
fn rank(ids: &[String]) -> Result<Vec<u32>, BadRule> {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by(|&a, &b| ids[a].cmp(&ids[b]));
    if let Some(pair) = order.windows(2).find(|pair| ids[pair[0]] == ids[pair[1]]) {
        return Err(BadRule { rule: ids[pair[0]].clone(), message: "the id is used twice".to_string() });
    }
    let mut ranks = alloc::vec![0; ids.len()];
    order.iter().enumerate().for_each(|(rank, &rule)| ranks[rule] = rank as u32);
    Ok(ranks)
}

fn is_kebab_case(id: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= ID_BYTES && id.split('-').all(part)
}
