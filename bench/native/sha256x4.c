/* The rival of the Wasm kernel's hash_records, as a program that times itself; what it computes by is sha256x4.h. compare.ts
 * and bench/harness/native.ts build and run it.
 */
#include "sha256x4.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* Usage: sha256x4 BYTES [FILE]. Reads BYTES bytes of records from stdin once, then for every further byte of stdin
 * hashes them all and prints the seconds. At the end of stdin it writes the digests to FILE. */
int main(int argc, char **argv) {
  size_t bytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  uint8_t *data = malloc(bytes), *out = malloc(bytes / 2);
  if (bytes == 0 || bytes % 256 != 0 || !data || !out || fread(data, 1, bytes, stdin) != bytes) return 2;
  plan_padding();
  memset(out, 0, bytes / 2);
  while (getchar() != EOF) {
    double start = seconds();
    for (size_t i = 0; i < bytes; i += 256) hash_four(data + i, out + i / 2);
    printf("%.9f\n", seconds() - start);
    fflush(stdout);
  }
  FILE *digests = argc > 2 ? fopen(argv[2], "wb") : NULL;
  if (digests) fwrite(out, 1, bytes / 2, digests), fclose(digests);
  return 0;
}
