//! What every match of a rule must hold: a short run of bytes, each of a known set, and how far the match may reach from it.
//!
//! Read off the parsed pattern, never off a text. It over-approximates: a run may be found where there is no match, but no match
//! may be without its run. Where no run is rare enough to be worth looking for, there is none.

use alloc::vec::Vec;
use regex_syntax::hir::{Hir, HirKind};

use super::byte_set::{ByteSet, Chances};
use super::depths::{depths, each_form};

/// Bytes of a run before and after the place in the pattern at which it was read off.
const BACK: usize = 4;
const FRONT: usize = 20;
/// Bytes by which a position is chosen at first; the others are compared afterwards.
pub(crate) const SLICE: usize = 3;
/// Branches of a pattern that get windows of their own.
const BRANCHES: usize = 16;
/// Elements of a pattern between which its windows are looked for, and steps that this may take: patterns are of any size.
const ELEMENTS: usize = 24;
const STEPS: usize = 20_000;
/// Parts of a match before and after a window that are told apart.
const STRETCHES: usize = 8;
/// Below this cost a window is not worth taking alternations apart for.
const CHEAP: f32 = 0.0005;
/// A slice that more of the positions of common text would let through than this one in so many is not worth looking for.
const RARE: f32 = 1.0 / 48.0;

/// A part of a match: at most so many bytes, each of a set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// `usize::MAX` where the pattern sets no bound.
    pub(crate) bytes: usize,
    pub(crate) of: ByteSet,
}

/// A run of bytes that each match of a rule holds, or each of one branch of it.
pub(crate) struct Window {
    pub(crate) sets: Vec<ByteSet>,
    /// Index in `sets` of the rarest [`SLICE`]. Fewer sets than that are a slice with what may follow.
    pub(crate) slice: usize,
    /// Index in `sets` of the place from which `before` and `after` are read.
    pub(crate) place: usize,
    /// What follows the place in a match.
    pub(crate) after: Vec<Stretch>,
    /// What stands before it, the nearest first.
    pub(crate) before: Vec<Stretch>,
    /// About how many positions of common text the slice lets through, and what they cost.
    rare: f32,
    cost: f32,
    /// The element of the pattern that follows the place.
    element: usize,
}

/// The windows of a pattern, of which each match holds at least one. Nothing if it is better to look at every byte.
pub(crate) fn windows(pattern: &Hir) -> Option<Vec<Window>> {
    // What has no least length never matches.
    if pattern.properties().minimum_len().is_none() {
        return Some(Vec::new());
    }
    let mut steps = STEPS;
    let mut elements = Vec::new();
    flatten(pattern, &mut elements);
    let one = rarest(&elements, &mut steps)?;
    let all = if one.cost > CHEAP { apart(&elements, one.cost, &mut steps) } else { None };
    let all = all.unwrap_or_else(|| alloc::vec![one]);
    all.iter().all(|window| window.rare < RARE).then_some(all)
}

/// Windows for each branch of an alternation by itself, if they are cheaper together than `cost`.
fn apart(elements: &[Hir], mut cost: f32, steps: &mut usize) -> Option<Vec<Window>> {
    let mut best = None;
    for (at, element) in elements.iter().enumerate().take(ELEMENTS) {
        let HirKind::Alternation(branches) = element.kind() else { continue };
        if branches.len() > BRANCHES {
            continue;
        }
        let mut all = Vec::new();
        for branch in branches.iter().filter(|branch| branch.properties().minimum_len().is_some()) {
            let mut whole = elements[..at].to_vec();
            flatten(branch, &mut whole);
            whole.extend_from_slice(&elements[at + 1..]);
            all.push(rarest(&whole, steps)?);
        }
        let sum = all.iter().map(|window| window.cost).sum();
        if sum < cost {
            (cost, best) = (sum, Some(all));
        }
    }
    best
}

fn bare(mut hir: &Hir) -> &Hir {
    while let HirKind::Capture(capture) = hir.kind() {
        hir = &capture.sub;
    }
    hir
}

fn rarest(elements: &[Hir], steps: &mut usize) -> Option<Window> {
    let mut best: Option<Window> = None;
    for place in 0..elements.len().min(ELEMENTS) {
        let window = Window::at(elements, place, steps)?;
        if best.as_ref().is_none_or(|b| window.cost < b.cost) {
            best = Some(window);
        }
    }
    let mut best = best?;
    let (before, after) = elements.split_at(best.element);
    best.before = stretches(before.iter().rev());
    best.after = stretches(after.iter());
    Some(best)
}

/// The parts of a pattern that follow one another. What is repeated at least once is taken apart once.
fn flatten(hir: &Hir, elements: &mut Vec<Hir>) {
    if elements.len() >= ELEMENTS {
        elements.push(hir.clone());
        return;
    }
    match hir.kind() {
        HirKind::Capture(capture) => flatten(&capture.sub, elements),
        HirKind::Concat(parts) => parts.iter().for_each(|part| flatten(part, elements)),
        HirKind::Repetition(repetition) if repetition.min > 0 && !is_flat(&repetition.sub) => {
            flatten(&repetition.sub, elements);
            let mut rest = repetition.clone();
            (rest.min, rest.max) = (rest.min - 1, rest.max.map(|max| max - 1));
            if rest.max != Some(0) {
                elements.push(Hir::repetition(rest));
            }
        }
        _ => elements.push(hir.clone()),
    }
}

fn is_flat(hir: &Hir) -> bool {
    matches!(bare(hir).kind(), HirKind::Class(_) | HirKind::Literal(_) | HirKind::Look(_) | HirKind::Empty)
}

impl Window {
    /// The window around the place before `elements[place]`. Nothing once `steps` are used up.
    fn at(elements: &[Hir], place: usize, steps: &mut usize) -> Option<Self> {
        let (before, after) = elements.split_at(place);
        let mut sets = depths::<BACK>(before.iter().rev(), true, steps)?;
        sets.reverse();
        let back = sets.len();
        sets.extend(depths::<FRONT>(after.iter(), false, steps)?);
        let chances = Chances::of(&sets);
        let slices = 0..=sets.len().saturating_sub(SLICE);
        let likely = |at: usize| chances.of_run(at..sets.len().min(at + SLICE));
        let slice = slices.min_by(|a, b| likely(*a).total_cmp(&likely(*b)))?;
        let rare = likely(slice);
        // A position that passes costs a few comparisons, one that passes them all a search.
        let cost = rare + 32.0 * chances.of_run(0..sets.len());
        Some(Self { slice, place: back, rare, cost, sets, before: Vec::new(), after: Vec::new(), element: place })
    }
}

/// What elements may match; neighbours that may hold the same bytes are one stretch.
fn stretches<'h>(elements: impl Iterator<Item = &'h Hir>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for element in elements {
        let mut of = ByteSet::default();
        unite(element, &mut of);
        let bytes = element.properties().maximum_len().unwrap_or(usize::MAX);
        let full = all.len() == STRETCHES;
        match all.last_mut() {
            _ if bytes == 0 => {}
            Some(last) if full || last.of == of => {
                last.of.unite(&of);
                last.bytes = last.bytes.saturating_add(bytes);
            }
            _ => all.push(Stretch { bytes, of }),
        }
    }
    all
}

/// All bytes that a match of the element may hold.
fn unite(hir: &Hir, of: &mut ByteSet) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => literal.0.iter().for_each(|&b| of.add(b, b)),
        HirKind::Class(class) => each_form(class, &mut |form| form.iter().for_each(|set| of.unite(set))),
        HirKind::Repetition(repetition) => unite(&repetition.sub, of),
        HirKind::Capture(capture) => unite(&capture.sub, of),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| unite(part, of)),
    }
}
