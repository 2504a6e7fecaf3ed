/* The least that a hand-over to another process can cost here: SHA-256 of 64-byte records that lie in a server's memory, asked for
 * and answered by 60 bytes over a Unix socket, computed by threads that a futex wakes. As in the sidecar a thread that serves
 * the socket wakes the workers, and the last worker wakes it. Nothing is parsed, nothing spins. What this costs over the workers'
 * own time is what the machine takes to wake a worker, the server and the client, one after another.
 *
 * Usage: hand-over BYTES WORKERS FILE. Reads BYTES bytes of records from stdin once; then for every further byte of stdin the
 * client asks once, and prints the seconds until it has its answer, and those that the server says that it computed. At the end
 * of stdin the digests are written to FILE.
 */
#define _GNU_SOURCE
#include "sha256x4.h"
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MESSAGE_BYTES 60
#define WORKERS_MAX 16
#define RECORDS_AT_ONCE 256 /* bytes of the four records that are hashed at once */

static uint8_t *data, *out;
static size_t bytes;
static unsigned workers;
static _Atomic uint32_t job, working;
static double began[WORKERS_MAX];

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static void wait_while(_Atomic uint32_t *word, uint32_t value) {
  while (atomic_load(word) == value) syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static void wake(_Atomic uint32_t *word, unsigned threads) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, threads, NULL, NULL, 0);
}

static void *work(void *number) {
  size_t me = (size_t)number, units = bytes / RECORDS_AT_ONCE;
  size_t from = units * me / workers, to = units * (me + 1) / workers;
  for (uint32_t seen = 0;; seen++) {
    wait_while(&job, seen);
    began[me] = seconds();
    for (size_t i = from * RECORDS_AT_ONCE; i < to * RECORDS_AT_ONCE; i += RECORDS_AT_ONCE) hash_four(data + i, out + i / 2);
    if (atomic_fetch_sub(&working, 1) == 1) wake(&working, 1);
  }
  return NULL;
}

/* Wakes the workers and waits for the last: the seconds from the first one's start until this thread knows, as the sidecar counts
 * its runMs. */
static double run(void) {
  atomic_store(&working, workers);
  atomic_fetch_add(&job, 1);
  wake(&job, workers);
  for (uint32_t left; (left = atomic_load(&working)) != 0;) wait_while(&working, left);
  double known = seconds(), first = began[0];
  for (unsigned i = 1; i < workers; i++) {
    if (began[i] < first) first = began[i];
  }
  return known - first;
}

static int read_all(int from, void *into, size_t length) {
  for (size_t done = 0; done < length;) {
    ssize_t got = read(from, (char *)into + done, length - done);
    if (got <= 0) return 0;
    done += got;
  }
  return 1;
}

static int client(int server) {
  char message[MESSAGE_BYTES] = {0}, byte;
  double own;
  while (read_all(STDIN_FILENO, &byte, 1)) {
    double start = seconds();
    if (write(server, message, sizeof message) != sizeof message || !read_all(server, message, sizeof message)) return 1;
    double end = seconds();
    memcpy(&own, message, sizeof own);
    printf("%.9f %.9f\n", end - start, own);
    fflush(stdout);
  }
  return 0;
}

static int serve(int from) {
  char message[MESSAGE_BYTES];
  pthread_t thread;
  for (size_t i = 0; i < workers; i++) {
    if (pthread_create(&thread, NULL, work, (void *)i) != 0) return 1;
  }
  while (read_all(from, message, sizeof message)) {
    double own = run();
    memcpy(message, &own, sizeof own);
    if (write(from, message, sizeof message) != sizeof message) return 1;
  }
  return 0;
}

int main(int argc, char **argv) {
  int ends[2];
  bytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  workers = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
  if (argc != 4 || bytes == 0 || bytes % RECORDS_AT_ONCE != 0 || workers == 0 || workers > WORKERS_MAX) return 2;
  data = malloc(bytes), out = malloc(bytes / 2);
  if (!data || !out || !read_all(STDIN_FILENO, data, bytes)) return 2;
  memset(out, 0, bytes / 2);
  plan_padding();
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 2;
  pid_t asking = fork();
  if (asking < 0) return 2;
  if (asking == 0) {
    close(ends[0]);
    return client(ends[1]);
  }
  close(ends[1]);
  int status = serve(ends[0]);
  FILE *digests = fopen(argv[3], "wb");
  if (digests) fwrite(out, 1, bytes / 2, digests), fclose(digests);
  return status;
}
