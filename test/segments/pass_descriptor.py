"""Takes a segment's descriptor from the socket: argv is the socket. Reads a byte at a time, so that it is seen with which
byte the descriptor comes, between the replies to requests that were sent in one go.
"""

import array
import hashlib
import json
import mmap
import os
import socket
import sys

from sidecar_wire import Refused, Sidecar, say

SIZE = 1 << 20
sidecar = Sidecar(sys.argv[1])
large = {"base64": "A" * 65536}

before = sidecar.send("hash/records", algorithm="sha256", data=large)
wanted = sidecar.send("segment/open", bytes=SIZE, passDescriptor=True)
after = sidecar.send("server/status")

stream, descriptors = b"", []
while stream.count(b"\n") < 3:
    byte, ancillary, flags, _ = sidecar.socket.recvmsg(1, socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
    assert byte and not flags & socket.MSG_CTRUNC
    for level, kind, data in ancillary:
        assert (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS)
        descriptors += [(len(stream), fd) for fd in array.array("i", data)]
    stream += byte

lines = stream.split(b"\n")[:3]
replies = [json.loads(line) for line in lines]
starts = {reply["id"]: sum(len(line) + 1 for line in lines[:i]) for i, reply in enumerate(replies)}
[(offset, fd)] = descriptors
lease = next(reply["result"] for reply in replies if reply["id"] == wanted)

memory = mmap.mmap(fd, lease["bytes"])
os.close(fd)
memory[:SIZE] = os.urandom(SIZE)
result = sidecar.call(
    "hash/messages",
    algorithm="sha256",
    messages=[{"segment": lease["segment"], "offset": 0, "length": SIZE}],
)
digest = hashlib.sha256(memory[:SIZE]).digest()


def refused_in_batch():
    message = {"jsonrpc": "2.0", "id": 99, "method": "segment/open", "params": {"bytes": 1, "passDescriptor": True}}
    sidecar.socket.sendall(json.dumps([message]).encode() + b"\n")
    try:
        raise Refused(sidecar.receive()[0]["error"])
    except Refused as refused:
        return refused.path


say(
    withItsFirstByte=offset == starts[wanted],
    ids=sorted(starts) == sorted([before, wanted, after]),
    path=os.path.exists(lease["path"]),
    digest=result["digests"] == {"base64": __import__("base64").b64encode(digest).decode()},
    inBatch=refused_in_batch(),
)
