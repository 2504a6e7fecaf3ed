//! SHA-256 by the kernel against the naive oracle and against RustCrypto's: published vectors, every length around a
//! block's end, and properties over sizes, counts, mixes and cuts.
mod oracle;

use outrigger_kernel::messages::hash_messages;
use outrigger_kernel::records::hash_records;
use outrigger_kernel::stream::Stream;
use outrigger_kernel::{Algorithm, Digest, Unwatched};
use proptest::collection::vec;
use proptest::prelude::*;
use sha2::Digest as _;
// crates/local runs these tests inside Wasm as well
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn rustcrypto(message: &[u8]) -> Digest {
    sha2::Sha256::digest(message).into()
}

fn records(data: &[u8], record_size: usize) -> Vec<Digest> {
    let mut digests = vec![[0xee; 32]; data.len() / record_size];
    hash_records(Algorithm::Sha256, data, record_size, &mut digests, &mut Unwatched).unwrap();
    digests
}

fn messages(messages: &[&[u8]]) -> Vec<Digest> {
    let mut digests = vec![[0xee; 32]; messages.len()];
    hash_messages(Algorithm::Sha256, messages, &mut digests, &mut Unwatched).unwrap();
    digests
}

fn stream(pieces: &[&[u8]]) -> Digest {
    let mut stream = Stream::new(Algorithm::Sha256);
    pieces.iter().for_each(|piece| stream.update(piece, &mut Unwatched).unwrap());
    stream.finish()
}

fn hex(digest: &Digest) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn noise(length: usize) -> Vec<u8> {
    let mut seed = 0x9e37_79b9u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn gives_the_digests_that_nist_published() {
    let million = vec![b'a'; 1_000_000];
    let cases: [(&[u8], &str); 4] = [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (&million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ];
    for (message, digest) in cases {
        assert_eq!(hex(&messages(&[message])[0]), digest);
        assert_eq!(hex(&stream(&[message])), digest);
        assert_eq!(hex(&oracle::sha256(message)), digest, "the oracle itself");
    }
}

#[test]
fn hashes_every_length_around_the_blocks_ends_in_lanes_and_alone() {
    let data = noise(5 * 300);
    for length in 1..=300 {
        for count in [1, 2, 3, 4, 5] {
            let data = &data[..count * length];
            let expected: Vec<Digest> = data.chunks(length).map(oracle::sha256).collect();
            assert_eq!(records(data, length), expected, "{count} records of {length}");
        }
    }
}

#[test]
fn hashes_no_record_and_no_message_to_nothing() {
    assert!(records(&[], 64).is_empty());
    assert!(messages(&[]).is_empty());
}

#[test]
fn hashes_more_messages_than_are_put_in_order_at_once() {
    let data = noise(700);
    let all: Vec<&[u8]> = (0..=700).map(|length| &data[..(length * 37) % 701]).collect();
    let expected: Vec<Digest> = all.iter().map(|message| oracle::sha256(message)).collect();
    assert_eq!(messages(&all), expected);
}

proptest! {
    #[test]
    fn records_equal_hashing_each_alone(size in 1usize..400, count in 0usize..11, seed in vec(any::<u8>(), 4400)) {
        let data = &seed[..size * count];
        let expected: Vec<Digest> = data.chunks(size).map(rustcrypto).collect();
        prop_assert_eq!(records(data, size), expected);
    }

    #[test]
    fn messages_of_any_mix_equal_hashing_each_alone(all in vec(vec(any::<u8>(), 0..700), 0..24)) {
        let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        let expected: Vec<Digest> = all.iter().map(|message| rustcrypto(message)).collect();
        prop_assert_eq!(messages(&all), expected);
    }

    #[test]
    fn long_records_equal_hashing_each_alone(size in 60_000usize..70_000, count in 1usize..6) {
        let data = noise(size * count);
        let expected: Vec<Digest> = data.chunks(size).map(rustcrypto).collect();
        prop_assert_eq!(records(&data, size), expected);
    }

    #[test]
    fn a_stream_doesnt_show_where_it_was_cut(data in vec(any::<u8>(), 0..1000), cuts in vec(0usize..1000, 0..8)) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(data.len())).collect();
        cuts.extend([0, data.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|ends| &data[ends[0]..ends[1]]).collect();
        prop_assert_eq!(stream(&pieces), rustcrypto(&data));
    }

    #[test]
    fn the_oracle_agrees_with_rustcrypto(message in vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(oracle::sha256(&message), rustcrypto(&message));
    }
}
