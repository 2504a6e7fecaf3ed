"""Opens a segment and tells its path: argv is the socket. Keeps it open until it is told to go on."""

import sys

from sidecar_wire import Sidecar, say, wait

sidecar = Sidecar(sys.argv[1])
say(**sidecar.call("segment/open", bytes=65536))
wait()
