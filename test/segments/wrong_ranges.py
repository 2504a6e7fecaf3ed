"""Asks for ranges that aren't there, as sources and destinations: argv is the socket. Tells each error's name and path."""

import json
import struct
import sys

from sidecar_wire import Refused, Sidecar, say

sidecar = Sidecar(sys.argv[1])
other = Sidecar(sys.argv[1])
size = sidecar.call("segment/open", bytes=65536)["bytes"]
segment = sidecar.call("segment/open", bytes=65536)["segment"]
closed = sidecar.call("segment/open", bytes=65536)["segment"]
sidecar.call("segment/close", segment=closed)
foreign = other.call("segment/open", bytes=65536)["segment"]


def refusal(method, **params):
    try:
        sidecar.call(method, **params)
        return "accepted"
    except Refused as refused:
        return refused.name if refused.path is None else f"{refused.name} {refused.path}"


def hash_of(**changes):
    data = {"segment": segment, "offset": 0, "length": 64, **changes}
    return refusal("hash/records", algorithm="sha256", data=data)


def hash_into(**changes):
    into = {"segment": segment, "offset": 1024, "length": 32, **changes}
    return refusal(
        "hash/records", algorithm="sha256", data={"segment": segment, "offset": 0, "length": 64}, into=into
    )


WRONG = [2**53 - 1, 2**53, 2**64, 2**32, 2**31, -1, 1.5, 1e300, "0", "64", None, True, [], [64], {}]
offsets = {json.dumps(value): [hash_of(offset=value), hash_into(offset=value)] for value in WRONG}
lengths = {json.dumps(value): [hash_of(length=value), hash_into(length=value)] for value in WRONG}
# both together pass any sum that isn't careful
overflow = [hash_of(offset=size, length=64), hash_of(offset=2**32 - 64, length=128), hash_of(offset=64, length=2**53 - 1)]
handles = {
    "closed": [hash_of(segment=closed), hash_into(segment=closed)],
    "foreign": [hash_of(segment=foreign), hash_into(segment=foreign)],
    "unknown": [hash_of(segment="no-such-1"), hash_into(segment="")],
    "number": [hash_of(segment=1), hash_into(segment=None)],
}
calls = {
    "close closed": refusal("segment/close", segment=closed),
    "close foreign": refusal("segment/close", segment=foreign),
    "write foreign": refusal("segment/write", segment=foreign, offset=0, data="x"),
    "read closed": refusal("segment/read", segment=closed, offset=0, length=1),
    "write beyond": refusal("segment/write", segment=segment, offset=65535, data="xy"),
    "read beyond": refusal("segment/read", segment=segment, offset=65535, length=2),
    "open 0": refusal("segment/open", bytes=0),
    "open 2^53-1": refusal("segment/open", bytes=2**53 - 1),
    "open -1": refusal("segment/open", bytes=-1),
}


def not_a_number():
    """NaN is no JSON; in MessagePack-RPC it is a float64 like any other."""
    text = lambda s: bytes([0xA0 | len(s)]) + s.encode()
    ranges = b"\x83" + text("segment") + b"\xd9" + bytes([len(segment)]) + segment.encode()
    ranges += text("offset") + b"\xcb" + struct.pack(">d", float("nan")) + text("length") + b"\x40"
    params = b"\x82" + text("algorithm") + text("sha256") + text("data") + ranges
    raw = Sidecar(sys.argv[1]).socket
    raw.sendall(b"\x94\x00\x07" + text("hash/records") + b"\x91" + params)
    reply = raw.recv(4096)
    return "InvalidParams: data.offset" in reply.decode("latin1")


say(offsets=offsets, lengths=lengths, overflow=overflow, handles=handles, calls=calls, nan=not_a_number())
