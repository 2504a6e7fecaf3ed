//! The rounds of SHA-256 (FIPS 180-4 §6.2.2), written once for one message and for four side by side.
//!
//! Must stay free of branches and look-ups that depend on a block's words.
use core::hint::black_box;
use core::ops::{Add, BitAnd, BitXor};

use super::K;

/// A 32-bit word of one message, or one of each of four.
pub(super) trait Word: Copy + Add<Output = Self> + BitXor<Output = Self> + BitAnd<Output = Self> {
    /// The same word in every lane.
    fn splat(word: u32) -> Self;
    fn rotr<const BITS: u32>(self) -> Self;
    fn shr<const BITS: u32>(self) -> Self;
    /// The same word, where it pays as one that LLVM knows nothing about.
    fn hidden(self) -> Self;
}

/// `W[t] + K[t]` of a block that is the same for every message, such as the padding of whole-block messages.
pub(super) type FixedBlock = [u32; 64];

/// One round (FIPS 180-4 §6.2.2 step 3) with the letters renamed instead of moved. `bc` carries `b ^ c` from round to
/// round, which makes Maj three operations instead of four; but where LLVM sees that `ab` is `a ^ b`, it makes a
/// bitselect of the vectors, which V8 turns into three: hidden, the 64 rounds of a fixed block in four lanes took 239
/// ns instead of 274 (Node 26).
macro_rules! round {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident $bc:ident, $wk:expr) => {{
        let wk = $wk;
        let s1 = $e.rotr::<6>() ^ $e.rotr::<11>() ^ $e.rotr::<25>();
        let t1 = $h + wk + ($g ^ ($e & ($f ^ $g))) + s1;
        let ab = $a ^ $b;
        $d = $d + t1;
        let b = $b.hidden();
        $h = t1 + ($a.rotr::<2>() ^ $a.rotr::<13>() ^ $a.rotr::<22>()) + (b ^ (ab & $bc));
        $bc = ab;
    }};
}

/// Sixteen rounds; `$wk` is a macro from the round's number to the vector `W[t] + K[t]`.
macro_rules! sixteen {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident $bc:ident, $wk:ident) => {
        round!($a $b $c $d $e $f $g $h $bc, $wk!(0));
        round!($h $a $b $c $d $e $f $g $bc, $wk!(1));
        round!($g $h $a $b $c $d $e $f $bc, $wk!(2));
        round!($f $g $h $a $b $c $d $e $bc, $wk!(3));
        round!($e $f $g $h $a $b $c $d $bc, $wk!(4));
        round!($d $e $f $g $h $a $b $c $bc, $wk!(5));
        round!($c $d $e $f $g $h $a $b $bc, $wk!(6));
        round!($b $c $d $e $f $g $h $a $bc, $wk!(7));
        round!($a $b $c $d $e $f $g $h $bc, $wk!(8));
        round!($h $a $b $c $d $e $f $g $bc, $wk!(9));
        round!($g $h $a $b $c $d $e $f $bc, $wk!(10));
        round!($f $g $h $a $b $c $d $e $bc, $wk!(11));
        round!($e $f $g $h $a $b $c $d $bc, $wk!(12));
        round!($d $e $f $g $h $a $b $c $bc, $wk!(13));
        round!($c $d $e $f $g $h $a $b $bc, $wk!(14));
        round!($b $c $d $e $f $g $h $a $bc, $wk!(15));
    };
}

/// Compresses the block whose big-endian words are `w`. Sixteen rounds are written out and looped over: all 64 unrolled
/// measured slower in V8.
#[inline(always)]
pub(super) fn compress<T: Word>(state: &mut [T; 8], mut w: [T; 16]) {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    let mut bc = b ^ c;
    // Known constants would become immediates: in lanes three instructions each, where a broadcasting load is one.
    let k = black_box(&K.as_chunks::<16>().0[0]);
    macro_rules! given {
        ($i:literal) => {
            w[$i] + T::splat(k[$i])
        };
    }
    sixteen!(a b c d e f g h bc, given);
    for k in &K.as_chunks::<16>().0[1..] {
        macro_rules! scheduled {
            ($i:literal) => {{
                w[$i] = w[$i] + sigma0(w[($i + 1) % 16]) + w[($i + 9) % 16] + sigma1(w[($i + 14) % 16]);
                w[$i] + T::splat(k[$i])
            }};
        }
        sixteen!(a b c d e f g h bc, scheduled);
    }
    add(state, [a, b, c, d, e, f, g, h]);
}

/// Compresses a block that [`plan_fixed`] planned.
#[inline(always)]
pub(super) fn compress_fixed<T: Word>(state: &mut [T; 8], block: &FixedBlock) {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    let mut bc = b ^ c;
    for wk in block.as_chunks::<16>().0 {
        macro_rules! planned {
            ($i:literal) => {
                T::splat(wk[$i])
            };
        }
        sixteen!(a b c d e f g h bc, planned);
    }
    add(state, [a, b, c, d, e, f, g, h]);
}

fn sigma0<T: Word>(w: T) -> T {
    w.rotr::<7>() ^ w.rotr::<18>() ^ w.shr::<3>()
}

fn sigma1<T: Word>(w: T) -> T {
    w.rotr::<17>() ^ w.rotr::<19>() ^ w.shr::<10>()
}

fn add<T: Word>(state: &mut [T; 8], words: [T; 8]) {
    for (state, word) in state.iter_mut().zip(words) {
        *state = *state + word;
    }
}

/// The message schedule of a block that every message shares, with the round constants added.
pub(super) const fn plan_fixed(block: &[u8; 64]) -> FixedBlock {
    let mut w = [0u32; 64];
    let mut t = 0;
    while t < 64 {
        if t < 16 {
            w[t] = u32::from_be_bytes([block[4 * t], block[4 * t + 1], block[4 * t + 2], block[4 * t + 3]]);
        } else {
            let (w15, w2) = (w[t - 15], w[t - 2]);
            let s0 = w15.rotate_right(7) ^ w15.rotate_right(18) ^ (w15 >> 3);
            let s1 = w2.rotate_right(17) ^ w2.rotate_right(19) ^ (w2 >> 10);
            w[t] = w[t - 16].wrapping_add(s0).wrapping_add(w[t - 7]).wrapping_add(s1);
        }
        t += 1;
    }
    t = 0;
    while t < 64 {
        w[t] = w[t].wrapping_add(K[t]);
        t += 1;
    }
    w
}
