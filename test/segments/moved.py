"""Uses a segment without mapping it: argv is the socket. Writes by call, hashes in place, reads by call."""

import base64
import hashlib
import json
import os
import sys

from sidecar_wire import Refused, Sidecar, say

RECORDS = 1000
SIZE = 400 << 20
AT = SIZE - 64 * RECORDS

sidecar = Sidecar(sys.argv[1])

# an opening that is cancelled leaves nothing; only one that must be cleared first takes long enough for that
opening = sidecar.send("segment/open", bytes=SIZE)
cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": opening}}
sidecar.socket.sendall(json.dumps(cancel).encode() + b"\n")
reply = sidecar.receive()
cancelled = reply.get("error", {}).get("data", {}).get("name", "opened")
if "result" in reply:
    sidecar.call("segment/close", segment=reply["result"]["segment"])

lease = sidecar.call("segment/open", bytes=SIZE)
data = os.urandom(64 * RECORDS)
with open(sys.argv[2], "wb") as file:
    file.write(data)


def read(offset, length):
    reply = sidecar.call("segment/read", segment=lease["segment"], offset=offset, length=length)
    return base64.b64decode(reply["data"]["base64"])


def write(offset, data):
    sidecar.call("segment/write", segment=lease["segment"], offset=offset, data=data)


zero = read(AT, 1024) == bytes(1024) and read(0, 1024) == bytes(1024)
write(AT, {"base64": base64.b64encode(data[:640]).decode()})
write(AT + 640, {"path": sys.argv[2], "offset": 640})
write(0, {"segment": lease["segment"], "offset": AT, "length": 64})
write(64, "é")
moved = read(AT, len(data)) == data and read(0, 66) == data[:64] + "é".encode()
sidecar.call(
    "hash/records",
    algorithm="sha256",
    data={"segment": lease["segment"], "offset": AT, "length": len(data)},
    into={"segment": lease["segment"], "offset": 1024, "length": 32 * RECORDS},
)
expected = b"".join(hashlib.sha256(data[i : i + 64]).digest() for i in range(0, len(data), 64))
digests = read(1024, 32 * RECORDS) == expected


def refusal(**params):
    try:
        sidecar.call("segment/open", **params)
        return "accepted"
    except Refused as refused:
        return f"{refused.name} {refused.path}"


say(
    mapped=lease["mapped"],
    path="path" in lease,
    cancelled=cancelled,
    zero=zero,
    moved=moved,
    digests=digests,
    descriptor=refusal(bytes=1, passDescriptor=True) if not lease["mapped"] else "",
)
