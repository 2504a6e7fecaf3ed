"""Tries what another user might: argv are the socket and a path of a segment. Tells what each got."""

import errno
import os
import socket
import sys

from sidecar_wire import say


def attempt(work):
    try:
        work()
        return "done"
    except OSError as error:
        return errno.errorcode[error.errno]


say(
    uid=os.getuid(),
    open=attempt(lambda: os.open(sys.argv[2], os.O_RDWR)),
    read=attempt(lambda: os.open(sys.argv[2], os.O_RDONLY)),
    name=attempt(lambda: os.readlink(sys.argv[2])),
    connect=attempt(lambda: socket.socket(socket.AF_UNIX).connect(sys.argv[1])),
)
