"""Maps segments and closes them, by itself: argv is the socket. Tells what `server/status` says is held, step by step."""

import mmap
import os
import sys

from sidecar_wire import Sidecar, say

sidecar = Sidecar(sys.argv[1])
watcher = Sidecar(sys.argv[1])


def held():
    return watcher.call("server/status")["arena"]["held"]


segment, memory = sidecar.open(1 << 20)
sidecar.call("segment/close", segment=segment)
mapped = held()
bytes_ = len(memory)
memory.close()
unmapped = held()
lease = sidecar.call("segment/open", bytes=1 << 20)
fd = os.open(lease["path"], os.O_RDONLY)
memory = mmap.mmap(fd, lease["bytes"], prot=mmap.PROT_READ)
os.close(fd)
sidecar.call("segment/close", segment=lease["segment"])
say(bytes=bytes_, mapped=mapped, unmapped=unmapped, mappedForReading=held())
