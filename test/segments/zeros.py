"""Opens a segment larger than what `long_job.py` had: argv is the socket. Tells how large, and how many of its MiB aren't all zeros."""

import sys

from sidecar_wire import Sidecar, say

sidecar = Sidecar(sys.argv[1])
size = 400 << 20
segment, memory = sidecar.open(size)
step = 1 << 20
nothing = bytes(step)
say(bytes=len(memory), dirty=sum(memory[at : at + step] != nothing for at in range(0, len(memory), step)))
