"""Tries to change the size and seals of its segment's file in every way there is: argv is the socket. Tells what each got."""

import ctypes
import errno
import fcntl
import hashlib
import os
import sys
from base64 import b64encode

from sidecar_wire import Sidecar, say

F_ADD_SEALS, F_GET_SEALS = 1033, 1034
SEAL, SHRINK, GROW, WRITE = 1, 2, 4, 8
KEEP_SIZE, PUNCH_HOLE = 1, 2
libc = ctypes.CDLL(None, use_errno=True)

sidecar = Sidecar(sys.argv[1])
lease = sidecar.call("segment/open", bytes=1 << 20)
size = lease["bytes"]
fd = os.open(lease["path"], os.O_RDWR)


def attempt(work):
    try:
        work()
        return "done"
    except OSError as error:
        return errno.errorcode[error.errno]


def fallocate(mode, offset, length):
    if libc.fallocate(fd, mode, ctypes.c_long(offset), ctypes.c_long(length)) != 0:
        raise OSError(ctypes.get_errno(), "fallocate")


os.pwrite(fd, b"x" * size, 0)
attempts = {
    "shrink": attempt(lambda: os.ftruncate(fd, size - 4096)),
    "empty": attempt(lambda: os.truncate(lease["path"], 0)),
    "reopen": attempt(lambda: os.close(os.open(lease["path"], os.O_RDWR | os.O_TRUNC))),
    "grow": attempt(lambda: os.ftruncate(fd, size + 4096)),
    "extend": attempt(lambda: fallocate(0, size, 4096)),
    "append": attempt(lambda: os.pwrite(fd, b"x", size)),
    "seal": attempt(lambda: fcntl.fcntl(fd, F_ADD_SEALS, WRITE)),
    "punch": attempt(lambda: fallocate(PUNCH_HOLE | KEEP_SIZE, 0, 65536)),
}
whole = sidecar.call(
    "hash/messages",
    algorithm="sha256",
    messages=[{"segment": lease["segment"], "offset": 0, "length": size}],
)
expected = hashlib.sha256(bytes(65536) + b"x" * (size - 65536)).digest()
say(
    attempts=attempts,
    size=os.fstat(fd).st_size == size,
    seals=fcntl.fcntl(fd, F_GET_SEALS) == SEAL | SHRINK | GROW,
    mode=oct(os.fstat(fd).st_mode & 0o7777),
    digest=whole["digests"]["base64"] == b64encode(expected).decode(),
)
