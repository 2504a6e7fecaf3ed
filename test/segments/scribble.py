"""Rewrites its segment while the kernel reads it: argv is the socket. A child process of its own does the scribbling."""

import mmap
import os
import sys

from sidecar_wire import Sidecar, say

COUNT = 1 << 20
DATA = 64 * COUNT

sidecar = Sidecar(sys.argv[1])
segment, memory = sidecar.open(DATA + 32 * COUNT)
if os.fork() == 0:
    parent = os.getppid()
    while os.getppid() == parent:
        for at in range(0, len(memory), 4096):
            memory[at : at + 64] = os.urandom(64)
    os._exit(0)

counts = []
for algorithm in ["sha256", "blake3", "sha256"]:
    for engine in ["auto", "wasm"]:
        result = sidecar.call(
            "hash/records",
            algorithm=algorithm,
            engine=engine,
            data={"segment": segment, "offset": 0, "length": DATA},
            into={"segment": segment, "offset": DATA, "length": 32 * COUNT},
        )
        counts.append(result["count"])
blank = sum(memory[at : at + 32] == bytes(32) for at in range(DATA, DATA + 32 * COUNT, 32))
say(counts=counts, blank=blank)
