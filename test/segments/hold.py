"""Keeps a segment's memory after it was closed: argv is the socket. Steps on by lines of its input."""

import ctypes
import os
import sys

from sidecar_wire import Refused, Sidecar, say, wait

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
READ, MAP_SHARED = 1, 1

sidecar = Sidecar(sys.argv[1])
size = 300 << 20
lease = sidecar.call("segment/open", bytes=size)
fd = os.open(lease["path"], os.O_RDONLY)
# Python's own mmap keeps a second descriptor: this mapping must count with every one closed
address = libc.mmap(None, size, READ, MAP_SHARED, fd, 0)
os.close(fd)
sidecar.call("segment/close", segment=lease["segment"])
try:
    sidecar.call("segment/open", bytes=size)
    share = "given twice"
except Refused as refused:
    share = refused.name
say(bytes=lease["bytes"], share=share)
wait()
sidecar.socket.close()
say(connected=False)
wait()
libc.munmap(address, size)
say(mapped=False)
wait()
