"""The Python half of bench/zero-copy: SOCKET ROUNDS WARM_UP. Standard library only; prints milliseconds as JSON.

The same calls in turns: on a mapped segment, and with the bytes in the request and the digests in the reply.
"""

import json
import mmap
import os
import socket
import struct
import sys
import time

RECORD, DIGEST, COUNT = 64, 32, 163_840
SIZE = COUNT * RECORD


def pack(value):
    """Parts to be joined or written one after another: large bytes are not copied."""
    if isinstance(value, bytes):
        return [b"\xc6" + struct.pack(">I", len(value)), value]
    if isinstance(value, int):
        return [b"\xcf" + struct.pack(">Q", value)]
    if isinstance(value, str):
        return [b"\xd9" + bytes([len(value)]) + value.encode()]
    if isinstance(value, list):
        return [bytes([0x90 + len(value)])] + [part for item in value for part in pack(item)]
    parts = [bytes([0x80 + len(value)])]
    for key, item in value.items():
        parts += pack(key) + pack(item)
    return parts


class Replies:
    """Reads values out of a socket; large `bin` values straight into their own memory."""

    def __init__(self, stream):
        self.stream = stream

    def number(self, form):
        return struct.unpack(form, self.stream.read(struct.calcsize(form)))[0]

    def read(self):
        tag = self.stream.read(1)[0]
        if tag < 0x80:
            return tag
        if tag < 0x90:
            return {self.read(): self.read() for _ in range(tag - 0x80)}
        if tag < 0xA0:
            return [self.read() for _ in range(tag - 0x90)]
        if tag < 0xC0:
            return self.stream.read(tag - 0xA0).decode()
        numbers = {0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q"}
        if tag in numbers:
            return self.number(numbers[tag])
        lengths = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}
        if tag in lengths:
            raw = self.stream.read(self.number(lengths[tag]))
            return raw if tag < 0xD0 else raw.decode()
        return {0xC0: None, 0xC2: False, 0xC3: True}[tag]


connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
replies = Replies(connection.makefile("rb"))


def send(parts):
    joined = []
    for part in parts:
        if len(part) < 65536:
            joined.append(part)
            continue
        connection.sendall(b"".join(joined))
        connection.sendall(part)
        joined = []
    if joined:
        connection.sendall(b"".join(joined))


def call(method, **params):
    send(pack([0, 1, method, [params]]))
    _, _, error, result = replies.read()
    if error is not None:
        sys.exit(error[1])
    return result


rounds, warm_up = int(sys.argv[2]), int(sys.argv[3])
lease = call("segment/open", bytes=SIZE + COUNT * DIGEST)
fd = os.open(lease["path"], os.O_RDWR)
memory = mmap.mmap(fd, lease["bytes"])
os.close(fd)
records = os.urandom(SIZE)
memory[:SIZE] = records
data = {"segment": lease["segment"], "offset": 0, "length": SIZE}
into = {"segment": lease["segment"], "offset": SIZE, "length": COUNT * DIGEST}

one = {"segment": lease["segment"], "offset": 0, "length": RECORD}
runs = {"mapped": [], "kernel": [], "queued": [], "inline": [], "roundTrip": []}
for i in range(-warm_up, rounds):
    start = time.perf_counter()
    timing = call("hash/records", algorithm="sha256", data=data, into=into)["timing"]
    mapped = time.perf_counter()
    digests = call("hash/records", algorithm="sha256", data=records)["digests"]
    inline = time.perf_counter()
    call("hash/records", algorithm="sha256", data=one)
    round_trip = time.perf_counter()
    assert digests == memory[SIZE : SIZE + COUNT * DIGEST]
    if i < 0:
        continue
    runs["mapped"].append((mapped - start) * 1000)
    runs["kernel"].append(timing["runMs"])
    runs["queued"].append(timing["queueMs"])
    runs["inline"].append((inline - mapped) * 1000)
    runs["roundTrip"].append((round_trip - inline) * 1000)
print(json.dumps(runs))
