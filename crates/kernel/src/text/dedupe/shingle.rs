//! A text's word 5-shingles, each a 64-bit hash. A text of fewer than five words is one shingle, and one without words none.
//!
//! Must depend on nothing but the text: signatures of different workers are compared.
use super::DedupeError;
use super::words::hash_words;
use crate::watch::Watch;
use alloc::vec::Vec;

/// Words a shingle.
const WORDS: usize = 5;
/// Shingles between two polls: 0.05 ms.
const SHINGLES_PER_POLL: usize = 16 * 1024;

/// Appends `text`'s shingles to `out`: in their order, and each as often as it occurs.
///
/// # Errors
/// [`DedupeError::Cancelled`] when the watch says so, [`DedupeError::OutOfMemory`].
pub(super) fn shingle(text: &str, out: &mut Vec<u64>, watch: &mut impl Watch) -> Result<(), DedupeError> {
    let first = out.len();
    hash_words(text, out, watch)?;
    let words = &mut out[first..];
    if (1..WORDS).contains(&words.len()) {
        words[0] = mix(words);
        out.truncate(first + 1);
        return Ok(());
    }
    let count = words.len().saturating_sub(WORDS - 1);
    // a shingle takes the place of its first word, which no later one has
    for from in (0..count).step_by(SHINGLES_PER_POLL) {
        for at in from..count.min(from + SHINGLES_PER_POLL) {
            words[at] = mix(&words[at..at + WORDS]);
        }
        watch.passed(0)?;
    }
    out.truncate(first + count);
    Ok(())
}

/// Words' hashes as one, by their order: they are well mixed already.
#[inline(always)]
fn mix(words: &[u64]) -> u64 {
    words.iter().zip(0u32..).fold(0, |sum, (word, place)| sum.wrapping_add(word.rotate_left(13 * place)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;
    use proptest::prelude::*;

    fn shingles(text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        shingle(text, &mut out, &mut Unwatched).expect("nobody cancels");
        out
    }

    proptest! {
        #[test]
        fn shingles_are_five_words_wide_and_tell_them_by_their_order(words in prop::collection::vec("[a-c]{1,2}", 1..40)) {
            let all = shingles(&words.join(" "));
            prop_assert_eq!(all.len(), words.len().saturating_sub(WORDS - 1).max(1));
            for (i, a) in words.windows(WORDS).enumerate() {
                prop_assert_eq!(&shingles(&a.join("\u{2003}")), &all[i..=i]);
                for (j, b) in words.windows(WORDS).enumerate() {
                    prop_assert_eq!(all[i] == all[j], a == b);
                }
            }
        }

        #[test]
        fn what_was_there_before_stays(text in "([a-c]{1,2} ){0,9}") {
            let mut out = alloc::vec![7, 8];
            shingle(&text, &mut out, &mut Unwatched).expect("nobody cancels");
            prop_assert_eq!(&out[..2], [7, 8]);
            prop_assert_eq!(&out[2..], shingles(&text));
        }
    }
}
