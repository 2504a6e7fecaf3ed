"""Hashes records where they lie, in memory that this process shares with the sidecar. Needs the package `msgpack`.

    python3 segment_msgpack.py "$(npx outrigger sockname)"
"""

import hashlib
import mmap
import os
import socket
import sys

import msgpack

COUNT, RECORD, DIGEST = 10_000, 64, 32


class Sidecar:
    """MessagePack-RPC: [0, id, method, [params]] and [1, id, error, result]."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.unpacker = msgpack.Unpacker()
        self.last_id = 0

    def call(self, method, **params):
        self.last_id += 1
        self.socket.sendall(msgpack.packb([0, self.last_id, method, [params]]))
        _, _, error, result = self.receive()
        if error is not None:
            raise RuntimeError(error[1])
        return result

    def receive(self):
        while True:
            for message in self.unpacker:
                return message
            chunk = self.socket.recv(65536)
            if not chunk:
                raise ConnectionError("the sidecar closed the connection")
            self.unpacker.feed(chunk)


def main():
    sidecar = Sidecar(sys.argv[1])
    digests_at = COUNT * RECORD
    lease = sidecar.call("segment/open", bytes=COUNT * (RECORD + DIGEST))
    fd = os.open(lease["path"], os.O_RDWR)
    memory = mmap.mmap(fd, lease["bytes"])
    os.close(fd)

    memory[:digests_at] = b"".join(b"record %-56d\n" % (i + 1) for i in range(COUNT))
    result = sidecar.call(
        "hash/records",
        algorithm="sha256",
        recordSize=RECORD,
        data={"segment": lease["segment"], "offset": 0, "length": digests_at},
        into={"segment": lease["segment"], "offset": digests_at, "length": COUNT * DIGEST},
    )
    digests = memory[digests_at : digests_at + COUNT * DIGEST]
    print(f"{result['count']} digests, the first is {digests[:DIGEST].hex()}")

    records = (memory[i * RECORD : (i + 1) * RECORD] for i in range(COUNT))
    if digests != b"".join(hashlib.sha256(record).digest() for record in records):
        sys.exit("a digest is wrong")


main()
