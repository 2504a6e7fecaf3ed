//! Work on text: units, errors and their wording are those of `client/local/text.ts`. A text comes as its UTF-8.
//!
//! Errors are strings that begin with what went wrong: `text` (it is no UTF-8), `many` (matches), `memory`, or `rule`.
use outrigger_kernel::Unwatched;
use outrigger_kernel::text::dedupe::{self, DedupeError, SignedText};
use outrigger_kernel::text::normalize::{Form, NormalizeError};
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::redact::redact;
use outrigger_kernel::text::rules::{Cache, RuleSource, Ruleset};
use outrigger_kernel::text::scan::utf16::to_utf16;
use outrigger_kernel::text::scan::{ScanError, scan};
use outrigger_kernel::{Algorithm, Digest, stream::Stream};
use wasm_bindgen::prelude::wasm_bindgen;

fn utf8(text: &[u8]) -> Result<&str, String> {
    core::str::from_utf8(text).map_err(|_| "text".into())
}

fn scan_problem(error: ScanError) -> String {
    match error {
        ScanError::TooManyMatches => "many".into(),
        ScanError::TextTooLong | ScanError::Cancelled => "memory".into(),
    }
}

fn dedupe_problem(_: DedupeError) -> String {
    "memory".into()
}

/// The normal form of a text (1 to 4: NFC, NFD, NFKC, NFKD), or nothing where it is normal already.
///
/// # Errors
/// `text`, `memory`.
#[wasm_bindgen]
pub fn normalize(form: u32, text: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let form = Form::from_number(form).ok_or("form")?;
    let normal = outrigger_kernel::text::normalize::normalize_bytes(text, form, &mut Unwatched);
    normal.map_err(|error| if error == NormalizeError::NotText { "text" } else { "memory" }.into())
}

/// A compiled ruleset.
#[wasm_bindgen]
pub struct Rules {
    rules: Ruleset,
    cache: Cache,
}

#[wasm_bindgen]
impl Rules {
    /// `packs`: 1 is secrets, 2 is pii, added. The rules' fields are lists of one length.
    ///
    /// # Errors
    /// `rule`, then the id of the rule at fault and what is wrong with it, with NULs between.
    #[wasm_bindgen(constructor)]
    pub fn new(packs: u32, ids: Vec<String>, patterns: Vec<String>, flags: Vec<String>) -> Result<Rules, String> {
        let chosen = [Pack::Secrets, Pack::Pii].into_iter().enumerate().filter(|(bit, _)| packs >> bit & 1 != 0);
        let packs: Vec<Pack> = chosen.map(|(_, pack)| pack).collect();
        let fields = ids.iter().zip(&patterns).zip(&flags);
        let sources: Vec<_> = fields.map(|((id, pattern), flags)| RuleSource { id, pattern, flags }).collect();
        match Ruleset::build(&packs, &sources) {
            Ok(rules) => {
                let cache = Cache::new(&rules);
                Ok(Self { rules, cache })
            }
            Err(bad) => Err(format!("rule\0{}\0{}", bad.rule, bad.message)),
        }
    }

    /// The ids in the order of the rules' numbers.
    pub fn names(&self) -> Vec<String> {
        (0..self.rules.len() as u32).map(|rule| self.rules.id(rule).into()).collect()
    }

    /// Rule, start and end of each match, in bytes or UTF-16 units.
    ///
    /// # Errors
    /// `many` beyond `limit` matches, `memory`.
    pub fn scan(&mut self, text: &[u8], utf16: bool, limit: u32) -> Result<Vec<u32>, String> {
        let found = scan(&self.rules, &mut self.cache, text, limit as usize, &mut Unwatched);
        let mut found = found.map_err(scan_problem)?;
        if utf16 {
            to_utf16(text, &mut found);
        }
        Ok(found.iter().flat_map(|found| [found.rule, found.start, found.end]).collect())
    }

    /// The text without what the rules find in it.
    ///
    /// # Errors
    /// `text`, `many` beyond `limit` matches, `memory`.
    pub fn redact(&mut self, text: &[u8], replacement: &str, limit: u32) -> Result<Redaction, String> {
        utf8(text)?;
        let redacted = redact(&self.rules, &mut self.cache, text, replacement, limit as usize, &mut Unwatched);
        let redacted = redacted.map_err(scan_problem)?;
        let counts = redacted.counts.iter().flat_map(|(rule, count)| [*rule, *count as u32]).collect();
        Ok(Redaction { text: redacted.text.into_owned(), counts })
    }
}

/// A redacted text. The caller frees it.
#[wasm_bindgen]
pub struct Redaction {
    text: Vec<u8>,
    counts: Vec<u32>,
}

#[wasm_bindgen]
impl Redaction {
    /// Its UTF-8.
    pub fn text(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.text)
    }

    /// Each rule that named a replacement, and how many it named.
    pub fn counts(&mut self) -> Vec<u32> {
        core::mem::take(&mut self.counts)
    }
}

/// Texts to be compared by their bytes. The caller frees them.
#[wasm_bindgen]
#[derive(Default)]
pub struct ExactTexts {
    digests: Vec<Digest>,
}

#[wasm_bindgen]
impl ExactTexts {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next text.
    ///
    /// # Errors
    /// None: like that of [`AlikeTexts`].
    pub fn add(&mut self, text: &[u8]) -> Result<(), String> {
        let mut stream = Stream::new(Algorithm::Sha256);
        stream.update(text, &mut Unwatched).map_err(|_| "memory")?;
        self.digests.push(stream.finish());
        Ok(())
    }

    /// For each text the index of the first that is the same.
    ///
    /// # Errors
    /// `memory`.
    pub fn firsts(&self) -> Result<Vec<u32>, String> {
        dedupe::group_exact(&self.digests, &mut Unwatched).map_err(dedupe_problem)
    }
}

/// Texts to be compared by their word 5-shingles. The caller frees them.
#[wasm_bindgen]
pub struct AlikeTexts {
    threshold: f64,
    signed: Vec<Vec<u64>>,
}

#[wasm_bindgen]
impl AlikeTexts {
    /// None yet. `threshold`: the Jaccard similarity from which two are alike, above 0 and up to 1.
    #[wasm_bindgen(constructor)]
    pub fn new(threshold: f64) -> Self {
        Self { threshold, signed: Vec::new() }
    }

    /// Adds the next text.
    ///
    /// # Errors
    /// `text`, `memory`.
    pub fn add(&mut self, text: &[u8]) -> Result<(), String> {
        self.signed.push(dedupe::signed(utf8(text)?, &mut Unwatched).map_err(dedupe_problem)?);
        Ok(())
    }

    /// For each text the smallest index of its group.
    ///
    /// # Errors
    /// `memory`.
    pub fn firsts(&mut self) -> Result<Vec<u32>, String> {
        let mut texts: Vec<_> = self.signed.iter_mut().filter_map(|signed| SignedText::new(signed)).collect();
        dedupe::group_near(&mut texts, self.threshold, &mut Unwatched).map_err(dedupe_problem)
    }
}
