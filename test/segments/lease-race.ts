/**
 * A program of its own, since what it tries once ended the process: looks whether a segment is held, over and over, while
 * another program opens and closes the segment's file as fast as it can. Says whether it ever found it alone, and held.
 */
import { spawn } from 'node:child_process';
import { Arena } from '../../sidecar/arena/arena.ts';
import { type NativeMemory, nativeMemory } from '../../sidecar/arena/native.ts';
import { reserveMemory } from '../../sidecar/arena/reservation.ts';

/** Without a harmless signal it was ended within the first 200,000. */
const LOOKS = 300_000;
const SPINNERS = 2;
const SPINNER = `
import os, sys
print("ready", flush=True)
parent = os.getppid()
while os.getppid() == parent:
    try:
        os.close(os.open(sys.argv[1], os.O_RDWR))
    except OSError:
        pass
`;

const arena = new Arena(reserveMemory(64 * 1024 * 1024), 1);
const native = nativeMemory(arena.buffer) as NativeMemory;
const fd = native.createSealedMemory(65536, 'race');
const path = `/proc/${process.pid}/fd/${fd}`;
const spinners = Array.from({ length: SPINNERS }, () =>
  spawn('python3', ['-c', SPINNER, path], { stdio: ['ignore', 'pipe', 'inherit'] }),
);
for (const { stdout } of spinners) await new Promise((resolve) => stdout.once('data', resolve));
let held = false;
let alone = false;
for (let look = 0; look < LOOKS; look++) {
  if (native.isHeldElsewhere(fd)) held = true;
  else alone = true;
}
for (const spinner of spinners) spinner.kill('SIGKILL');
console.log(JSON.stringify({ alone, held }));
