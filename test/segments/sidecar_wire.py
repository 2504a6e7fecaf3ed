"""A connection to a sidecar in its newline dialect, with the bytes that cross the socket counted. Standard library only,
and none of outrigger's code: what any program of another language would write. Scenarios beside this file stand on it.
"""

import json
import mmap
import os
import socket
import sys


class Refused(Exception):
    """An error reply."""

    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]
        self.name = error["data"]["name"]
        self.path = error["data"].get("path")


class Sidecar:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.unread = b""
        self.sent = 0
        self.received = 0
        self.last_id = 0

    def send(self, method, **params):
        """Sends a request without waiting for its reply; its id."""
        self.last_id += 1
        message = {"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}
        line = (json.dumps(message) + "\n").encode()
        self.socket.sendall(line)
        self.sent += len(line)
        return self.last_id

    def receive(self):
        """The next reply as it came."""
        while b"\n" not in self.unread:
            chunk = self.socket.recv(65536)
            if not chunk:
                raise ConnectionError("the sidecar closed the connection")
            self.received += len(chunk)
            self.unread += chunk
        line, self.unread = self.unread.split(b"\n", 1)
        return json.loads(line)

    def call(self, method, **params):
        self.send(method, **params)
        reply = self.receive()
        if "error" in reply:
            raise Refused(reply["error"])
        return reply["result"]

    def open(self, size):
        """A segment, mapped as the protocol says: open the path, map it, and close the descriptor."""
        lease = self.call("segment/open", bytes=size)
        fd = os.open(lease["path"], os.O_RDWR)
        try:
            return lease["segment"], mmap.mmap(fd, lease["bytes"])
        finally:
            os.close(fd)


def say(**observed):
    """A line for the test that runs the scenario."""
    print(json.dumps(observed), flush=True)


def wait():
    """Until the test says a line; False when it has gone."""
    return sys.stdin.readline() != ""
