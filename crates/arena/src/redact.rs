//! Entries for redacting by rules: a text as a whole, or the first round of it where many workers have scanned the text.

extern crate alloc;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use outrigger_kernel::text::redact::{Redacted, redact, replace};
use outrigger_kernel::text::scan::Match;

use crate::answer;
use crate::job::Job;
use crate::rules::{Compiled, read_matches, with_text};
use crate::slab;
use crate::status::{Status, number};

/// A text without what a ruleset finds in it: the answer's bytes are the text, filled up to a multiple of 4, and then pairs of
/// u32: a rule and how many replacements it named. Its numbers are the text's bytes and the count of pairs. With `changed` a text
/// in which nothing is found isn't told, and [`answer::AS_GIVEN`] stands for its bytes: the host has the one that it gave.
#[unsafe(no_mangle)]
pub extern "C" fn text_redact(
    job: u32,
    rules: u32,
    text: u32,
    length: u32,
    replacement: u32,
    replacement_length: u32,
    limit: u32,
    changed: u32,
) -> i32 {
    let by = (replacement, replacement_length);
    answer_with(job, rules, (text, length), by, changed != 0, |Compiled { rules, cache }, text, replacement, job| {
        Ok(redact(rules, cache, text, replacement, limit as usize, job)?)
    })
}

/// The first round of `text_redact`: what `text_scan` or `text_stitch` found in the whole text, `bytes` of it, is replaced. The answer
/// is as there; if a scan of it finds nothing it is the same.
#[unsafe(no_mangle)]
pub extern "C" fn text_replace(
    job: u32,
    rules: u32,
    text: u32,
    length: u32,
    found: u32,
    bytes: u32,
    replacement: u32,
    replacement_length: u32,
    changed: u32,
) -> i32 {
    let by = (replacement, replacement_length);
    answer_with(job, rules, (text, length), by, changed != 0, |Compiled { rules, .. }, text, replacement, _| {
        let found = read_matches(found, bytes)?;
        let ordered = found.windows(2).all(|pair| pair[0].start <= pair[1].start);
        let within = |m: &Match| m.start < m.end && m.end as usize <= text.len() && (m.rule as usize) < rules.len();
        if !ordered || !found.iter().all(within) {
            return Err(Status::BadArgument);
        }
        Ok(replace(rules, text, found, replacement))
    })
}

/// Answers with what `work` makes of a text that is UTF-8.
fn answer_with(
    job: u32,
    rules: u32,
    text: (u32, u32),
    (replacement, replacement_length): (u32, u32),
    changed: bool,
    work: impl for<'t> FnOnce(&mut Compiled, &'t [u8], &str, &mut Job) -> Result<Redacted<'t>, Status>,
) -> i32 {
    number(with_text(job, rules, text, |compiled, text, job| {
        if !outrigger_kernel::text::utf8::is_valid(text) {
            return Err(Status::NotText);
        }
        let replacement = crate::text::utf8(&slab::bounds(), replacement, replacement_length)?;
        tell_redacted(work(compiled, text, replacement, job)?, changed);
        Ok(())
    }))
}

/// Answers with a redacted text and its counts as one run of bytes; when only a `changed` one is wanted, with a number for others.
fn tell_redacted(Redacted { text, counts }: Redacted, changed: bool) {
    if changed && matches!(text, Cow::Borrowed(_)) {
        answer::numbers([answer::AS_GIVEN, 0, 0, 0]);
        return;
    }
    let mut bytes = text.into_owned();
    let length = bytes.len() as u32;
    let padded = bytes.len().next_multiple_of(4);
    bytes.reserve_exact(padded - bytes.len() + counts.len() * 8);
    bytes.resize(padded, 0);
    bytes.extend_from_slice(&pairs(&counts));
    answer::bytes(bytes, [length, counts.len() as u32, 0, 0]);
}

/// Rules, and how many replacements each named, as pairs of u32.
pub(crate) fn pairs(counts: &[(u32, u64)]) -> Vec<u8> {
    counts.iter().flat_map(|(rule, count)| [*rule, *count as u32]).flat_map(u32::to_le_bytes).collect()
}
