"""A client that minds its own business: argv is the socket. Hashes its segment until told to stop, and judges each digest."""

import hashlib
import os
import sys
import threading

from sidecar_wire import Sidecar, say, wait

COUNT = 4096

sidecar = Sidecar(sys.argv[1])
segment, memory = sidecar.open(96 * COUNT)
stop = threading.Event()
threading.Thread(target=lambda: (wait(), stop.set()), daemon=True).start()
rounds, wrong = 0, 0
say(ready=True)
while not stop.is_set():
    data = os.urandom(64 * COUNT)
    memory[: len(data)] = data
    sidecar.call(
        "hash/records",
        algorithm="sha256",
        data={"segment": segment, "offset": 0, "length": len(data)},
        into={"segment": segment, "offset": len(data), "length": 32 * COUNT},
    )
    expected = b"".join(hashlib.sha256(data[i : i + 64]).digest() for i in range(0, len(data), 64))
    wrong += memory[len(data) :] != expected or memory[: len(data)] != data
    rounds += 1
say(rounds=rounds, wrong=wrong)
