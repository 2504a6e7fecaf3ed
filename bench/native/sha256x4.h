/* SHA-256 of 64-byte records, four at a time, in C with 128-bit vectors: the same algorithm as crates/kernel/src/sha256 (sixteen
 * rounds in a loop, a precomputed schedule for the padding), so that a ratio against it tells what Wasm costs. GNU vector
 * extensions; no intrinsic but SSSE3's byte shuffle. Must stay at 128 bits: built with -msse4.1, no AVX.
 */
#include <stdint.h>
#include <string.h>
#include <tmmintrin.h>

typedef uint32_t v4 __attribute__((vector_size(16)));

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static const uint32_t INITIAL[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static uint32_t PADDED[64]; /* W[t] + K[t] of the block that pads a 64-byte record */

#define ROTR(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define SIGMA0(x) (ROTR(x, 7) ^ ROTR(x, 18) ^ ((x) >> 3))
#define SIGMA1(x) (ROTR(x, 17) ^ ROTR(x, 19) ^ ((x) >> 10))

#define ROUND(a, b, c, d, e, f, g, h, wk)                                             \
  do {                                                                                \
    v4 t1 = h + (ROTR(e, 6) ^ ROTR(e, 11) ^ ROTR(e, 25)) + (g ^ (e & (f ^ g))) + (wk); \
    v4 ab = a ^ b;                                                                    \
    d += t1;                                                                          \
    h = t1 + (ROTR(a, 2) ^ ROTR(a, 13) ^ ROTR(a, 22)) + (b ^ (ab & bc));               \
    bc = ab;                                                                          \
  } while (0)

#define SIXTEEN(WK)                          \
  ROUND(a, b, c, d, e, f, g, h, WK(0));      \
  ROUND(h, a, b, c, d, e, f, g, WK(1));      \
  ROUND(g, h, a, b, c, d, e, f, WK(2));      \
  ROUND(f, g, h, a, b, c, d, e, WK(3));      \
  ROUND(e, f, g, h, a, b, c, d, WK(4));      \
  ROUND(d, e, f, g, h, a, b, c, WK(5));      \
  ROUND(c, d, e, f, g, h, a, b, WK(6));      \
  ROUND(b, c, d, e, f, g, h, a, WK(7));      \
  ROUND(a, b, c, d, e, f, g, h, WK(8));      \
  ROUND(h, a, b, c, d, e, f, g, WK(9));      \
  ROUND(g, h, a, b, c, d, e, f, WK(10));     \
  ROUND(f, g, h, a, b, c, d, e, WK(11));     \
  ROUND(e, f, g, h, a, b, c, d, WK(12));     \
  ROUND(d, e, f, g, h, a, b, c, WK(13));     \
  ROUND(c, d, e, f, g, h, a, b, WK(14));     \
  ROUND(b, c, d, e, f, g, h, a, WK(15))

#define FIRST(i) (w[i] + K[i])
#define LATER(i) ((w[i] += SIGMA0(w[(i + 1) % 16]) + w[(i + 9) % 16] + SIGMA1(w[(i + 14) % 16])) + k[i])
#define FIXED(i) ((v4){0} + p[i])
#define LOAD_STATE \
  v4 a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7], bc = b ^ c
#define ADD_STATE \
  s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e, s[5] += f, s[6] += g, s[7] += h

static void compress(v4 s[8], v4 w[16]) {
  LOAD_STATE;
  SIXTEEN(FIRST);
  for (const uint32_t *k = K + 16; k < K + 64; k += 16) {
    SIXTEEN(LATER);
  }
  ADD_STATE;
}

static void compress_fixed(v4 s[8], const uint32_t p[64]) {
  LOAD_STATE;
  for (const uint32_t *end = p + 64; p < end; p += 16) {
    SIXTEEN(FIXED);
  }
  ADD_STATE;
}

static void transpose(v4 *x) {
  v4 lo01 = __builtin_shuffle(x[0], x[1], (v4){0, 4, 1, 5}), hi01 = __builtin_shuffle(x[0], x[1], (v4){2, 6, 3, 7});
  v4 lo23 = __builtin_shuffle(x[2], x[3], (v4){0, 4, 1, 5}), hi23 = __builtin_shuffle(x[2], x[3], (v4){2, 6, 3, 7});
  x[0] = __builtin_shuffle(lo01, lo23, (v4){0, 1, 4, 5});
  x[1] = __builtin_shuffle(lo01, lo23, (v4){2, 3, 6, 7});
  x[2] = __builtin_shuffle(hi01, hi23, (v4){0, 1, 4, 5});
  x[3] = __builtin_shuffle(hi01, hi23, (v4){2, 3, 6, 7});
}

static v4 swap_bytes(v4 x) {
  const __m128i order = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  return (v4)_mm_shuffle_epi8((__m128i)x, order);
}

static void hash_four(const uint8_t *data, uint8_t *out) {
  v4 s[8], w[16];
  for (int i = 0; i < 8; i++) s[i] = (v4){0} + INITIAL[i];
  for (int q = 0; q < 4; q++) {
    for (int lane = 0; lane < 4; lane++) {
      memcpy(&w[q * 4 + lane], data + lane * 64 + q * 16, 16);
      w[q * 4 + lane] = swap_bytes(w[q * 4 + lane]);
    }
    transpose(w + q * 4);
  }
  compress(s, w);
  compress_fixed(s, PADDED);
  transpose(s);
  transpose(s + 4);
  for (int lane = 0; lane < 4; lane++) {
    v4 halves[2] = {swap_bytes(s[lane]), swap_bytes(s[4 + lane])};
    memcpy(out + lane * 32, halves, 32);
  }
}

static void plan_padding(void) {
  uint32_t w[64] = {0x80000000};
  w[15] = 512;
  for (int t = 16; t < 64; t++) w[t] = w[t - 16] + SIGMA0(w[t - 15]) + w[t - 7] + SIGMA1(w[t - 2]);
  for (int t = 0; t < 64; t++) PADDED[t] = w[t] + K[t];
}
