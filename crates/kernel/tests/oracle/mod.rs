//! SHA-256 as FIPS 180-4 writes it down, for comparison: one message, one block after another, nothing shared with the
//! kernel.
//!
//! Must stay naive: what makes it slow is what makes it easy to check against the standard.

/// The digest of `message`, by FIPS 180-4 §5.1.1, §5.2.1 and §6.2.
pub fn sha256(message: &[u8]) -> [u8; 32] {
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(8 * message.len() as u64).to_be_bytes());
    let constants = first_primes(64).into_iter().map(|prime| root_fraction(prime, 3)).collect::<Vec<_>>();
    let mut hash = first_primes(8).into_iter().map(|prime| root_fraction(prime, 2)).collect::<Vec<_>>();
    for block in padded.chunks(64) {
        compress(&mut hash, block, &constants);
    }
    let mut digest = [0; 32];
    for (i, word) in hash.into_iter().enumerate() {
        digest[4 * i..4 * i + 4].copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn compress(hash: &mut [u32], block: &[u8], constants: &[u32]) {
    let mut w = Vec::new();
    for t in 0..16 {
        w.push(u32::from_be_bytes(block[4 * t..4 * t + 4].try_into().unwrap()));
    }
    for t in 16..64usize {
        let s0 = w[t - 15].rotate_right(7) ^ w[t - 15].rotate_right(18) ^ (w[t - 15] >> 3);
        let s1 = w[t - 2].rotate_right(17) ^ w[t - 2].rotate_right(19) ^ (w[t - 2] >> 10);
        w.push(s1.wrapping_add(w[t - 7]).wrapping_add(s0).wrapping_add(w[t - 16]));
    }
    let (mut a, mut b, mut c, mut d) = (hash[0], hash[1], hash[2], hash[3]);
    let (mut e, mut f, mut g, mut h) = (hash[4], hash[5], hash[6], hash[7]);
    for t in 0..64 {
        let choice = (e & f) ^ (!e & g);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let t1 = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(constants[t]).wrapping_add(w[t]);
        let t2 = s0.wrapping_add(majority);
        (h, g, f, e) = (g, f, e, d.wrapping_add(t1));
        (d, c, b, a) = (c, b, a, t1.wrapping_add(t2));
    }
    for (word, add) in hash.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(add);
    }
}

/// FIPS 180-4 §4.2.2 and §5.3.3: the constants are the first 32 bits of fractions of roots of primes.
fn first_primes(count: usize) -> Vec<u64> {
    (2u64..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0)).take(count).collect()
}

/// The first 32 bits of the fraction of the square (2) or cube (3) root: the greatest r with r^k <= n * 2^(32k), modulo
/// 2^32.
fn root_fraction(n: u64, k: u32) -> u32 {
    let target = u128::from(n) << (32 * k);
    let (mut low, mut high) = (0u128, 1 << 37);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if middle.pow(k) <= target { low = middle } else { high = middle }
    }
    low as u32
}
