//! BLAKE3 by the kernel against the reference authors' crate, used the plain way: every length around the ends of
//! blocks, chunks and subtrees, and properties over sizes, counts, mixes and cuts. (The authors' own vectors:
//! test/kernel.)
use outrigger_kernel::messages::hash_messages;
use outrigger_kernel::records::hash_records;
use outrigger_kernel::stream::Stream;
use outrigger_kernel::{Algorithm, Digest, Unwatched};
use proptest::collection::vec;
use proptest::prelude::*;
// crates/local runs these tests inside Wasm as well
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const KIB: usize = 1024;

fn reference(message: &[u8]) -> Digest {
    *blake3::hash(message).as_bytes()
}

fn records(data: &[u8], record_size: usize) -> Vec<Digest> {
    let mut digests = vec![[0xee; 32]; data.len() / record_size];
    hash_records(Algorithm::Blake3, data, record_size, &mut digests, &mut Unwatched).unwrap();
    digests
}

fn messages(messages: &[&[u8]]) -> Vec<Digest> {
    let mut digests = vec![[0xee; 32]; messages.len()];
    hash_messages(Algorithm::Blake3, messages, &mut digests, &mut Unwatched).unwrap();
    digests
}

fn stream(pieces: &[&[u8]]) -> Digest {
    let mut stream = Stream::new(Algorithm::Blake3);
    pieces.iter().for_each(|piece| stream.update(piece, &mut Unwatched).unwrap());
    stream.finish()
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i % 251) as u8).collect()
}

#[test]
fn hashes_every_record_size_of_up_to_a_chunk_in_lanes_and_alone() {
    let data = pattern(5 * 1030);
    for length in 1..=1030 {
        let data = &data[..5 * length];
        let expected: Vec<Digest> = data.chunks(length).map(reference).collect();
        assert_eq!(records(data, length), expected, "records of {length}");
    }
}

#[test]
fn hashes_messages_around_the_ends_of_chunks_and_subtrees() {
    let data = pattern(1025 * KIB);
    for chunks in [1, 2, 3, 4, 63, 64, 65, 127, 128, 129, 192, 256, 320, 511, 512, 1024] {
        for length in [chunks * KIB - 1, chunks * KIB, chunks * KIB + 1] {
            let message = &data[..length];
            assert_eq!(messages(&[message])[0], reference(message), "{length} bytes at once");
            assert_eq!(stream(&[message]), reference(message), "{length} bytes streamed");
        }
    }
}

#[test]
fn hashes_the_empty_message() {
    assert_eq!(messages(&[b""])[0], reference(b""));
    assert_eq!(messages(&[b"", b"a", b"", b""])[0], reference(b""));
    assert_eq!(stream(&[]), reference(b""));
}

proptest! {
    #[test]
    fn records_equal_hashing_each_alone(size in 1usize..1200, count in 0usize..11, seed in vec(any::<u8>(), 1200)) {
        let data: Vec<u8> = seed.iter().cycle().take(size * count).copied().collect();
        let expected: Vec<Digest> = data.chunks(size).map(reference).collect();
        prop_assert_eq!(records(&data, size), expected);
    }

    #[test]
    fn messages_of_any_mix_equal_hashing_each_alone(all in vec(vec(any::<u8>(), 0..3000), 0..24)) {
        let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        let expected: Vec<Digest> = all.iter().map(|message| reference(message)).collect();
        prop_assert_eq!(messages(&all), expected);
    }

    #[test]
    fn a_stream_doesnt_show_where_it_was_cut(length in 0usize..400_000, cuts in vec(0usize..400_000, 0..8)) {
        let data = pattern(length);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(length)).collect();
        cuts.extend([0, length]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|ends| &data[ends[0]..ends[1]]).collect();
        prop_assert_eq!(stream(&pieces), reference(&data));
    }
}
