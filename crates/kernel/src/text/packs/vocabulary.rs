//! Looks for any of a few words in one pass: which words may begin at a position is told by its first two bytes.
//!
//! One search for each word took 500 ns a byte of text that repeats the names of services.

/// Up to 64 lower-case words of two bytes or more, as a constant.
pub(crate) struct Vocabulary<const N: usize> {
    words: [&'static [u8]; N],
    /// A bit for each word, at the low five bits of its first and of its second byte: those of a letter are its place in the
    /// alphabet in either case. Small, so that what a scan needs all the time stays in the first-level cache.
    heads: [[u64; 32]; 2],
}

impl<const N: usize> Vocabulary<N> {
    /// Made when the kernel is compiled; a word that is too short, or in upper case, fails there.
    pub(crate) const fn new(words: [&'static [u8]; N]) -> Self {
        assert!(N <= 64);
        let mut heads = [[0u64; 32]; 2];
        let mut i = 0;
        while i < N {
            assert!(words[i].len() >= 2);
            let mut place = 0;
            while place < 2 {
                let b = words[i][place];
                assert!(!b.is_ascii_uppercase());
                heads[place][b as usize % 32] |= 1 << i;
                place += 1;
            }
            i += 1;
        }
        Self { words, heads }
    }

    /// Whether one of the words is anywhere in `value`, without regard to case.
    pub(crate) fn is_in(&self, value: &[u8]) -> bool {
        value.windows(2).enumerate().any(|(at, two)| {
            let mut left = self.heads[0][two[0] as usize % 32] & self.heads[1][two[1] as usize % 32];
            while left != 0 {
                let word = self.words[left.trailing_zeros() as usize];
                if value.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word)) {
                    return true;
                }
                left &= left - 1;
            }
            false
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::packs::placeholders::contains;
    use proptest::prelude::*;

    const WORDS: [&[u8]; 6] = [b"key", b"kept", b"to", b"to_do", b"<x", b"eye"];

    proptest! {
        #[test]
        fn a_word_is_found_where_a_search_for_each_finds_one(
            value in prop::collection::vec(prop::sample::select(b"kKeEyptTo_dO<xX ".to_vec()), 0..24),
        ) {
            let each = WORDS.iter().any(|word| contains(&value, word));
            prop_assert_eq!(Vocabulary::new(WORDS).is_in(&value), each);
        }
    }
}
