"""Hashes 10 MiB of records where they lie: argv is the socket. Tells what crossed it, and what hashlib says."""

import hashlib
import os
import sys

from sidecar_wire import Sidecar, say

RECORD, COUNT = 64, 163_840
DATA = RECORD * COUNT

sidecar = Sidecar(sys.argv[1])
segment, memory = sidecar.open(DATA + 32 * COUNT)
memory[:DATA] = os.urandom(DATA)
result = sidecar.call(
    "hash/records",
    algorithm="sha256",
    recordSize=RECORD,
    data={"segment": segment, "offset": 0, "length": DATA},
    into={"segment": segment, "offset": DATA, "length": 32 * COUNT},
)
agree = all(
    memory[DATA + 32 * i : DATA + 32 * (i + 1)] == hashlib.sha256(memory[RECORD * i : RECORD * (i + 1)]).digest()
    for i in range(COUNT)
)
say(count=result["count"], agree=agree, sent=sidecar.sent, received=sidecar.received)
