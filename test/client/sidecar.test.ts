/** The client and a real sidecar: that calls mean what they say, over stdio and over a socket. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Outrigger, type Progress, type SpawnOptions, spawn } from '../../client/index.ts';
import { connectMessage, requests } from '../../client/vscode.ts';
import { METHOD_NAMES } from '../../protocol/methods.ts';
import { caught } from './caught.ts';
import { RealSidecar } from './real-sidecar.ts';

const MiB = 1024 * 1024;

function sha256(data: Uint8Array | string): Buffer {
  return createHash('sha256').update(data).digest();
}

let sidecar: RealSidecar;
let directory: string;
/** Of 4 GiB, all holes: work that no test waits for. */
let endless: string;

beforeAll(async () => {
  sidecar = await RealSidecar.listen();
  directory = await mkdtemp(join(tmpdir(), 'outrigger-files-'));
  endless = join(directory, 'endless');
  await writeFile(endless, '');
  await truncate(endless, 4096 * MiB);
});
afterAll(async () => {
  await sidecar[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const doors = [
  { door: 'stdio', open: () => spawn({ env: { NODE_NO_WARNINGS: '1' } }) },
  { door: 'a socket', open: () => connect({ path: sidecar.path }) },
];

describe.each(doors)('over $door', ({ open }) => {
  let rig: Outrigger;
  beforeAll(async () => {
    rig = await open();
  });
  afterAll(() => rig.dispose());

  test('records, messages and files have the digests of node:crypto', async () => {
    const data = randomBytes(2 * MiB);
    const records = await rig.hash.records(data, { recordSize: MiB });
    expect(Buffer.concat([sha256(data.subarray(0, MiB)), sha256(data.subarray(MiB))]).equals(records.digests)).toBe(
      true,
    );
    const messages = await rig.hash.messages(['', 'abc', data.subarray(0, 70_000)]);
    expect(messages.count).toBe(3);
    const expected = Buffer.concat([sha256(''), sha256('abc'), sha256(data.subarray(0, 70_000))]);
    expect(expected.equals(messages.digests)).toBe(true);
    const parts = await rig.hash.messages(data, { lengths: [5, data.length - 5] });
    expect(sha256(data.subarray(0, 5)).equals(parts.digests.subarray(0, 32))).toBe(true);
    const path = join(directory, 'file');
    await writeFile(path, data);
    const { files } = await rig.hash.files([path, join(directory, 'missing')]);
    expect(files[0]).toEqual({ path, bytes: data.length, digest: sha256(data).toString('hex') });
    expect(files[1]).toMatchObject({ error: { code: 8, data: { name: 'FileError', code: 'ENOENT' } } });
  });

  test('a thousand calls at once each get their own answer', async () => {
    const texts = Array.from({ length: 1000 }, (_, i) => `message ${i}`.padEnd(64, '.'));
    for (let at = 0; at < texts.length; at += 200) {
      const some = texts.slice(at, at + 200);
      const results = await Promise.all(some.map((text) => rig.hash.records(text)));
      results.forEach((result, i) => {
        expect(sha256(some[i] as string).equals(result.digests)).toBe(true);
      });
    }
  });

  test('an abort stops work in its middle, and the workers are free', async () => {
    const controller = new AbortController();
    const told: Progress[] = [];
    const onProgress = (progress: Progress) => {
      told.push(progress);
      controller.abort();
    };
    const call = rig.hash.records({ path: endless }, { recordSize: 65536, signal: controller.signal, onProgress });
    expect(await caught(call)).toMatchObject({ code: 'RequestCancelled', rpcCode: -32800 });
    expect(told[0]).toMatchObject({ kind: 'begin', done: 0 });
    expect((await rig.server.status()).workers.map((worker) => worker.state)).not.toContain('busy');
  });

  test('a deadline ends work with DeadlineExceeded', async () => {
    const call = rig.hash.files([endless], { deadlineMs: 20, engine: 'wasm' });
    expect(await caught(call)).toMatchObject({ code: 'DeadlineExceeded', rpcCode: 2, retryable: true });
  });

  test('errors name the field, and the connection lives', async () => {
    const error = await caught(rig.hash.records(new Uint8Array(65)));
    expect(error).toMatchObject({ code: 'InvalidParams', rpcCode: -32602, data: { name: 'InvalidParams' } });
    const misspelt = { algorithm: 'sha256', data: 'abc', recordsize: 3 } as const;
    expect(await caught(rig.call('hash/records', misspelt))).toMatchObject({ data: { path: 'recordsize' } });
    const misnamed = 'hash/nothing' as 'hash/records';
    expect((await caught(rig.call(misnamed, { algorithm: 'sha256', data: 'abc' }))).code).toBe('MethodNotFound');
    expect((await rig.hash.records('x'.repeat(64))).count).toBe(1);
  });

  test('info() tells the methods and the limits', async () => {
    const info = await rig.server.info();
    expect(info).toMatchObject({ protocolVersion: 1, serverInfo: { name: 'outrigger' } });
    expect(info.capabilities.methods).toEqual(expect.arrayContaining(['hash/records', 'server/status']));
    expect(info.limits.frameBytes).toBe(16 * MiB);
  });
});

test('a sidecar with small limits is asked for them before it is sent more', async () => {
  await using rig = await spawn({ args: ['--frame-bytes', String(2 * MiB)], env: { NODE_NO_WARNINGS: '1' } });
  expect(await caught(rig.hash.records(new Uint8Array(3 * MiB)))).toMatchObject({
    code: 'TooLarge',
    data: { limit: 'frameBytes', max: 2 * MiB },
  });
  expect((await rig.hash.records(new Uint8Array(MiB + 64))).count).toBe(MiB / 64 + 1);
});

test('a host that computes too is left a core', async () => {
  const workers = async (options: SpawnOptions) => {
    await using rig = await spawn({ ...options, env: { NODE_NO_WARNINGS: '1' } });
    return (await rig.server.info()).capabilities.workers as number;
  };
  expect(await workers({ hostComputes: true })).toBe(Math.max(1, (await workers({})) - 1));
});

test('flags that are wrong reject the first call with what the sidecar said', async () => {
  const rig = await spawn({ args: ['--workers', 'many'], env: { NODE_NO_WARNINGS: '1' } });
  const error = await caught(rig.server.status());
  expect(error).toMatchObject({ code: 'SpawnFailed', data: { exitCode: 2 } });
  expect(error.message).toContain('--workers');
  await rig.dispose();
});

test('a killed sidecar rejects the calls of every client, and the next connect', async () => {
  await using doomed = await RealSidecar.listen();
  const rigs = await Promise.all([connect({ path: doomed.path }), connect({ path: doomed.path })]);
  const calls = rigs.map((rig) => caught(rig.hash.files([endless], { engine: 'wasm' })));
  await Promise.all(rigs.map((rig) => rig.server.info()));
  const exit = once(doomed.process, 'exit');
  doomed.process.kill('SIGKILL');
  expect((await Promise.all(calls)).map((error) => error.code)).toEqual(['ConnectionClosed', 'ConnectionClosed']);
  await exit;
  expect((await caught(connect({ path: doomed.path }))).code).toBe('ConnectFailed');
  await Promise.all(rigs.map((rig) => rig.dispose()));
});

test('a stock MessageConnection is answered for every method that needs no more than its name', async () => {
  const connection = await connectMessage({ path: sidecar.path });
  const document = (await connection.sendRequest(requests['rpc.discover'], {})) as { methods: { name: string }[] };
  expect(METHOD_NAMES).toEqual(expect.arrayContaining(document.methods.map((method) => method.name)));
  const { digests } = await connection.sendRequest(requests['hash/records'], {
    algorithm: 'sha256',
    data: 'x'.repeat(64),
  });
  expect(Buffer.from(digests?.base64 ?? '', 'base64').equals(sha256('x'.repeat(64)))).toBe(true);
  connection.dispose();
});
