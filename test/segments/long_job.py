"""Hashes 256 MiB over and over, until it is killed: argv is the socket. Its bytes are no zeros."""

import sys

from sidecar_wire import Sidecar, say

DATA = 256 << 20
COUNT = DATA // 64

sidecar = Sidecar(sys.argv[1])
segment, memory = sidecar.open(DATA + 32 * COUNT)
for start in range(0, DATA, 1 << 20):
    memory[start : start + (1 << 20)] = b"\xa5" * (1 << 20)
say(bytes=len(memory))
while True:
    sidecar.call(
        "hash/records",
        algorithm="sha256",
        data={"segment": segment, "offset": 0, "length": DATA},
        into={"segment": segment, "offset": DATA, "length": 32 * COUNT},
        engine="wasm",
    )
