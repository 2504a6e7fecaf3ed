//! Runs of blocks that pass one look. Three looks share the texts: what is fast for one script passes little of another.
use super::Form;
use super::mixed::{Mixed, Seam};
use super::plain::Plain;
use crate::text::utf8;
use core::ops::Range;

/// The looks that a block may pass, each of which goes on where another fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// [`Plain`], with characters of three bytes: the fastest.
    Ideographs = 0,
    /// [`Plain`], with letters of two bytes too.
    Letters = 1,
    /// [`Mixed`].
    Mixed = 2,
}

impl Kind {
    /// What to try where this passes little.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Ideographs => Self::Letters,
            Self::Letters => Self::Mixed,
            Self::Mixed => Self::Ideographs,
        }
    }
}

/// The looks for one form.
pub(super) struct Looks {
    plain: Plain,
    mixed: Mixed,
}

impl Looks {
    pub(super) fn of(form: Form) -> Self {
        Self { plain: Plain::of(form), mixed: Mixed::of(form) }
    }

    /// Where a run of blocks ends that pass a look, and how many of them aren't ASCII.
    #[inline(always)]
    pub(super) fn run(&self, kind: Kind, bytes: &[u8], numbers: Range<usize>) -> (usize, usize) {
        RUNS[kind as usize](self, bytes, numbers)
    }
}

/// Where a run of these blocks ends, and how many of them aren't ASCII.
type Run = fn(&Looks, &[u8], Range<usize>) -> (usize, usize);

/// The loop of each kind. Called by their numbers because V8 otherwise puts them into the caller, where it runs out of registers: a third
/// slower.
static RUNS: [Run; 3] = [plain_run::<false>, plain_run::<true>, mixed_run];

/// Where a run of plain blocks ends, with characters of two bytes or without, and how many of them aren't ASCII.
#[inline(never)]
fn plain_run<const TWO: bool>(looks: &Looks, bytes: &[u8], numbers: Range<usize>) -> (usize, usize) {
    let (mut end, mut found) = (numbers.end, 0);
    utf8::for_blocks(bytes, numbers, |number, block| {
        if utf8::is_ascii(block) {
            return true;
        }
        // A character of four bytes that begins three before the block could still go on in it.
        if block[0] >= 0xf0 || !looks.plain.passes::<TWO>(block) {
            end = number;
            return false;
        }
        found += 1;
        true
    });
    (end, found)
}

/// Where a run of mixed blocks ends, and how many of them aren't ASCII.
#[inline(never)]
fn mixed_run(looks: &Looks, bytes: &[u8], numbers: Range<usize>) -> (usize, usize) {
    let (mut end, mut found, mut seam) = (numbers.end, 0, Seam::UNKNOWN);
    utf8::for_blocks(bytes, numbers, |number, block| {
        if utf8::is_ascii(block) {
            seam.close();
            return true;
        }
        if !looks.mixed.passes(block, &mut seam) {
            end = number;
            return false;
        }
        found += 1;
        true
    });
    // A mark that something not looked at stands behind isn't known to stand alone.
    let open = usize::from(seam.is_open());
    (end - open, found - open)
}
