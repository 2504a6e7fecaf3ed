/** What other users, and processes in other namespaces, can and can't do with a segment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { privateFolder } from '../server/private-folder.ts';
import { ENTRY, hostOnSocket } from '../server/sidecar-process.ts';
import { AS_NOBODY, folderOfNobody, IN_NAMESPACE, runs, scenariosForAll } from './other-user.ts';
import { observe, Scenario } from './python.ts';

const nobodyRuns = runs(...AS_NOBODY, 'python3', '--version');
const nobodyServes =
  nobodyRuns && runs(...AS_NOBODY, process.execPath, '--version') && runs(...AS_NOBODY, 'cat', ENTRY);
const namespaces = runs(...IN_NAMESPACE, 'true');
if (!nobodyRuns || !namespaces) console.info('skipped: only root becomes another user, or makes namespaces');
else if (!nobodyServes) console.info('skipped: the checkout is closed to other users, so that none can serve from it');

/** A sidecar on `path` that is started by another program. */
async function serveThrough(prefix: string[], path: string): Promise<AsyncDisposable & { path: string }> {
  const [program, ...words] = [...prefix, process.execPath, ENTRY, '--socket', path, '--workers', '1'];
  const sidecar = spawn(program as string, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(sidecar, 'exit');
  let told = '';
  for await (const line of sidecar.stderr) {
    told += line;
    if (told.includes('listening')) break;
  }
  expect(told).toContain('listening');
  return {
    path,
    async [Symbol.asyncDispose]() {
      sidecar.kill('SIGTERM');
      await ended;
    },
  };
}

test.skipIf(!nobodyRuns)("another user can't open a segment's memory by its path, nor connect", async () => {
  await using host = await hostOnSocket();
  using scenarios = scenariosForAll();
  await using owner = new Scenario('path_of_segment.py', [host.path]);
  const { path } = await owner.hears();
  // the directory is closed to others as well; opened to them here, it is the socket's own mode that refuses
  chmodSync(dirname(host.path), 0o755);
  const stranger = join(scenarios.path, 'stranger.py');
  expect(await observe(stranger, [host.path, String(path)], AS_NOBODY)).toEqual({
    uid: 65534,
    open: 'EACCES',
    read: 'EACCES',
    name: 'EACCES',
    connect: 'EACCES',
  });
});

test.skipIf(!namespaces)(
  'in another PID namespace the path leads elsewhere, and the passed descriptor to the segment',
  async () => {
    await using host = await hostOnSocket();
    expect(await observe('elsewhere.py', [host.path], IN_NAMESPACE)).toEqual({
      pid: 1,
      pathIsOurs: false,
      digest: true,
    });
  },
);

test.skipIf(!nobodyServes)("a sidecar that isn't root's tells what a former client still maps, too", async () => {
  using folder = folderOfNobody();
  using scenarios = scenariosForAll();
  const path = join(folder.path, 'v1.sock');
  await using sidecar = await serveThrough(AS_NOBODY, path);
  const { bytes, ...held } = await observe(join(scenarios.path, 'held.py'), [sidecar.path], AS_NOBODY);
  expect(held).toEqual({ mapped: bytes, unmapped: 0, mappedForReading: bytes });
});

test('segments leave descriptors for connections and files', async () => {
  using folder = privateFolder();
  await using sidecar = await serveThrough(['prlimit', '--nofile=120:120'], folder.at('v1.sock'));
  expect(await observe('many.py', [sidecar.path, ENTRY])).toEqual({ count: 60, refused: 'OutOfMemory', hashed: true });
});
