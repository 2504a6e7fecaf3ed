"""Opens segments until no more are given: argv is the socket, and a file to hash. Then comes as another client."""

import sys

from sidecar_wire import Refused, Sidecar, say

sidecar = Sidecar(sys.argv[1])
count, refused = 0, None
while refused is None:
    try:
        sidecar.call("segment/open", bytes=1)
        count += 1
    except Refused as error:
        refused = error.name
other = Sidecar(sys.argv[1])
hashed = other.call("hash/files", algorithm="sha256", paths=[sys.argv[2]])["files"][0]
sidecar.socket.close()
while other.call("server/status")["arena"]["segments"] > 0:
    pass
other.call("segment/open", bytes=1)
say(count=count, refused=refused, hashed="digest" in hashed)
