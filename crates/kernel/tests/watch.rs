//! What every computation owes its watch: polls that are never far apart, a count that adds up, and an end as soon as
//! it is told.
use outrigger_kernel::messages::hash_messages;
use outrigger_kernel::records::hash_records;
use outrigger_kernel::stream::Stream;
use outrigger_kernel::watch::BLOCKS_PER_POLL;
use outrigger_kernel::{Algorithm, Cancelled, Watch};
use proptest::prelude::*;
// crates/local runs these tests inside Wasm as well
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Counts polls and bytes, and cancels at the poll numbered `cancel_at`.
#[derive(Default)]
struct Counter {
    polls: usize,
    bytes: usize,
    largest: usize,
    cancel_at: Option<usize>,
}

impl Watch for Counter {
    fn passed(&mut self, bytes: usize) -> Result<(), Cancelled> {
        assert_ne!(self.cancel_at.map(|at| at < self.polls), Some(true), "polled on after the cancel");
        self.bytes += bytes;
        self.largest = self.largest.max(bytes);
        self.polls += 1;
        if self.cancel_at == Some(self.polls - 1) { Err(Cancelled) } else { Ok(()) }
    }
}

const BOTH: [Algorithm; 2] = [Algorithm::Sha256, Algorithm::Blake3];

/// The bytes that may pass between two polls.
const STEP: usize = 2 * BLOCKS_PER_POLL * 64;

fn run(shape: usize, algorithm: Algorithm, data: &[u8], watch: &mut Counter) -> Result<(), Cancelled> {
    match shape {
        0 => hash_records(algorithm, data, 64, &mut vec![[0; 32]; data.len() / 64], watch),
        1 => hash_records(algorithm, data, data.len() / 8, &mut [[0; 32]; 8], watch),
        2 => hash_records(algorithm, data, data.len(), &mut [[0; 32]], watch),
        3 => {
            let pieces: Vec<&[u8]> = data.chunks(1000).collect();
            hash_messages(algorithm, &pieces, &mut vec![[0; 32]; pieces.len()], watch)
        }
        4 => {
            let (short, long) = data.split_at(data.len() / 3);
            hash_messages(algorithm, &[short, long, b"", short], &mut [[0; 32]; 4], watch)
        }
        _ => Stream::new(algorithm).update(data, watch),
    }
}

proptest! {
    #[test]
    fn polls_never_lie_further_apart_than_promised(shape in 0usize..6, kib in 1usize..900) {
        let data = vec![7; kib * 1024];
        for algorithm in BOTH {
            let mut watch = Counter::default();
            run(shape, algorithm, &data, &mut watch).unwrap();
            prop_assert!(watch.largest <= STEP, "{} bytes between polls", watch.largest);
            let expected = if shape == 4 { data.len() + data.len() / 3 } else { data.len() };
            prop_assert_eq!(watch.bytes, expected, "progress adds up to the input");
        }
    }

    #[test]
    fn a_cancelled_computation_ends_at_the_poll_that_says_so(shape in 0usize..6, cancel_at in 0usize..5) {
        let data = vec![7; 1 << 20];
        for algorithm in BOTH {
            let mut watch = Counter { cancel_at: Some(cancel_at), ..Counter::default() };
            prop_assert_eq!(run(shape, algorithm, &data, &mut watch), Err(Cancelled));
            prop_assert_eq!(watch.polls, cancel_at + 1);
        }
    }
}

#[test]
fn one_byte_records_poll_by_the_blocks_they_take_and_not_by_their_bytes() {
    for algorithm in BOTH {
        let mut watch = Counter::default();
        let records = 64 * BLOCKS_PER_POLL;
        hash_records(algorithm, &vec![1; records], 1, &mut vec![[0; 32]; records], &mut watch).unwrap();
        assert!(watch.polls >= 60, "{} polls for {records} blocks", watch.polls);
    }
}
