//! The first look of the sieve: sixteen positions at a time, of which it passes on those whose three bytes could be a slice of
//! any bucket.
//!
//! Buckets are put into eight groups, a bit of a byte each, and a group's bytes at a place are told by their halves: a table of
//! sixteen for the lower, one for the upper. So it may pass on too much (`[A-Z]` as `[@-_]`) and never too little; `sieve.rs` looks
//! again. Of 10 MB of mixed-script chat and code 26 common rules have it pass on 82 thousand positions, of which 18 thousand
//! stay, and all of the scan takes 5.9 ms in Wasm where one look at every byte took 11.9.

use alloc::vec::Vec;

use crate::arch::Bytes16;
use crate::text::rules::byte_set::{ByteSet, Chances};
use crate::text::rules::window::SLICE;

/// Bits of a byte.
const GROUPS: usize = 8;

/// The halves of the bytes that a place may hold, a bit each.
#[derive(Clone, Copy, Default)]
struct Halves {
    low: u16,
    high: u16,
}

/// A group's bytes at the three places.
type Group = [Halves; SLICE];

/// For each place the groups that may have a byte there, a bit each: by the byte's lower half, and by its upper.
pub(super) struct Slices {
    low: [Bytes16; SLICE],
    high: [Bytes16; SLICE],
    nibble: Bytes16,
}

impl Slices {
    /// For the buckets' masks, as the sieve has them: for each byte and place the buckets that may have it.
    pub(super) fn new<const LANES: usize>(masks: &[[u32; LANES]], buckets: usize) -> Self {
        let mut groups: Vec<Group> = (0..buckets).map(|bucket| group_of(masks, bucket)).collect();
        merge(&mut groups);
        let (mut low, mut high) = ([[0; 16]; SLICE], [[0; 16]; SLICE]);
        for (bit, group) in groups.iter().enumerate() {
            for (place, halves) in group.iter().enumerate() {
                for half in 0..16 {
                    low[place][half] |= ((halves.low >> half & 1) as u8) << bit;
                    high[place][half] |= ((halves.high >> half & 1) as u8) << bit;
                }
            }
        }
        Self {
            low: low.each_ref().map(Bytes16::kept),
            high: high.each_ref().map(Bytes16::kept),
            nibble: Bytes16::kept(&[15; 16]),
        }
    }

    /// The groups whose slice may stand at each of sixteen positions, of which the first is that of the first byte.
    #[inline(always)]
    pub(super) fn at(&self, bytes: &[u8; 16 + SLICE - 1]) -> Bytes16 {
        let groups = |place: usize| {
            let bytes = Bytes16::load(bytes[place..place + 16].as_array().expect("sixteen"));
            let [low, high] = bytes.halves(self.nibble);
            self.low[place].lookup(low) & self.high[place].lookup(high)
        };
        groups(0) & groups(1) & groups(2)
    }
}

fn group_of<const LANES: usize>(masks: &[[u32; LANES]], bucket: usize) -> Group {
    let mut group = Group::default();
    for (byte, mask) in masks.iter().enumerate() {
        for (halves, bits) in group.iter_mut().zip(mask) {
            if bits >> bucket & 1 != 0 {
                halves.low |= 1 << (byte & 15);
                halves.high |= 1 << (byte >> 4);
            }
        }
    }
    group
}

/// Unites groups, each time the two that let the fewest positions more through together than alone, until there are few enough.
fn merge(groups: &mut Vec<Group>) {
    let mut shares: Vec<f32> = groups.iter().map(share).collect();
    // What uniting a group with each before it would cost.
    let mut costs: Vec<Vec<f32>> =
        (0..groups.len()).map(|b| (0..b).map(|a| cost(groups, &shares, a, b)).collect()).collect();
    while groups.len() > GROUPS {
        let pairs =
            costs.iter().enumerate().flat_map(|(b, row)| row.iter().enumerate().map(move |(a, cost)| (cost, a, b)));
        let Some((_, a, b)) = pairs.min_by(|x, y| x.0.total_cmp(y.0)) else { return };
        groups[a] = united(&groups[a], &groups[b]);
        shares[a] = share(&groups[a]);
        groups.remove(b);
        shares.remove(b);
        costs.remove(b);
        for row in costs.iter_mut().skip(b) {
            row.remove(b);
        }
        costs[a] = (0..a).map(|other| cost(groups, &shares, other, a)).collect();
        for (other, row) in costs.iter_mut().enumerate().skip(a + 1) {
            row[a] = cost(groups, &shares, a, other);
        }
    }
}

fn cost(groups: &[Group], shares: &[f32], a: usize, b: usize) -> f32 {
    share(&united(&groups[a], &groups[b])) - shares[a] - shares[b]
}

fn united(a: &Group, b: &Group) -> Group {
    core::array::from_fn(|place| Halves { low: a[place].low | b[place].low, high: a[place].high | b[place].high })
}

/// About how many of the positions of common text a group lets through.
fn share(group: &Group) -> f32 {
    let sets = group.map(|halves| ByteSet::of_halves(halves.low, halves.high));
    Chances::of(&sets).of_run(0..SLICE)
}
