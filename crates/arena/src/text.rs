//! Entries for normalising text, counting tokens and finding duplicates. Results come by the answer record.
//!
//! Text must lie in memory that no client maps: what is validated as UTF-8 is then used as such. Must never panic on input.
use crate::answer;
use crate::job::Job;
use crate::range::Bounds;
use crate::status::{Status, number};
use crate::{memory, slab};
use alloc::vec::Vec;
use core::cell::RefCell;
use outrigger_kernel::text::chunk::{ChunkError, ChunkSize, chunk};
use outrigger_kernel::text::dedupe::{self, DedupeError, SIGNATURE_WORDS, SignedText};
use outrigger_kernel::text::normalize::{Form, NormalizeError, normalize_bytes};
use outrigger_kernel::text::tokens::{Table, Tokenizer, TokensError, build_table, table_size};

extern crate alloc;

/// Tokenizers get better with use, so each worker keeps the one of each table that it met; there are two vocabularies.
const TOKENIZERS: usize = 2;

struct KnownTokenizer {
    address: u32,
    tokenizer: Tokenizer<'static>,
}

#[thread_local]
static KNOWN: RefCell<Vec<KnownTokenizer>> = RefCell::new(Vec::new());

impl From<NormalizeError> for Status {
    fn from(error: NormalizeError) -> Self {
        match error {
            NormalizeError::Cancelled => Self::Cancelled,
            NormalizeError::OutOfMemory => Self::OutOfMemory,
            NormalizeError::NotText => Self::NotText,
        }
    }
}

impl From<TokensError> for Status {
    fn from(error: TokensError) -> Self {
        match error {
            TokensError::Cancelled => Self::Cancelled,
            TokensError::OutOfMemory => Self::OutOfMemory,
            TokensError::Vocabulary => Self::BadArgument,
        }
    }
}

impl From<ChunkError> for Status {
    fn from(error: ChunkError) -> Self {
        match error {
            ChunkError::Cancelled => Self::Cancelled,
            ChunkError::OutOfMemory => Self::OutOfMemory,
            ChunkError::Vocabulary | ChunkError::Size => Self::BadArgument,
            ChunkError::CharacterTooLarge { .. } => Self::TooSmall,
        }
    }
}

impl From<DedupeError> for Status {
    fn from(error: DedupeError) -> Self {
        match error {
            DedupeError::Cancelled => Self::Cancelled,
            DedupeError::OutOfMemory => Self::OutOfMemory,
        }
    }
}

/// A text in memory that no client maps, as valid UTF-8.
pub(crate) fn utf8<'a>(bounds: &Bounds, text: u32, length: u32) -> Result<&'a str, Status> {
    let span = bounds.span(text, length.into())?;
    // SAFETY: validated; the host promises that no client maps it and that nothing writes it during the call.
    // core's own validation took 8 of the 41 ms in which 10 MB of mixed scripts were counted, with vectors it is 1.
    outrigger_kernel::text::utf8::text(unsafe { memory::stable(span) }).ok_or(Status::NotText)
}

/// Copies a text that a client maps to where none does.
#[unsafe(no_mangle)]
pub extern "C" fn text_copy(text: u32, length: u32, out: u32) -> i32 {
    number(copy(text, length, out))
}

fn copy(text: u32, length: u32, out: u32) -> Result<(), Status> {
    let bounds = slab::bounds();
    let (from, to) = (bounds.span(text, length.into())?, bounds.span(out, length.into())?);
    crate::range::apart(from, to)?;
    // SAFETY: both validated and apart; the bytes decide nothing here, and the host gives `out` to nobody else.
    let (from, to) = unsafe { (memory::bytes(from), memory::writable(to)) };
    to.copy_from_slice(from);
    Ok(())
}

/// The normal form of a text (1 to 4: NFC, NFD, NFKC, NFKD): the answer's bytes, with 1 as its first number; or no bytes
/// and 0 when the text is it already.
#[unsafe(no_mangle)]
pub extern "C" fn text_normalize(job: u32, form: u32, text: u32, length: u32) -> i32 {
    number(normalized(job, form, text, length))
}

fn normalized(job: u32, form: u32, text: u32, length: u32) -> Result<(), Status> {
    let form = Form::from_number(form).ok_or(Status::BadArgument)?;
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let span = bounds.span(text, length.into())?;
    // SAFETY: validated; the host promises that no client maps it and that nothing writes it during the call.
    match normalize_bytes(unsafe { memory::stable(span) }, form, &mut job)? {
        Some(normal) => answer::bytes(normal, [1, 0, 0, 0]),
        None => answer::numbers([0; answer::VALUES]),
    }
    Ok(())
}

/// Bytes of the table that `vocabulary_build` makes of a compact vocabulary; 0 when it is none.
#[unsafe(no_mangle)]
pub extern "C" fn vocabulary_size(compact: u32, length: u32) -> u32 {
    // SAFETY: validated; the host's own file, which nothing writes during the call.
    let bytes = slab::bounds().span(compact, length.into()).map(|span| unsafe { memory::stable(span) });
    bytes.ok().and_then(|bytes| table_size(bytes).ok()).unwrap_or(0) as u32
}

/// Expands a compact vocabulary to the flat table at `out` (a multiple of 8), which all workers read from then on.
#[unsafe(no_mangle)]
pub extern "C" fn vocabulary_build(compact: u32, length: u32, out: u32, out_length: u32) -> i32 {
    number(build_vocabulary(compact, length, out, out_length))
}

fn build_vocabulary(compact: u32, length: u32, out: u32, out_length: u32) -> Result<(), Status> {
    let bounds = slab::bounds();
    let compact = bounds.span(compact, length.into())?;
    let out = bounds.aligned_span(out, out_length.into(), 8)?;
    crate::range::apart(compact, out)?;
    // SAFETY: both validated and apart; the host gives nobody else the table before this call has returned.
    let (compact, out) = unsafe { (memory::stable(compact), memory::writable(out)) };
    build_table(compact, out).map(drop).map_err(|_| Status::BadArgument)
}

/// Counts a text's tokens: the answer's first number; with `ids` they are its bytes, a u32 each.
#[unsafe(no_mangle)]
pub extern "C" fn text_tokens(job: u32, table: u32, table_length: u32, text: u32, length: u32, ids: u32) -> i32 {
    number(with_tokenizer(table, table_length, |tokenizer| tokens(tokenizer, job, text, length, ids != 0)))
}

fn tokens(tokenizer: &mut Tokenizer, job: u32, text: u32, length: u32, ids: bool) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let text = utf8(&bounds, text, length)?;
    if !ids {
        let count = tokenizer.count(text, &mut job)?;
        answer::numbers([count as u32, 0, 0, 0]);
        return Ok(());
    }
    let mut list = Vec::new();
    tokenizer.encode(text, &mut list, &mut job)?;
    let count = list.len() as u32;
    answer::words(list, [count, 0, 0, 0]);
    Ok(())
}

/// Runs `work` with this worker's tokenizer for a table.
pub(crate) fn with_tokenizer<R>(
    table: u32,
    length: u32,
    work: impl FnOnce(&mut Tokenizer<'static>) -> Result<R, Status>,
) -> Result<R, Status> {
    let mut known = KNOWN.try_borrow_mut().map_err(|_| Status::BadArgument)?;
    let place = match known.iter().position(|each| each.address == table) {
        Some(place) => place,
        None => {
            let span = slab::bounds().aligned_span(table, length.into(), 8)?;
            // SAFETY: validated; a table is never written or given back once it is built (docs/KERNEL-ABI.md).
            let bytes: &'static [u8] = unsafe { memory::stable(span) };
            let tokenizer = Tokenizer::new(Table::new(bytes).map_err(|_| Status::BadArgument)?)?;
            if known.len() == TOKENIZERS {
                known.remove(0);
            }
            known.push(KnownTokenizer { address: table, tokenizer });
            known.len() - 1
        }
    };
    work(&mut known[place].tokenizer)
}

/// Where to cut a text into chunks of at most `max_tokens`: the answer's u32s are start, end and tokens of each.
#[unsafe(no_mangle)]
pub extern "C" fn text_chunk(
    job: u32,
    table: u32,
    table_length: u32,
    text: u32,
    length: u32,
    max_tokens: u32,
    overlap: u32,
) -> i32 {
    let size = ChunkSize { max_tokens: max_tokens as usize, overlap: overlap as usize };
    number(with_tokenizer(table, table_length, |tokenizer| chunks(tokenizer, job, text, length, size)))
}

fn chunks(tokenizer: &mut Tokenizer, job: u32, text: u32, length: u32, size: ChunkSize) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let found = chunk(tokenizer, utf8(&bounds, text, length)?, size, &mut job)?;
    let mut words = Vec::new();
    words.try_reserve_exact(found.len() * 3).map_err(|_| Status::OutOfMemory)?;
    words.extend(found.iter().flat_map(|chunk| [chunk.start, chunk.end, chunk.tokens].map(|number| number as u32)));
    answer::words(words, [found.len() as u32, 0, 0, 0]);
    Ok(())
}

/// What near duplicates are found by: the answer's bytes are the signature (128 u32), then the shingles (u64 each, in any order).
#[unsafe(no_mangle)]
pub extern "C" fn text_shingles(job: u32, text: u32, length: u32) -> i32 {
    number(shingles(job, text, length))
}

fn shingles(job: u32, text: u32, length: u32) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let signed = dedupe::signed(utf8(&bounds, text, length)?, &mut job)?;
    let count = signed.len() - SIGNATURE_WORDS;
    answer::longs(signed, [count as u32, 0, 0, 0]);
    Ok(())
}

/// Groups of near duplicates: the answer's u32s are, for each text, the smallest index of its group. `table` holds `count`
/// pairs of u32: address (a multiple of 8) and length of what `text_shingles` answered, which this call sorts in place.
#[unsafe(no_mangle)]
pub extern "C" fn dedupe_near(job: u32, table: u32, count: u32, threshold: f64) -> i32 {
    number(near(job, table, count, threshold))
}

fn near(job: u32, table: u32, count: u32, threshold: f64) -> Result<(), Status> {
    if !(threshold > 0.0 && threshold <= 1.0) {
        return Err(Status::BadArgument);
    }
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let entries = bounds.aligned_span(table, u64::from(count) * 8, 4)?;
    // SAFETY: validated and aligned; the host's own memory.
    let entries = unsafe { memory::stable_words(entries) };
    check_apart(entries, &mut job)?;
    let mut texts = Vec::new();
    texts.try_reserve_exact(count as usize).map_err(|_| Status::OutOfMemory)?;
    for entry in entries.chunks_exact(2) {
        let span = bounds.aligned_span(entry[0], entry[1].into(), 8)?;
        // SAFETY: validated, aligned and apart from all others; the host's own memory, which nobody else uses during the call.
        let signed = unsafe { memory::writable_longs(span) };
        texts.push(SignedText::new(signed).ok_or(Status::BadArgument)?);
    }
    let firsts = dedupe::group_near(&mut texts, threshold, &mut job)?;
    answer::words(firsts, [count, 0, 0, 0]);
    Ok(())
}

/// Succeeds when no two of the ranges (pairs of u32: address and length) share a byte.
fn check_apart(entries: &[u32], job: &mut Job) -> Result<(), Status> {
    let mut order = Vec::new();
    order.try_reserve_exact(entries.len() / 2).map_err(|_| Status::OutOfMemory)?;
    order.extend(entries.chunks_exact(2).map(|entry| (entry[0], entry[1])));
    dedupe::sort(&mut order, job)?;
    let apart = order.is_sorted_by(|&(start, length), &(next, _)| u64::from(start) + u64::from(length) <= next.into());
    if apart { Ok(()) } else { Err(Status::BadRange) }
}

/// Groups of equal digests (32 bytes each): the answer's u32s are, for each, the index of the first that equals it.
#[unsafe(no_mangle)]
pub extern "C" fn dedupe_exact(job: u32, digests: u32, count: u32) -> i32 {
    number(exact(job, digests, count))
}

fn exact(job: u32, digests: u32, count: u32) -> Result<(), Status> {
    let bounds = slab::bounds();
    let mut job = Job::at(job, &bounds)?;
    let span = bounds.span(digests, u64::from(count) * 32)?;
    // SAFETY: validated; the host's own memory.
    let (digests, _) = unsafe { memory::stable(span) }.as_chunks::<32>();
    let firsts = dedupe::group_exact(digests, &mut job)?;
    answer::words(firsts, [count, 0, 0, 0]);
    Ok(())
}
