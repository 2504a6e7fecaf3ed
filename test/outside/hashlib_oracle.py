"""Calls a sidecar in each of its dialects and compares every digest with hashlib's.

Usage: hashlib_oracle.py SOCKET. Standard library only, and none of outrigger's code: framing, JSON-RPC and the bit of
MessagePack that is needed are written here, from their specifications. Prints a line a dialect; exits 1 on a difference.
"""

import base64
import hashlib
import json
import random
import socket
import struct
import sys
import tempfile

RECORDS = 163_840  # 10 MiB of 64-byte records


# MessagePack: what a call needs of it (github.com/msgpack/msgpack, spec.md).


def pack(value):
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        if 0 <= value < 0x80:
            return bytes([value])
        return b"\xcf" + struct.pack(">Q", value) if value >= 0 else b"\xd3" + struct.pack(">q", value)
    if isinstance(value, str):
        raw = value.encode()
        return b"\xdb" + struct.pack(">I", len(raw)) + raw
    if isinstance(value, (bytes, bytearray)):
        return b"\xc6" + struct.pack(">I", len(value)) + bytes(value)
    if isinstance(value, list):
        # The first byte of a connection tells the dialect, and a request's array is a short one.
        head = bytes([0x90 | len(value)]) if len(value) < 16 else b"\xdd" + struct.pack(">I", len(value))
        return head + b"".join(map(pack, value))
    if isinstance(value, dict):
        head = bytes([0x80 | len(value)]) if len(value) < 16 else b"\xdf" + struct.pack(">I", len(value))
        return head + b"".join(pack(key) + pack(item) for key, item in value.items())
    raise TypeError(type(value))


NUMBERS = {
    0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q",
    0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
}  
LENGTHS = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}
COUNTS = {0xDC: ">H", 0xDD: ">I", 0xDE: ">H", 0xDF: ">I"}


def unpack(read):
    """One value from `read(n)`, which returns exactly n bytes."""

    def number(form):
        return struct.unpack(form, read(struct.calcsize(form)))[0]

    def items(count):
        return [unpack(read) for _ in range(count)]

    def pairs(count):
        return {unpack(read): unpack(read) for _ in range(count)}

    tag = read(1)[0]
    if tag < 0x80:
        return tag
    if tag < 0x90:
        return pairs(tag & 15)
    if tag < 0xA0:
        return items(tag & 15)
    if tag < 0xC0:
        return read(tag & 31).decode()
    if tag >= 0xE0:
        return tag - 256
    if tag in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[tag]
    if tag in NUMBERS:
        return number(NUMBERS[tag])
    if tag in LENGTHS:
        raw = read(number(LENGTHS[tag]))
        return raw if tag <= 0xC6 else raw.decode()
    count = number(COUNTS[tag])
    return items(count) if tag < 0xDE else pairs(count)


# The dialects. Each sends a request and reads its reply; `bytes_` is how it writes binary values.


class Dialect:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.stream = self.socket.makefile("rb")
        self.last_id = 0

    def read(self, count):
        data = self.stream.read(count)
        assert len(data) == count, "the connection ended early"
        return data

    def call(self, method, params):
        self.last_id += 1
        return self.exchange(self.last_id, method, params)

    def message(self, id_, method, params):
        return {"jsonrpc": "2.0", "id": id_, "method": method, "params": params}

    def result(self, reply, id_):
        assert reply["jsonrpc"] == "2.0" and reply["id"] == id_, reply
        assert "error" not in reply, reply
        return reply["result"]


class Json:
    bytes_ = staticmethod(lambda data: {"base64": base64.b64encode(data).decode()})
    plain = staticmethod(lambda value: base64.b64decode(value["base64"], validate=True))


class MessagePack:
    bytes_ = staticmethod(bytes)
    plain = staticmethod(bytes)


class NewlineJson(Json, Dialect):
    def exchange(self, id_, method, params):
        self.socket.sendall(json.dumps(self.message(id_, method, params)).encode() + b"\n")
        return self.result(json.loads(self.stream.readline()), id_)


class ContentLength(Dialect):
    def exchange(self, id_, method, params):
        body = self.encode(self.message(id_, method, params))
        self.socket.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        headers = {}
        while line := self.stream.readline().strip():
            name, _, value = line.decode("ascii").partition(": ")
            headers[name] = value
        return self.result(self.decode(self.read(int(headers["Content-Length"]))), id_)


class ContentLengthJson(Json, ContentLength):
    encode = staticmethod(lambda message: json.dumps(message).encode())
    decode = staticmethod(json.loads)


class ContentLengthMessagePack(MessagePack, ContentLength):
    encode = staticmethod(pack)

    def decode(self, body):
        at = [0]

        def read(count):
            at[0] += count
            return body[at[0] - count : at[0]]

        return unpack(read)


class MessagePackRpc(MessagePack, Dialect):
    def exchange(self, id_, method, params):
        self.socket.sendall(pack([0, id_, method, [params]]))
        kind, reply_id, error, result = unpack(self.read)
        assert (kind, reply_id) == (1, id_), (kind, reply_id)
        assert error is None, error
        return result


DIALECTS = [NewlineJson, ContentLengthJson, ContentLengthMessagePack, MessagePackRpc]


# What is compared.


def sha256s(messages):
    return b"".join(hashlib.sha256(message).digest() for message in messages)


def check_records(dialect, rng, record_size, count):
    data = rng.randbytes(record_size * count)
    params = {"algorithm": "sha256", "recordSize": record_size, "data": dialect.bytes_(data)}
    result = dialect.call("hash/records", params)
    records = [data[i : i + record_size] for i in range(0, len(data), record_size)]
    assert result["count"] == count, result["count"]
    assert dialect.plain(result["digests"]) == sha256s(records), f"{count} records of {record_size} bytes differ"
    assert set(result["timing"]) == {"queueMs", "runMs", "workers"}, result["timing"]


def check_messages(dialect, rng):
    messages = [rng.randbytes(length) for length in range(301)]
    rng.shuffle(messages)
    expected = sha256s(messages)
    joined = {"data": dialect.bytes_(b"".join(messages)), "lengths": [len(message) for message in messages]}
    apart = {"messages": [dialect.bytes_(message) for message in messages]}
    for params in (joined, apart):
        result = dialect.call("hash/messages", {"algorithm": "sha256", **params})
        assert result["count"] == len(messages)
        assert dialect.plain(result["digests"]) == expected, f"messages by {list(params)} differ"
    empty = dialect.call("hash/messages", {"algorithm": "sha256", "messages": []})
    assert empty["count"] == 0 and dialect.plain(empty["digests"]) == b""


def check_sources(dialect, rng):
    text = "naïve → 😀"
    result = dialect.call("hash/messages", {"algorithm": "sha256", "messages": [text, {"base64": "AP8="}]})
    assert dialect.plain(result["digests"]) == sha256s([text.encode(), b"\x00\xff"])
    with tempfile.NamedTemporaryFile() as file:
        content = rng.randbytes(100_000)
        file.write(content)
        file.flush()
        part = {"path": file.name, "offset": 1_000, "length": 64_000}
        result = dialect.call("hash/records", {"algorithm": "sha256", "recordSize": 1_000, "data": part})
        records = [content[i : i + 1_000] for i in range(1_000, 65_000, 1_000)]
        assert dialect.plain(result["digests"]) == sha256s(records)
        [entry] = dialect.call("hash/files", {"algorithm": "sha256", "paths": [file.name]})["files"]
        expected = {"path": file.name, "bytes": len(content), "digest": hashlib.sha256(content).hexdigest()}
        assert entry == expected, entry


def main(path):
    rng = random.Random(2026)
    for make in DIALECTS:
        dialect = make(path)
        check_records(dialect, rng, 64, RECORDS)
        for count in (0, 1, 3, 5):
            for record_size in (1, 55, 56, 63, 64, 65, 119, 1000):
                check_records(dialect, rng, record_size, count)
        check_messages(dialect, rng)
        check_sources(dialect, rng)
        dialect.socket.close()
        print(f"{make.__name__}: every digest is hashlib's")


if __name__ == "__main__":
    main(sys.argv[1])
