//! The entry that prepares a prompt: every step on one text, while it is in the cache, without going back to the host in between.
//!
//! Text must lie in memory that no client maps. Must never panic on input.
use crate::answer::{self, AS_GIVEN};
use crate::job::Job;
use crate::redact::pairs;
use crate::rules::{Compiled, with_rules};
use crate::slab;
use crate::status::{Status, number};
use crate::text::{utf8, with_tokenizer};
use alloc::borrow::Cow;
use alloc::vec::Vec;
use outrigger_kernel::Algorithm;
use outrigger_kernel::stream::Stream;
use outrigger_kernel::text::chunk::{ChunkSize, chunk};
use outrigger_kernel::text::dedupe::signed;
use outrigger_kernel::text::normalize::{Form, normalize};
use outrigger_kernel::text::redact::redact;

extern crate alloc;

/// Matches a text; memory is the bound that is met first.
const MATCHES_MAX: usize = 1_000_000;
const DIGEST_BYTES: usize = 32;

/// Normalises (1 to 4: NFC, NFD, NFKC, NFKD), redacts, counts tokens, cuts to the first chunk of `max_tokens`, digests with SHA-256 and
/// shingles a text, in this order; 0 for `form`, `rules`, `table`, `max_tokens` or `shingles` leaves a step out;
/// 0 for `digest` leaves its place to the host, which may have a faster engine. With `changed` only a text that a step changed is told:
/// the host has the one that it gave.
///
/// The answer's bytes: the text, filled up to a multiple of 8; with `shingles` what `text_shingles` answers; the digest; pairs of
/// u32, a rule and how many replacements it named. Its numbers: the text's bytes ([`AS_GIVEN`] for a text that isn't told, which takes
/// none), the count of pairs, the tokens, the u64s that the shingles take.
#[unsafe(no_mangle)]
pub extern "C" fn prompt_prepare(
    job: u32,
    form: u32,
    rules: u32,
    replacement: u32,
    replacement_length: u32,
    table: u32,
    table_length: u32,
    max_tokens: u32,
    shingles: u32,
    digest: u32,
    changed: u32,
    text: u32,
    length: u32,
) -> i32 {
    let steps = Steps {
        form,
        rules,
        replacement: (replacement, replacement_length),
        table: (table, table_length),
        max_tokens,
        shingles: shingles != 0,
        digest: digest != 0,
        changed: changed != 0,
    };
    number(prepare(job, &steps, text, length))
}

struct Steps {
    form: u32,
    rules: u32,
    replacement: (u32, u32),
    table: (u32, u32),
    max_tokens: u32,
    shingles: bool,
    digest: bool,
    changed: bool,
}

fn prepare(job: u32, steps: &Steps, text: u32, length: u32) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let mut text = Cow::Borrowed(utf8(&bounds, text, length)?);
    if steps.form != 0 {
        let form = Form::from_number(steps.form).ok_or(Status::BadArgument)?;
        if let Some(normal) = normalize(&text, form, &mut job)? {
            text = Cow::Owned(valid(normal)?);
        }
    }
    let mut counts = Vec::new();
    if steps.rules != 0 {
        let replacement = utf8(&bounds, steps.replacement.0, steps.replacement.1)?;
        let redacted = with_rules(steps.rules, |Compiled { rules, cache }| {
            Ok(redact(rules, cache, text.as_bytes(), replacement, MATCHES_MAX, &mut job)?)
        })?;
        counts = redacted.counts;
        if let Cow::Owned(bytes) = redacted.text {
            text = Cow::Owned(valid(bytes)?);
        }
    }
    let tokens = if steps.table.0 == 0 { 0 } else { cut(&mut text, steps, &mut job)? };
    let signed = if steps.shingles { signed(&text, &mut job)? } else { Vec::new() };
    let digest = if steps.digest { sha256(&text, &mut job)? } else { [0; DIGEST_BYTES] };
    let told = if steps.changed && matches!(text, Cow::Borrowed(_)) { None } else { Some(&*text) };
    tell(told, &signed, &digest, &pairs(&counts), tokens)
}

fn sha256(text: &str, job: &mut Job) -> Result<[u8; DIGEST_BYTES], Status> {
    let mut digest = Stream::new(Algorithm::Sha256);
    digest.update(text.as_bytes(), job)?;
    Ok(digest.finish())
}

/// What was made of UTF-8 is UTF-8; a fault of ours is told, not trusted.
fn valid(bytes: Vec<u8>) -> Result<alloc::string::String, Status> {
    alloc::string::String::from_utf8(bytes).map_err(|_| Status::NotText)
}

/// Cuts the text to its first chunk if it is over the limit: the tokens of what is left.
fn cut(text: &mut Cow<str>, steps: &Steps, job: &mut Job) -> Result<u32, Status> {
    with_tokenizer(steps.table.0, steps.table.1, |tokenizer| {
        let count = tokenizer.count(text, job)?;
        if steps.max_tokens == 0 || count <= steps.max_tokens as usize {
            return Ok(count as u32);
        }
        let size = ChunkSize { max_tokens: steps.max_tokens as usize, overlap: 0 };
        let (end, tokens) =
            chunk(tokenizer, text, size, job)?.first().map_or((0, 0), |chunk| (chunk.end, chunk.tokens));
        *text = Cow::Owned(text[..end].into());
        Ok(tokens as u32)
    })
}

fn tell(text: Option<&str>, signed: &[u64], digest: &[u8], pairs: &[u8], tokens: u32) -> Result<(), Status> {
    let bytes = text.map_or(AS_GIVEN, |text| text.len() as u32);
    let text = text.unwrap_or_default();
    let padded = text.len().next_multiple_of(8);
    let mut out = Vec::new();
    out.try_reserve_exact(padded + signed.len() * 8 + digest.len() + pairs.len()).map_err(|_| Status::OutOfMemory)?;
    out.extend_from_slice(text.as_bytes());
    out.resize(padded, 0);
    signed.iter().for_each(|long| out.extend_from_slice(&long.to_le_bytes()));
    out.extend_from_slice(digest);
    out.extend_from_slice(pairs);
    answer::bytes(out, [bytes, (pairs.len() / 8) as u32, tokens, signed.len() as u32]);
    Ok(())
}
