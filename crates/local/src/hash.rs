//! Hashing: sizes, units and errors are those of `client/local/hash.ts`, which calls this piece by piece.
use super::completed;
use outrigger_kernel::messages::hash_messages as hash_all;
use outrigger_kernel::records::hash_records as hash_each;
use outrigger_kernel::stream::Stream;
use outrigger_kernel::{Algorithm, DIGEST_BYTES, Digest, Unwatched};
use wasm_bindgen::prelude::wasm_bindgen;

fn algorithm(number: u32) -> Result<Algorithm, String> {
    Algorithm::from_number(number).ok_or_else(|| format!("algorithm {number}"))
}

/// Digests of `data.len() / record_size` records, 32 bytes each. `algorithm`: 1 is SHA-256, 2 is BLAKE3.
///
/// # Errors
/// An unknown algorithm, or a length that is no multiple of a positive `record_size`.
#[wasm_bindgen]
pub fn hash_records(algorithm_number: u32, data: &[u8], record_size: u32) -> Result<Vec<u8>, String> {
    let algorithm = algorithm(algorithm_number)?;
    let size = record_size as usize;
    if size == 0 || !data.len().is_multiple_of(size) {
        return Err(format!("{} bytes are no records of {size}", data.len()));
    }
    let mut digests: Vec<Digest> = vec![[0; DIGEST_BYTES]; data.len() / size];
    completed(hash_each(algorithm, data, size, &mut digests, &mut Unwatched));
    Ok(digests.into_flattened())
}

/// Digests of the messages that lie one after another in `data`, 32 bytes each.
///
/// # Errors
/// An unknown algorithm, or lengths that don't sum to the data's.
#[wasm_bindgen]
pub fn hash_messages(algorithm_number: u32, data: &[u8], lengths: &[u32]) -> Result<Vec<u8>, String> {
    let algorithm = algorithm(algorithm_number)?;
    let mut rest = data;
    let mut messages = Vec::with_capacity(lengths.len());
    for &length in lengths {
        let (message, after) = rest.split_at_checked(length as usize).ok_or("the lengths pass the data's end")?;
        messages.push(message);
        rest = after;
    }
    if !rest.is_empty() {
        return Err(format!("the lengths leave {} bytes", rest.len()));
    }
    let mut digests: Vec<Digest> = vec![[0; DIGEST_BYTES]; messages.len()];
    completed(hash_all(algorithm, &messages, &mut digests, &mut Unwatched));
    Ok(digests.into_flattened())
}

/// One message that comes in pieces.
#[wasm_bindgen]
pub struct Digester {
    stream: Stream,
}

#[wasm_bindgen]
impl Digester {
    /// # Errors
    /// An unknown algorithm.
    #[wasm_bindgen(constructor)]
    pub fn new(algorithm_number: u32) -> Result<Digester, String> {
        Ok(Self { stream: Stream::new(algorithm(algorithm_number)?) })
    }

    /// Absorbs the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        completed(self.stream.update(piece, &mut Unwatched));
    }

    /// The digest of all that was absorbed: 32 bytes. The caller frees the digester.
    pub fn finish(&self) -> Vec<u8> {
        self.stream.finish().to_vec()
    }
}
