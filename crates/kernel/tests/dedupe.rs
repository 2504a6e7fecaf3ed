//! Duplicates against a naive all-pairs search over sets of strings.
use outrigger_kernel::text::dedupe::{
    DedupeError, ROWS, SIGNATURE_WORDS, SignedText, group_exact, group_near, jaccard, row, sign, signed,
};
use outrigger_kernel::{Cancelled, Unwatched, Watch};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn prepare(texts: &[String]) -> Vec<Vec<u64>> {
    texts.iter().map(|text| signed(text, &mut Unwatched).expect("nobody cancels")).collect()
}

fn group(prepared: &mut [Vec<u64>], threshold: f64, watch: &mut impl Watch) -> Result<Vec<u32>, DedupeError> {
    let mut texts: Vec<_> = prepared.iter_mut().map(|signed| SignedText::new(signed).expect("a signature")).collect();
    group_near(&mut texts, threshold, watch)
}

fn groups(texts: &[String], threshold: f64) -> Vec<u32> {
    group(&mut prepare(texts), threshold, &mut Unwatched).expect("nobody cancels")
}

fn naive_shingles(text: &str) -> BTreeSet<Vec<&str>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0 => BTreeSet::new(),
        1..5 => BTreeSet::from([words]),
        _ => words.windows(5).map(<[&str]>::to_vec).collect(),
    }
}

fn naive_similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (naive_shingles(a), naive_shingles(b));
    let all = a.union(&b).count();
    if all == 0 { 1.0 } else { a.intersection(&b).count() as f64 / all as f64 }
}

/// A seeded stream of numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

fn words(dice: &mut Dice, count: usize) -> Vec<String> {
    (0..count).map(|_| format!("w{}", dice.below(5000))).collect()
}

proptest! {
    #[test]
    fn shingles_have_the_similarity_of_the_naive_sets(
        a in prop::collection::vec("[a-c]{1,2}", 0..30),
        b in prop::collection::vec("[a-c]{1,2}", 0..30),
    ) {
        let (a, b) = (a.join(" "), b.join("\u{3000}\n"));
        let sets = [&a, &b].map(|text| {
            let signed = signed(text, &mut Unwatched).expect("nobody cancels");
            signed[SIGNATURE_WORDS..].iter().copied().collect::<BTreeSet<u64>>().into_iter().collect::<Vec<u64>>()
        });
        let ours = jaccard(&sets[0], &sets[1]);
        prop_assert!((ours - naive_similarity(&a, &b)).abs() < 1e-12);
    }
}

#[test]
fn no_pair_under_the_threshold_is_linked_and_nearly_every_true_pair_is() {
    for threshold in [0.3, 0.5, 0.8, 0.9, 1.0] {
        let mut dice = Dice(7);
        let mut texts = Vec::new();
        let mut expected = 0;
        for _ in 0..300 {
            let original = words(&mut dice, 200);
            let mut edited = original.clone();
            for _ in 0..dice.below(24) {
                let at = dice.below(edited.len());
                edited[at] = format!("edit{}", dice.below(1_000_000));
            }
            texts.push(original.join(" "));
            texts.push(edited.join(" "));
        }
        let firsts = groups(&texts, threshold);
        let mut linked = 0;
        for pair in 0..300 {
            let (a, b) = (pair * 2, pair * 2 + 1);
            let is_near = naive_similarity(&texts[a], &texts[b]) >= threshold;
            expected += usize::from(is_near);
            linked += usize::from(is_near && firsts[a] == firsts[b]);
            assert!(is_near || firsts[a] != firsts[b], "a pair under {threshold} was linked");
            assert!(firsts[a] == a as u32, "strangers were linked at {threshold}");
        }
        assert!(expected > 5, "the table has pairs at {threshold}");
        assert!(linked as f64 >= 0.95 * expected as f64, "{linked} of {expected} at {threshold}");
    }
}

#[test]
fn a_chain_of_near_texts_is_one_group() {
    let mut dice = Dice(11);
    let mut chain = vec![words(&mut dice, 100)];
    for link in 0..20 {
        let mut next = chain[link].clone();
        next[link * 5] = format!("new{link}");
        chain.push(next);
    }
    let texts: Vec<String> = chain.iter().map(|words| words.join(" ")).collect();
    assert!(naive_similarity(&texts[0], &texts[20]) < 0.5);
    assert_eq!(groups(&texts, 0.8), vec![0; 21]);
}

#[test]
fn texts_without_words_are_the_same_and_short_ones_are_compared_whole() {
    let texts: Vec<String> = ["", " \n", "one two", "one  two", "one three", "one two"].map(String::from).to_vec();
    assert_eq!(groups(&texts, 0.8), [0, 0, 2, 2, 4, 2]);
}

#[test]
fn a_hundred_thousand_copies_and_a_crowd_in_one_bucket_take_bounded_comparisons() {
    let copies = vec!["the same few words over and over again".to_string(); 100_000];
    assert_eq!(groups(&copies, 0.8), vec![0; 100_000]);
    // All share most of their text, and none is near another at 0.99.
    let crowd: Vec<String> =
        (0..3000).map(|i| format!("{} {}", "filler ".repeat(50), format!("own{i} ").repeat(40))).collect();
    assert_eq!(groups(&crowd, 0.99), (0..3000).collect::<Vec<u32>>());
}

#[test]
fn exact_groups_name_the_first_of_each() {
    let digest = |byte: u8| [byte; 32];
    let digests = [digest(9), digest(1), digest(9), digest(0), digest(1), digest(9)];
    assert_eq!(group_exact(&digests, &mut Unwatched), Ok(vec![0, 1, 0, 3, 1, 0]));
    assert_eq!(group_exact(&[], &mut Unwatched), Ok(vec![]));
}

#[test]
fn signatures_agree_as_often_as_the_sets_do() {
    let mut dice = Dice(3);
    let (mut agreed, mut similarity) = (0, 0.0);
    for _ in 0..200 {
        let a: BTreeSet<u64> = (0..200).map(|_| dice.below(300) as u64).collect();
        let b: BTreeSet<u64> = (0..200).map(|_| dice.below(300) as u64).collect();
        let hashed =
            |set: &BTreeSet<u64>| -> Vec<u64> { set.iter().map(|x| x.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect() };
        let [x, y] = [&a, &b].map(|set| sign(&hashed(set), &mut Unwatched).unwrap());
        agreed += (0..ROWS).filter(|&at| row(&x, at) == row(&y, at)).count();
        similarity += a.intersection(&b).count() as f64 / a.union(&b).count() as f64;
    }
    let estimate = agreed as f64 / (200 * ROWS) as f64;
    assert!((estimate - similarity / 200.0).abs() < 0.01, "{estimate} for {}", similarity / 200.0);
}

struct Stops(usize);

impl Watch for Stops {
    fn passed(&mut self, _bytes: usize) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn a_cancel_ends_shingling_signing_and_grouping() {
    let text = "some words of a text ".repeat(20_000);
    assert_eq!(signed(&text, &mut Stops(2)), Err(DedupeError::Cancelled));
    let many: Vec<u64> = (0..100_000).collect();
    assert_eq!(sign(&many, &mut Stops(2)), Err(Cancelled));
    let texts: Vec<String> = (0..100).map(|i| format!("text number {i} is not like the others at all")).collect();
    assert_eq!(group(&mut prepare(&texts), 0.8, &mut Stops(5)), Err(DedupeError::Cancelled));
}
