//! Hashes records where they lie, in memory that this process shares with the sidecar.
//!
//!     cargo run -- "$(npx outrigger sockname)"

use memmap2::MmapMut;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;

const COUNT: usize = 10_000;
const RECORD: usize = 64;
const DIGEST: usize = 32;

/// JSON-RPC, a message a line.
struct Sidecar {
    stream: BufReader<UnixStream>,
    last_id: u64,
}

impl Sidecar {
    fn connect(path: &str) -> std::io::Result<Self> {
        Ok(Self {
            stream: BufReader::new(UnixStream::connect(path)?),
            last_id: 0,
        })
    }

    fn call(&mut self, method: &str, params: Value) -> Result<Value, Box<dyn Error>> {
        self.last_id += 1;
        let request =
            json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params});
        self.stream
            .get_mut()
            .write_all(format!("{request}\n").as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let mut reply: Value = serde_json::from_str(&line)?;
        match reply.get("error") {
            Some(error) => Err(format!("{method}: {}", error["message"]).into()),
            None => Ok(reply["result"].take()),
        }
    }

    fn open(&mut self, size: usize) -> Result<Segment, Box<dyn Error>> {
        let lease = self.call("segment/open", json!({"bytes": size}))?;
        let path = lease["path"]
            .as_str()
            .ok_or("this sidecar has no mapped segments")?;
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        // SAFETY: the file is sealed, so that nobody can shrink it under the mapping. Its bytes change only while a call
        // of ours writes there, and then no slice of it is held.
        let memory = unsafe { MmapMut::map_mut(&file)? };
        Ok(Segment {
            id: lease["segment"].clone(),
            memory,
        })
    }
}

/// Memory of the sidecar, mapped into this process.
struct Segment {
    id: Value,
    memory: MmapMut,
}

impl Segment {
    fn range(&self, offset: usize, length: usize) -> Value {
        json!({"segment": self.id, "offset": offset, "length": length})
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: cargo run -- SOCKET")?;
    let mut sidecar = Sidecar::connect(&path)?;
    let mut segment = sidecar.open(COUNT * (RECORD + DIGEST))?;
    for (i, record) in segment.memory[..COUNT * RECORD]
        .chunks_exact_mut(RECORD)
        .enumerate()
    {
        record.copy_from_slice(format!("record {:<56}\n", i + 1).as_bytes());
    }

    let result = sidecar.call(
        "hash/records",
        json!({
            "algorithm": "sha256",
            "recordSize": RECORD,
            "data": segment.range(0, COUNT * RECORD),
            "into": segment.range(COUNT * RECORD, COUNT * DIGEST),
        }),
    )?;
    let (records, digests) = segment.memory.split_at(COUNT * RECORD);
    let first: String = digests[..DIGEST]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("{} digests, the first is {first}", result["count"]);

    for (record, digest) in records
        .chunks_exact(RECORD)
        .zip(digests.chunks_exact(DIGEST))
    {
        if Sha256::digest(record).as_slice() != digest {
            return Err("a digest is wrong".into());
        }
    }
    Ok(())
}
