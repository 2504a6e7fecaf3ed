/** A child of one's own: how it is started, how its end is told, and how it is ended. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { spawn } from '../../client/index.ts';
import { caught } from './caught.ts';
import { isRunning } from './process-state.ts';

const fakeChild = fileURLToPath(new URL('./fake-child.ts', import.meta.url));

function fake(mode: string, ...args: string[]) {
  return spawn({ command: process.execPath, args: ['--no-warnings', fakeChild, mode, ...args] });
}

describe('a child', () => {
  test('gets the environment and directory that it was given, and nothing to inherit', async () => {
    await using rig = await spawn({
      command: process.execPath,
      args: ['--no-warnings', fakeChild, 'tell'],
      env: { OUTRIGGER_TEST: 'yes', HOME: undefined },
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });
    const told = (await rig.server.status()) as unknown as { env: Record<string, string>; cwd: string };
    expect(told.env.OUTRIGGER_TEST).toBe('yes');
    expect(told.env.HOME).toBeUndefined();
    expect(told.env.PATH).toBe(process.env.PATH);
    expect(told.env.ELECTRON_RUN_AS_NODE).toBeUndefined();
    expect(told.cwd).toBe(fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, ''));
  });

  test('of an Electron host is told to be a Node', async () => {
    const versions = Object.getOwnPropertyDescriptor(process, 'versions') as PropertyDescriptor;
    Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, electron: '99.0.0' } });
    try {
      const { childEnvironment } = await import('../../client/spawn.ts');
      expect(childEnvironment({}).ELECTRON_RUN_AS_NODE).toBe('1');
      expect(childEnvironment({ command: 'outrigger' }).ELECTRON_RUN_AS_NODE).toBeUndefined();
    } finally {
      Object.defineProperty(process, 'versions', versions);
    }
  });

  test('that cannot be started rejects spawn() with SpawnFailed', async () => {
    const error = await caught(spawn({ command: `${fakeChild}.does-not-exist` }));
    expect(error).toMatchObject({ code: 'SpawnFailed', data: { syscallCode: 'ENOENT' } });
  });
});

describe('a child that ends', () => {
  test('before its first answer rejects the calls with SpawnFailed and its last stderr lines', async () => {
    const rig = await fake('stillborn');
    const error = await caught(rig.server.status());
    expect(error.code).toBe('SpawnFailed');
    expect(error.data).toMatchObject({ exitCode: 7, signal: null });
    const stderr = error.data.stderr as string[];
    expect(stderr).toHaveLength(20);
    expect(stderr.slice(-2)).toEqual(['line 30', 'the last word']);
    expect(error.message).toContain('exited with code 7');
    expect(error.message).toContain('the last word');
    await rig.dispose();
  });

  test('midway rejects every call in flight with ConnectionClosed and its last stderr lines', async () => {
    const rig = await fake('crash');
    await rig.server.info();
    const errors = await Promise.all([1, 2, 3].map(() => caught(rig.hash.records('a'))));
    expect(errors.map((error) => error.code)).toEqual(Array(3).fill('ConnectionClosed'));
    expect(errors.map((error) => (error.data.stderr as string[]).at(-1))).toEqual(Array(3).fill('the last word'));
    expect((await caught(rig.hash.records('a'))).code).toBe('ConnectionClosed');
    await rig.dispose();
  });

  test('by a signal says which', async () => {
    const rig = await fake('tell');
    const { argv } = (await rig.server.status()) as unknown as { argv: string[] };
    expect(argv[2]).toBe('tell');
    const pid = rig.pid as number;
    const call = caught(
      rig.call('hash/records', { algorithm: 'sha256', data: 'a' }, { signal: AbortSignal.timeout(1) }),
    );
    process.kill(pid, 'SIGKILL');
    await call;
    const later = await caught(rig.server.status());
    expect(later).toMatchObject({ code: 'ConnectionClosed', data: { pid, exitCode: null, signal: 'SIGKILL' } });
    await rig.dispose();
  });

  test('its stdout only is ended, and the calls are rejected', async () => {
    const rig = await fake('shut');
    await rig.server.info();
    expect((await caught(rig.hash.records('a'))).code).toBe('ConnectionClosed');
    await rig.dispose();
    expect(isRunning(rig.pid as number)).toBe(false);
  });

  test('is what happens to one that says nonsense', async () => {
    const rig = await fake('garbage');
    expect((await caught(rig.hash.records('a'))).code).toBe('ProtocolViolation');
    await rig.dispose();
    expect(isRunning(rig.pid as number)).toBe(false);
  });
});

describe('dispose', () => {
  test('awaits in-flight calls, and then the exit of the child', async () => {
    const rig = await fake('slow', '100');
    const calls = [rig.server.status(), rig.server.status()];
    let answered = 0;
    for (const call of calls) void call.then(() => (answered += 1));
    await rig.dispose();
    expect(answered).toBe(2);
    expect(isRunning(rig.pid as number)).toBe(false);
  });

  test('refuses calls that come after it with Disposed', async () => {
    const rig = await fake('slow', '50');
    const early = rig.server.status();
    const disposal = rig.dispose();
    expect((await caught(rig.server.status())).code).toBe('Disposed');
    expect((await caught(rig.server.info())).code).toBe('Disposed');
    expect(await early).toEqual({ count: 1 });
    await disposal;
  });

  test('is the same whether called once or twice, before the first call or after the end', async () => {
    const unused = await fake('tell');
    await Promise.all([unused.dispose(), unused.dispose()]);
    expect(isRunning(unused.pid as number)).toBe(false);
    const crashed = await fake('crash');
    await caught(crashed.server.status());
    await crashed.dispose();
  });

  test('kills a child that does not go by itself', async () => {
    const rig = await fake('stubborn');
    const hello = caught(rig.server.info());
    await rig.dispose({ graceMs: 50 });
    expect(await hello).toMatchObject({ code: 'SpawnFailed', data: { signal: 'SIGKILL' } });
    expect(isRunning(rig.pid as number)).toBe(false);
  });
});
