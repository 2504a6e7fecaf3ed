"""Hashes records where they lie, in memory that this process shares with the sidecar. Standard library only.

    python3 segment.py "$(npx outrigger sockname)"

Speaks MessagePack-RPC, [0, id, method, [params]] and [1, id, error, result], of which a client needs this much.
"""

import hashlib
import mmap
import os
import socket
import struct
import sys

COUNT, RECORD, DIGEST = 10_000, 64, 32


def pack(value):
    """What requests are made of: numbers, text, lists and dicts (github.com/msgpack/msgpack, spec.md)."""
    if isinstance(value, int):
        return bytes([value]) if 0 <= value < 0x80 else b"\xcf" + struct.pack(">Q", value)
    if isinstance(value, str):
        raw = value.encode()
        return b"\xd9" + bytes([len(raw)]) + raw
    if isinstance(value, list):
        return bytes([0x90 + len(value)]) + b"".join(map(pack, value))
    return bytes([0x80 + len(value)]) + b"".join(pack(key) + pack(item) for key, item in value.items())


NUMBERS = {0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q"}
LENGTHS = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}


def unpack(stream):
    """One value that replies are made of."""

    def number(form):
        return struct.unpack(form, stream.read(struct.calcsize(form)))[0]

    tag = stream.read(1)[0]
    if tag < 0x80:
        return tag
    if tag < 0x90:
        return {unpack(stream): unpack(stream) for _ in range(tag - 0x80)}
    if tag < 0xA0:
        return [unpack(stream) for _ in range(tag - 0x90)]
    if tag < 0xC0:
        return stream.read(tag - 0xA0).decode()
    if tag in NUMBERS:
        return number(NUMBERS[tag])
    if tag in LENGTHS:
        raw = stream.read(number(LENGTHS[tag]))
        return raw if tag < 0xD0 else raw.decode()
    return {0xC0: None, 0xC2: False, 0xC3: True}[tag]


class Sidecar:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.stream = self.socket.makefile("rb")
        self.last_id = 0

    def call(self, method, **params):
        self.last_id += 1
        self.socket.sendall(pack([0, self.last_id, method, [params]]))
        _, _, error, result = unpack(self.stream)
        if error is not None:
            raise RuntimeError(error[1])
        return result


def main():
    sidecar = Sidecar(sys.argv[1])
    digests_at = COUNT * RECORD
    lease = sidecar.call("segment/open", bytes=COUNT * (RECORD + DIGEST))
    fd = os.open(lease["path"], os.O_RDWR)
    memory = mmap.mmap(fd, lease["bytes"])
    os.close(fd)

    for i in range(COUNT):
        memory[i * RECORD : (i + 1) * RECORD] = b"record %-56d\n" % (i + 1)
    result = sidecar.call(
        "hash/records",
        algorithm="sha256",
        recordSize=RECORD,
        data={"segment": lease["segment"], "offset": 0, "length": digests_at},
        into={"segment": lease["segment"], "offset": digests_at, "length": COUNT * DIGEST},
    )
    print(f"{result['count']} digests, the first is {memory[digests_at : digests_at + DIGEST].hex()}")

    for i in range(COUNT):
        expected = hashlib.sha256(memory[i * RECORD : (i + 1) * RECORD]).digest()
        if memory[digests_at + i * DIGEST : digests_at + (i + 1) * DIGEST] != expected:
            sys.exit(f"digest {i} is wrong")


main()
