/*
 * Hashes records where they lie, in memory that this process shares with the sidecar. The C library only.
 *
 *   cc -O2 -o segment segment.c && ./segment "$(npx outrigger sockname)"
 *
 * Speaks JSON-RPC, a message a line. Replies are a few hundred bytes of our own asking: they are searched, not parsed.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "sha256.h"

enum { COUNT = 10000, RECORD = 64, DIGEST = 32, DIGESTS_AT = COUNT * RECORD };

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static FILE *connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        fprintf(stderr, "%s: too long for a socket\n", path);
        exit(1);
    }
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) fail(path);
    FILE *stream = fdopen(fd, "r+");
    if (stream == NULL) fail("fdopen");
    return stream;
}

/* The line that answers the request just sent; exits on an error reply. */
static void answer(FILE *sidecar, char *line, size_t size)
{
    if (fflush(sidecar) != 0) fail("write");
    if (fgets(line, (int)size, sidecar) == NULL) fail("read");
    if (strstr(line, "\"error\"") != NULL) {
        fprintf(stderr, "%s", line);
        exit(1);
    }
}

/* Copies the value of a field that is a string. */
static void text_of(const char *line, const char *field, char *value, size_t size)
{
    char key[64];
    snprintf(key, sizeof key, "\"%s\":\"", field);
    const char *start = strstr(line, key);
    const char *end = start == NULL ? NULL : strchr(start + strlen(key), '"');
    if (end == NULL || (size_t)(end - start) - strlen(key) >= size) {
        fprintf(stderr, "no %s in %s", field, line);
        exit(1);
    }
    start += strlen(key);
    memcpy(value, start, end - start);
    value[end - start] = '\0';
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s SOCKET\n", argv[0]);
        return 2;
    }
    FILE *sidecar = connect_to(argv[1]);
    char line[4096], segment[64], path[64];

    fprintf(sidecar, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"segment/open\",\"params\":{\"bytes\":%d}}\n",
            DIGESTS_AT + COUNT * DIGEST);
    answer(sidecar, line, sizeof line);
    text_of(line, "segment", segment, sizeof segment);
    text_of(line, "path", path, sizeof path);

    int fd = open(path, O_RDWR);
    if (fd < 0) fail(path);
    size_t bytes = DIGESTS_AT + COUNT * DIGEST;
    unsigned char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED) fail("mmap");
    close(fd);

    for (int i = 0; i < COUNT; i++) {
        char record[RECORD + 1];
        snprintf(record, sizeof record, "record %-56d\n", i + 1);
        memcpy(memory + i * RECORD, record, RECORD);
    }
    fprintf(sidecar,
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"hash/records\",\"params\":{\"algorithm\":\"sha256\","
            "\"recordSize\":%d,\"data\":{\"segment\":\"%s\",\"offset\":0,\"length\":%d},"
            "\"into\":{\"segment\":\"%s\",\"offset\":%d,\"length\":%d}}}\n",
            RECORD, segment, DIGESTS_AT, segment, DIGESTS_AT, COUNT * DIGEST);
    answer(sidecar, line, sizeof line);

    const char *count = strstr(line, "\"count\":");
    printf("%d digests, the first is ", count == NULL ? 0 : atoi(count + strlen("\"count\":")));
    for (int i = 0; i < DIGEST; i++) printf("%02x", memory[DIGESTS_AT + i]);
    printf("\n");

    for (int i = 0; i < COUNT; i++) {
        unsigned char expected[DIGEST];
        sha256(memory + i * RECORD, RECORD, expected);
        if (memcmp(memory + DIGESTS_AT + i * DIGEST, expected, DIGEST) != 0) {
            fprintf(stderr, "digest %d is wrong\n", i);
            return 1;
        }
    }
    return 0;
}
