/**
 * The built sidecar starts, computes and says what is missing wherever it is: without node:ffi, without permissions,
 * with little address space, on older Nodes, with as many workers and as small or large an arena as there may be.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const built = new URL(`file://${root}/dist/sidecar/sidecar.js`).href;
const linux = process.platform === 'linux';

interface Report {
  capabilities: Record<string, unknown> & { workers: number; unavailable?: Record<string, string> };
  limits: { arenaBytes: number; segmentBytes: number };
  notices: string[];
  faults: string[];
  /** Whether a tiny and a large call, and a file, had the digests of node:crypto. */
  right: { tiny: boolean; large: boolean; file: boolean };
  /** How many workers took part in the large call. */
  workers: number;
}

/** Makes a sidecar, calls it, closes it, and prints a Report. */
const PROGRAM = `
  import { createHash } from 'node:crypto';
  const { createSidecar } = await import('${built}');
  const options = JSON.parse(process.argv[1]);
  const notices = [], faults = [];
  const notice = (message) => notices.push(message), fault = (message, detail) => faults.push(message + ': ' + detail);
  const sidecar = await createSidecar({ ...options, notice, fault });
  const { dispatcher } = sidecar;
  const connection = { id: 1, door: 'test', unreadBytes: 0 };
  dispatcher.opened(connection);
  const frame = { bytes: new Uint8Array(0), retainable: true, retain() {}, release() {} };
  const call = (method, params) => new Promise((resolve, reject) => {
    const request = { method, params, receivedAt: performance.now(), frame, codec: 'msgpack', onProgress() {} };
    dispatcher.start(connection, request, (outcome) => {
      if (outcome.error) reject(outcome.error);
      else resolve({ ...outcome.result, digests: outcome.result.digests && Buffer.from(outcome.result.digests) });
    });
  });
  const sha = (data) => createHash('sha256').update(data).digest();
  const want = (data) => Buffer.concat(Array.from({ length: data.length / 64 }, (_, i) => sha(data.subarray(i * 64, i * 64 + 64))));
  const data = Buffer.alloc(64 * 20000, 'outrigger');
  const tiny = await call('hash/records', { algorithm: 'sha256', data: data.subarray(0, 64) });
  const large = await call('hash/records', { algorithm: 'sha256', data });
  const path = ${JSON.stringify(join(root, 'package.json'))};
  const { readFileSync } = await import('node:fs');
  const files = await call('hash/files', { algorithm: 'sha256', paths: [path] });
  const { capabilities, limits } = dispatcher.capabilities();
  await sidecar.close();
  console.log(JSON.stringify({
    capabilities, limits, notices, faults, workers: large.timing.workers,
    right: {
      tiny: tiny.digests.equals(want(data.subarray(0, 64))),
      large: large.digests.equals(want(data)),
      file: files.files[0].digest === sha(readFileSync(path)).toString('hex'),
    },
  }));`;

interface Start {
  node?: string;
  flags?: string[];
  env?: NodeJS.ProcessEnv;
  /** KiB of address space, as \`ulimit -v\` takes it. */
  ulimit?: number;
  options?: object;
}

function start({ node = process.execPath, flags = [], env = {}, ulimit, options = {} }: Start): Report {
  const command = [node, ...flags, '--input-type=module', '-e', PROGRAM, JSON.stringify(options)];
  const limited = ulimit === undefined ? command : ['sh', '-c', `ulimit -v ${ulimit}; exec "$@"`, 'sh', ...command];
  const [program = '', ...rest] = limited;
  const output = execFileSync(program, rest, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const report = JSON.parse(output) as Report;
  expect(report.right).toEqual({ tiny: true, large: true, file: true });
  expect(report.faults).toEqual([]);
  // What initialize tells and what the log tells is the same.
  const unavailable = Object.entries(report.capabilities.unavailable ?? {}).map(([what, why]) => `${what}: ${why}`);
  expect(report.notices).toEqual(unavailable);
  return report;
}

/** Other Nodes on this machine: on PATH, or named by OUTRIGGER_OLD_NODE (a list as PATH is). */
function otherNodes(): Map<string, string> {
  const named = (process.env.OUTRIGGER_OLD_NODE ?? '').split(delimiter).filter((path) => path !== '');
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const nodes = new Map<string, string>();
  for (const path of [...named, ...found].filter((each) => existsSync(each))) {
    const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    const major = Number(version.split('.')[0]);
    if (major >= 20 && version !== process.versions.node && !nodes.has(version)) nodes.set(version, path);
  }
  return nodes;
}

const others = otherNodes();
if (others.size === 0 && process.env.CI === undefined) console.log('skipped: no other Node on PATH');

test('by default everything is there that this platform has, and nothing is said to be missing', () => {
  const { capabilities, workers } = start({});
  if (linux) expect(capabilities).not.toHaveProperty('unavailable');
  expect(capabilities).toMatchObject({ mappedSegments: linux, pinning: false });
  expect(workers).toBeGreaterThanOrEqual(1);
});

describe('without node:ffi', () => {
  test.each([
    ['OUTRIGGER_NO_FFI', { env: { OUTRIGGER_NO_FFI: '1' } }, /OUTRIGGER_NO_FFI/],
    ['--permission', { flags: ['--permission', '--allow-fs-read=*', '--allow-worker'] }, /--allow-ffi/],
  ] as [string, Start, RegExp][])('%s: no mapped segments, guard pages or pinning, and why', (_name, how, why) => {
    const { capabilities } = start({ ...how, options: { pin: true, workers: 2 } });
    expect(capabilities).toMatchObject({ workers: 2, mappedSegments: false, pinning: false });
    const reason = expect.stringMatching(why);
    expect(capabilities.unavailable).toEqual({ mappedSegments: reason, guardPages: reason, pinning: reason });
  });
});

test('without the permission to start threads the main thread works, and says why', () => {
  const { capabilities, workers } = start({ flags: ['--permission', '--allow-fs-read=*'], options: { workers: 2 } });
  expect(capabilities.workers).toBe(0);
  expect(capabilities.unavailable?.workers).toMatch(/--allow-worker/);
  expect(workers).toBe(0);
});

describe.skipIf(!linux)('with little address space', () => {
  const GiB = 1024 * 1024;

  test.each([
    [6 * GiB, 'a smaller arena or fewer workers than asked for'],
    [4 * GiB, 'a smaller arena or fewer workers than asked for'],
    [3 * GiB, 'a smaller arena or fewer workers than asked for'],
    [2 * GiB, 'the main thread alone'],
  ])('%i KiB are enough for %s', (ulimit, what) => {
    const { capabilities, limits, workers } = start({
      ulimit,
      options: { workers: 6, limits: { arenaBytes: 2 ** 32 - 65_536 } },
    });
    expect(limits.arenaBytes).toBeLessThan(2 ** 32 - 65_536);
    expect(limits.segmentBytes).toBe(Math.floor(limits.arenaBytes / 2));
    expect(capabilities.workers).toBeLessThan(6);
    expect(workers).toBeLessThanOrEqual(capabilities.workers);
    expect(capabilities.workers === 0).toBe(what === 'the main thread alone');
    expect(capabilities.unavailable).toMatchObject({
      arenaBytes: expect.stringContaining(`${limits.arenaBytes} bytes instead of`),
      workers: expect.stringMatching(/ulimit -v/),
      guardPages: expect.stringMatching(/bounds/),
    });
  });

  test('where Node checks bounds by code a guard page would kill the process: there is none', () => {
    const { capabilities } = start({ flags: ['--disable-wasm-trap-handler'] });
    expect(Object.keys(capabilities.unavailable ?? {})).toEqual(['guardPages']);
  });
});

describe('sizes', () => {
  test.each([
    ['the smallest arena', { limits: { arenaBytes: 2 ** 26 } }, 2 ** 26],
    ['the smallest arena with all workers that fit', { workers: 6, limits: { arenaBytes: 2 ** 26 } }, 2 ** 26],
    ['the largest arena', { workers: 2, limits: { arenaBytes: 2 ** 32 - 65_536 } }, 2 ** 32 - 65_536],
    [
      'the largest arena and the most workers',
      { workers: 64, limits: { arenaBytes: 2 ** 32 - 65_536 } },
      2 ** 32 - 65_536,
    ],
    ['the most workers', { workers: 64 }, 2 ** 30],
  ])('%s', (_name, options, arenaBytes) => {
    const { capabilities, limits } = start({ options });
    expect(limits.arenaBytes).toBe(arenaBytes);
    if ('workers' in options) expect(capabilities.workers).toBe(options.workers);
  });

  test.each([
    [{ workers: 0 }, /workers: expected a number from 1 to 64/],
    [{ workers: 65 }, /workers: expected/],
    [{ workers: 1.5 }, /workers: expected/],
    [{ workers: 7, limits: { arenaBytes: 2 ** 26 } }, /workers: expected at most 6/],
    [{ limits: { arenaBytes: 2 ** 26 - 1 } }, /arenaBytes: expected/],
    [{ limits: { arenaBytes: 2 ** 32 } }, /arenaBytes: expected/],
  ])('%j is refused with the bound', async (options, message) => {
    const { createSidecar } = await import('../../sidecar/sidecar.ts');
    await expect(createSidecar(options)).rejects.toThrow(message);
  });
});

describe.skipIf(others.size === 0 && process.env.CI === undefined)('on another Node', () => {
  test.each([...others])('%s: all but what needs node:ffi', (version, node) => {
    const { capabilities, workers } = start({ node, options: { workers: 2 } });
    const old = Number(version.split('.')[0]) < 26;
    expect(capabilities).toMatchObject({ workers: 2, mappedSegments: linux && !old });
    if (old) {
      const reason = expect.stringContaining(linux ? 'node:ffi needs Node 26' : 'Linux');
      expect(capabilities.unavailable).toEqual({ mappedSegments: reason, guardPages: reason });
    }
    expect(workers).toBeGreaterThanOrEqual(1);
  });

  test('there is one in CI', () => {
    expect(others.size).toBeGreaterThan(0);
  });
});
