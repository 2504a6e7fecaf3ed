/** Segments for clients that don't map: their bytes travel by calls, and the results are the same. */
import { expect, test } from 'vitest';
import { privateFolder } from '../server/private-folder.ts';
import { startServe, whenListening } from '../server/sidecar-process.ts';
import { observe } from './python.ts';

async function observeServing(env: NodeJS.ProcessEnv) {
  using folder = privateFolder();
  const path = folder.at('v1.sock');
  const served = startServe(['--socket', path, '--workers', '2'], { env });
  try {
    await whenListening(path, served);
    return await observe('moved.py', [path, folder.at('data')]);
  } finally {
    served.child.kill('SIGTERM');
    await served.exit;
  }
}

test('a segment that can be mapped can be written and read by calls as well', async () => {
  expect(await observeServing({})).toMatchObject({ mapped: true, path: true, zero: true, moved: true, digests: true });
});

test('where nothing can be mapped, the same calls do the same, and an opening can be cancelled', async () => {
  expect(await observeServing({ OUTRIGGER_NO_FFI: '1' })).toEqual({
    mapped: false,
    path: false,
    cancelled: 'RequestCancelled',
    zero: true,
    moved: true,
    digests: true,
    descriptor: 'InvalidParams passDescriptor',
  });
});
