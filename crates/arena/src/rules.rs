//! Entries for scanning by rules. A ruleset is compiled once a worker and known by its handle.
//!
//! Text must lie in memory that no client maps. Must never panic on input; what a caller's pattern costs is bounded by the kernel.
use crate::answer;
use crate::job::Job;
use crate::memory;
use crate::slab;
use crate::status::{Status, number};
use alloc::format;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::ops::Range;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::rules::{Cache, RuleSource, Ruleset};
use outrigger_kernel::text::scan::utf16::to_utf16;
use outrigger_kernel::text::scan::{Match, ScanError, cuts, scan, scan_window, stitch};

extern crate alloc;

/// Rulesets that a worker may hold at once; the host frees those that it no longer wants.
const HANDLES: usize = 64;
/// u32s of a match: rule, start, end.
const MATCH_WORDS: usize = 3;

/// A compiled ruleset and what scans with it write to.
pub(crate) struct Compiled {
    pub(crate) rules: Ruleset,
    pub(crate) cache: Cache,
}

#[thread_local]
static COMPILED: RefCell<Vec<Option<Compiled>>> = RefCell::new(Vec::new());

impl From<ScanError> for Status {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Cancelled => Self::Cancelled,
            ScanError::TooManyMatches => Self::TooMany,
            ScanError::TextTooLong => Self::BadArgument,
        }
    }
}

/// Runs `work` with the ruleset of a handle.
pub(crate) fn with_rules<R>(handle: u32, work: impl FnOnce(&mut Compiled) -> Result<R, Status>) -> Result<R, Status> {
    let mut all = COMPILED.try_borrow_mut().map_err(|_| Status::BadArgument)?;
    let place = (handle as usize).checked_sub(1).ok_or(Status::BadArgument)?;
    work(all.get_mut(place).and_then(Option::as_mut).ok_or(Status::BadArgument)?)
}

/// Compiles a ruleset: its handle, or 0. Then the answer's bytes are the id of the rule at fault, a NUL and what is wrong; none
/// when the specification itself is malformed or there are too many rulesets.
///
/// The specification: u32 packs (1 = secrets, 2 = pii, added), u32 count, then each rule's u32 lengths of id, pattern and
/// flags, then their bytes.
#[unsafe(no_mangle)]
pub extern "C" fn rules_build(specification: u32, length: u32) -> u32 {
    answer::numbers([0; answer::VALUES]);
    build(specification, length).unwrap_or(0)
}

fn build(specification: u32, length: u32) -> Option<u32> {
    let span = slab::bounds().span(specification, length.into()).ok()?;
    // SAFETY: validated; the host's own memory.
    let mut rest = unsafe { memory::stable(span) };
    let packs = take_word(&mut rest)?;
    let count = take_word(&mut rest)?;
    let mut sources = Vec::new();
    for _ in 0..count {
        let lengths = [take_word(&mut rest)?, take_word(&mut rest)?, take_word(&mut rest)?];
        let [id, pattern, flags] = lengths.map(|length| take_text(&mut rest, length as usize));
        sources.push(RuleSource { id: id?, pattern: pattern?, flags: flags? });
    }
    let chosen = [Pack::Secrets, Pack::Pii].into_iter().enumerate().filter(|(bit, _)| packs >> bit & 1 != 0);
    let packs: Vec<Pack> = chosen.map(|(_, pack)| pack).collect();
    let mut all = COMPILED.try_borrow_mut().ok()?;
    let place = all.iter().position(Option::is_none).unwrap_or(all.len());
    if place == HANDLES {
        return None;
    }
    match Ruleset::build(&packs, &sources) {
        Ok(rules) => {
            let cache = Cache::new(&rules);
            if place == all.len() {
                all.push(None);
            }
            all[place] = Some(Compiled { rules, cache });
            Some(place as u32 + 1)
        }
        Err(bad) => {
            answer::bytes(format!("{}\0{}", bad.rule, bad.message).into_bytes(), [0; answer::VALUES]);
            None
        }
    }
}

fn take_word(rest: &mut &[u8]) -> Option<u32> {
    let (word, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*word))
}

fn take_text<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a str> {
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    core::str::from_utf8(text).ok()
}

/// Frees a ruleset. What is no handle is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn rules_free(handle: u32) {
    let Ok(mut all) = COMPILED.try_borrow_mut() else { return };
    if let Some(place) = (handle as usize).checked_sub(1).and_then(|place| all.get_mut(place)) {
        *place = None;
    }
}

/// The ids of a ruleset's rules in the order of their numbers: the answer's bytes, with a newline between two.
#[unsafe(no_mangle)]
pub extern "C" fn rules_names(handle: u32) -> i32 {
    number(with_rules(handle, |compiled| {
        let mut names = Vec::new();
        for rule in 0..compiled.rules.len() as u32 {
            if rule > 0 {
                names.push(b'\n');
            }
            names.extend_from_slice(compiled.rules.id(rule).as_bytes());
        }
        answer::bytes(names, [compiled.rules.len() as u32, 0, 0, 0]);
        Ok(())
    }))
}

/// Bytes that a ruleset and its caches hold now; 0 for what is no handle.
#[unsafe(no_mangle)]
pub extern "C" fn rules_memory(handle: u32) -> u32 {
    let held = with_rules(handle, |compiled| Ok(compiled.rules.memory_usage() + compiled.cache.memory_usage()));
    held.unwrap_or(0) as u32
}

/// Where to cut a long text into windows of about `target` bytes: the answer's u32s are the windows' ends.
#[unsafe(no_mangle)]
pub extern "C" fn text_cuts(job: u32, rules: u32, text: u32, length: u32, target: u32) -> i32 {
    number(with_text(job, rules, (text, length), |compiled, text, job| {
        let ends = cuts(&compiled.rules, text, target as usize, job)?;
        let ends: Vec<u32> = ends.into_iter().map(|end| end as u32).collect();
        let count = ends.len() as u32;
        answer::words(ends, [count, 0, 0, 0]);
        Ok(())
    }))
}

/// The matches that start in a window of a text, at most `limit`: the answer's u32s are rule, start and end of each. Offsets
/// are bytes, or UTF-16 units when `utf16` is not 0, which is for windows that are the whole text.
#[unsafe(no_mangle)]
pub extern "C" fn text_scan(
    job: u32,
    rules: u32,
    text: u32,
    length: u32,
    start: u32,
    end: u32,
    limit: u32,
    utf16: u32,
) -> i32 {
    number(with_text(job, rules, (text, length), |compiled, text, job| {
        let (start, end) = (start as usize, end as usize);
        if start > end || end > text.len() {
            return Err(Status::BadArgument);
        }
        let whole = start == 0 && end == text.len();
        let Compiled { rules, cache } = compiled;
        let found = if whole {
            scan(rules, cache, text, limit as usize, job)?
        } else {
            scan_window(rules, cache, text, start..end, limit as usize, job)?
        };
        tell(text, found, utf16 != 0 && whole)
    }))
}

/// Joins what `text_scan` answered for windows that follow one another: `windows` holds `count` triples of u32: the window's
/// end, and address (a multiple of 4) and length of its answer. The answer is as that of `text_scan` for the whole text.
#[unsafe(no_mangle)]
pub extern "C" fn text_stitch(
    job: u32,
    rules: u32,
    text: u32,
    length: u32,
    windows: u32,
    count: u32,
    limit: u32,
    utf16: u32,
) -> i32 {
    number(with_text(job, rules, (text, length), |compiled, text, job| {
        let windows = read_windows(windows, count, text.len())?;
        let Compiled { rules, cache } = compiled;
        let found = stitch(rules, cache, text, windows, limit as usize, job)?;
        tell(text, found, utf16 != 0)
    }))
}

fn read_windows(windows: u32, count: u32, length: usize) -> Result<Vec<(Range<usize>, Vec<Match>)>, Status> {
    let bounds = slab::bounds();
    let span = bounds.aligned_span(windows, u64::from(count) * 12, 4)?;
    // SAFETY: validated and aligned; the host's own memory.
    let triples = unsafe { memory::stable_words(span) };
    let mut start = 0;
    let mut all = Vec::with_capacity(count as usize);
    for triple in triples.chunks_exact(3) {
        let end = triple[0] as usize;
        if end < start || end > length {
            return Err(Status::BadArgument);
        }
        all.push((start..end, read_matches(triple[1], triple[2])?));
        start = end;
    }
    Ok(all)
}

pub(crate) fn read_matches(address: u32, bytes: u32) -> Result<Vec<Match>, Status> {
    let span = slab::bounds().aligned_span(address, bytes.into(), 4)?;
    // SAFETY: validated and aligned; the host's own memory.
    let words = unsafe { memory::stable_words(span) };
    let read = |words: &[u32]| Match { rule: words[0], start: words[1], end: words[2] };
    Ok(words.chunks_exact(MATCH_WORDS).map(read).collect())
}

/// Answers with matches. UTF-16 offsets are there only in UTF-8: what other bytes count, every decoder says for itself. What stands
/// behind the last match counts for nothing, and takes as long to check as a tenth of a scan.
fn tell(text: &[u8], mut found: Vec<Match>, utf16: bool) -> Result<(), Status> {
    if utf16 {
        let end = found.iter().map(|m| m.end as usize).max().unwrap_or(0);
        // a match may end within a character
        let rest = text[end..].iter().take(3).take_while(|&&b| b & 0xc0 == 0x80).count();
        if !outrigger_kernel::text::utf8::is_valid(&text[..end + rest]) {
            return Err(Status::NotText);
        }
        to_utf16(text, &mut found);
    }
    let count = found.len() as u32;
    let words: Vec<u32> = found.iter().flat_map(|found| [found.rule, found.start, found.end]).collect();
    answer::words(words, [count, 0, 0, 0]);
    Ok(())
}

pub(crate) fn with_text(
    job: u32,
    rules: u32,
    (text, length): (u32, u32),
    work: impl FnOnce(&mut Compiled, &[u8], &mut Job) -> Result<(), Status>,
) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let span = bounds.span(text, length.into())?;
    // SAFETY: validated; the host promises that no client maps it and that nothing writes it during the call.
    let text = unsafe { memory::stable(span) };
    with_rules(rules, |compiled| work(compiled, text, &mut job))
}
