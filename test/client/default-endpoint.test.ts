/** Whom connect() trusts when nobody names a path: the folder of the socket must be this user's alone. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../client/index.ts';

const before = process.env.XDG_RUNTIME_DIR;
let runtime: string;
beforeEach(() => {
  runtime = mkdtempSync(join(tmpdir(), 'outrigger-runtime-'));
  process.env.XDG_RUNTIME_DIR = runtime;
});
afterEach(() => {
  if (before === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = before;
  rmSync(runtime, { recursive: true, force: true });
});

/** Somebody listens at the default path, in a folder of this mode, and counts who comes. */
async function strangerIn(mode: number): Promise<{ callers: () => number } & AsyncDisposable> {
  const folder = join(runtime, 'outrigger');
  mkdirSync(folder);
  chmodSync(folder, mode);
  let callers = 0;
  const server = createServer((socket) => {
    callers += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(join(folder, 'v1.sock'), resolve));
  return {
    callers: () => callers,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test.each([0o777, 0o770, 0o722])(
  'a folder of mode %o, where others may put a socket, is not connected to',
  async (mode) => {
    await using stranger = await strangerIn(mode);
    await expect(connect()).rejects.toMatchObject({
      code: 'ConnectFailed',
      message: expect.stringContaining('others'),
    });
    expect(stranger.callers()).toBe(0);
  },
);

test.runIf(process.getuid?.() === 0)("another user's folder is not connected to", async () => {
  await using stranger = await strangerIn(0o700);
  const { chownSync } = await import('node:fs');
  chownSync(join(runtime, 'outrigger'), 65_534, 65_534);
  await expect(connect()).rejects.toMatchObject({
    code: 'ConnectFailed',
    message: expect.stringContaining('another user'),
  });
  expect(stranger.callers()).toBe(0);
});

test("the user's own folder is connected to", async () => {
  await using stranger = await strangerIn(0o700);
  const rig = await connect();
  await expect(rig.server.status()).rejects.toMatchObject({ code: 'ConnectionClosed' });
  expect(stranger.callers()).toBe(1);
  await rig.dispose();
});

test('without a folder there is nobody to connect to, and it is said where', async () => {
  await expect(connect()).rejects.toMatchObject({ code: 'ConnectFailed', message: expect.stringContaining(runtime) });
});
