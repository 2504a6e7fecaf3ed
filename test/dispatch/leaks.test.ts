/**
 * A long random mix of connections, calls, cancels and ends, against a model that knows what each may answer and what is
 * still leased: in the end the arena, the queue, the descriptors and the frames are as they were.
 */
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerStatus } from '../../protocol/methods/server.ts';
import { cancelled } from '../../sidecar/pool/job.ts';
import { createSidecar, type Sidecar } from '../../sidecar/sidecar.ts';
import { bufferFrame, Caller, type CallOptions, type Pending, type Reply, until } from './caller.ts';
import { bytes, digests, records } from './oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'outrigger-leaks-'));
const file = join(folder, 'file');
const sparse = join(folder, 'sparse');
const content = bytes(300_000, 8);
const contentDigests = digests('sha256', records(content, 1000));

let sidecar: Sidecar;
let observer: Caller;

beforeAll(async () => {
  writeFileSync(file, content);
  writeFileSync(sparse, '');
  truncateSync(sparse, 2 ** 30);
  const limits = { arenaBytes: 2 ** 28, inFlight: 8, inFlightBytes: 2 ** 21, segmentBytes: 2 ** 23 };
  sidecar = await createSidecar({ workers: 2, limits });
  observer = new Caller(sidecar.dispatcher);
  await observer.digests('hash/records', { algorithm: 'sha256', data: content, recordSize: 1000 });
});

afterAll(async () => {
  await sidecar.close();
  rmSync(folder, { recursive: true });
});

function descriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

function state(): Pick<ServerStatus, 'arena' | 'queue' | 'connections'> {
  const { arena, queue, connections } = observer.status();
  return { arena, queue, connections };
}

/** What a client does to a connection; numbers pick among what there is. */
type Act =
  | { kind: 'open' | 'close' }
  | { kind: 'call'; what: number; pick: number; slice: number; codec: 'json' | 'msgpack' }
  | { kind: 'cancel' | 'wait'; pick: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'close' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      what: fc.nat(),
      pick: fc.nat(),
      slice: fc.nat(300),
      codec: fc.constantFrom('json' as const, 'msgpack' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'wait' as const), pick: fc.nat() }) },
);

/** A connection as the model knows it. */
class Client {
  readonly caller = new Caller(sidecar.dispatcher);
  readonly segments: string[] = [];
  readonly pending: Pending[] = [];
  closed = false;

  /** Sends a call of some kind: returns what its reply must be, if it is a success. */
  send({ what, pick, slice, codec }: Extract<Act, { kind: 'call' }>): void {
    const part = content.subarray(0, slice * 1000);
    const want = contentDigests.subarray(0, slice * 32);
    const segment = this.segments[pick % Math.max(1, this.segments.length)] ?? 'none';
    const into = { segment, offset: pick % 4096, length: 300 * 32 };
    const sha = { algorithm: 'sha256', recordSize: 1000, engine: pick % 2 === 0 ? 'wasm' : 'auto' };
    const list = records(part, 1000);
    const calls: (() => void)[] = [
      () => this.expectDigests(want, 'hash/records', { ...sha, data: part }, { codec }),
      () => this.expectDigests(want, 'hash/records', { ...sha, data: base64(part) }, { codec: 'json' }),
      () => this.expectDigests(want, 'hash/records', { ...sha, data: { path: file, length: part.length } }, { codec }),
      () => this.expectDigests(want, 'hash/messages', { algorithm: 'sha256', messages: list }, { codec }),
      () => this.inArenaFrame(part, want, sha),
      () => this.inReadBuffer(part, want, sha),
      () => this.call('hash/records', { ...sha, data: part, into }),
      () => this.call('hash/records', { ...sha, data: { path: sparse }, recordSize: 2 ** 20 }),
      () => this.call('hash/files', { algorithm: 'sha256', paths: [file, '/nothing', sparse], progressToken: 1 }),
      () =>
        this.call('hash/messages', { algorithm: 'blake3', messages: ['x', { path: sparse }, { path: '/nothing' }] }),
      () => this.call('hash/messages', { algorithm: 'sha256', messages: [part, '\ud800', base64(part)] }),
      () => this.call('hash/records', { ...sha, data: { base64: '!!!!' } }),
      () => this.call('hash/records', { ...sha, data: part, recordSize: 7 }),
      () => this.call('hash/records', { ...sha, data: { path: '/dev/null' } }),
      () => this.openSegment(1 + (pick % 2 ** 22)),
      () => this.closeSegment(pick),
      () => this.call('segment/write', { segment, offset: pick % 4096, data: part }),
      () => this.call('segment/read', { segment, offset: 0, length: slice * 1000 }, { codec }),
      () => this.call('rpc.discover', {}),
    ];
    calls[what % calls.length]?.();
  }

  private call(method: string, params: object, options?: CallOptions): Pending {
    const request = this.caller.start(method, params, options);
    if (request.settled() === undefined) this.pending.push(request);
    else check(request.settled());
    return request;
  }

  private expectDigests(want: Buffer, method: string, params: object, options?: CallOptions): void {
    const request = this.call(method, params, options);
    void request.reply.then((reply) => {
      const { digests: got } = reply.result ?? {};
      if (got !== undefined && !want.equals(got as Buffer)) failures.push(`${method} has wrong digests`);
    });
  }

  /** As the server does it: the frame is released when `start` has returned. */
  private inArenaFrame(part: Uint8Array, want: Buffer, params: object): void {
    const frame = sidecar.dispatcher.allocateFrame(part.length + 10);
    frame.bytes.set(part, 10);
    this.expectDigests(want, 'hash/records', { ...params, data: frame.bytes.subarray(10) }, { frame });
    frame.release();
  }

  private inReadBuffer(part: Uint8Array, want: Buffer, params: object): void {
    const short = part.subarray(0, 64_000);
    const frame = bufferFrame(sidecar.dispatcher, short);
    const expected = want.subarray(0, (short.length / 1000) * 32);
    this.expectDigests(expected, 'hash/records', { ...params, data: frame.bytes }, { frame });
    sidecar.dispatcher.readBuffer.fill(0x55);
  }

  private openSegment(size: number): void {
    const request = this.call('segment/open', { bytes: size });
    void request.reply.then(({ result }) => {
      if (result !== undefined) this.segments.push(result.segment as string);
    });
  }

  private closeSegment(pick: number): void {
    const [segment] = this.segments.splice(pick % Math.max(1, this.segments.length), 1);
    if (segment !== undefined) this.call('segment/close', { segment });
  }

  close(): void {
    this.closed = true;
    this.caller.close();
  }
}

function base64(part: Uint8Array): { base64: string } {
  return { base64: Buffer.from(part).toString('base64') };
}

let failures: string[] = [];
const EXPECTED = new Set([
  ...['InvalidParams', 'FileError', 'StaleSegment', 'Busy', 'TooLarge', 'OutOfMemory', 'RequestCancelled'],
]);

/** Nothing here is a fault of ours, and only what was cancelled says so. */
function check(reply: Reply | undefined): void {
  if (reply?.error !== undefined && !EXPECTED.has(reply.error.name)) failures.push(reply.error.message);
}

async function play(acts: readonly Act[]): Promise<void> {
  const clients = [new Client()];
  const open = () => clients.filter(({ closed }) => !closed);
  const all: Pending[] = [];
  for (const step of acts) {
    const [client] = open();
    if (step.kind === 'open') clients.push(new Client());
    if (client === undefined) continue;
    const target = open()[('pick' in step ? step.pick : 0) % open().length] ?? client;
    const request = 'pick' in step ? target.pending[step.pick % Math.max(1, target.pending.length)] : undefined;
    if (step.kind === 'close') client.close();
    else if (step.kind === 'call') target.send(step);
    else if (step.kind === 'cancel') request?.handle.cancel(cancelled());
    else if (step.kind === 'wait') await Promise.race([request?.reply, new Promise(setImmediate)]);
    all.push(...target.pending.filter((each) => !all.includes(each)));
  }
  for (const client of open()) client.close();
  for (const request of all) check(await request.reply);
}

test('however calls, cancels and ends are mixed, all that was taken comes back', async () => {
  // Once, so that what is only made once (compiled code, the first threads’ descriptors) is there.
  await play(fc.sample(fc.array(act, { minLength: 50, maxLength: 50 }), 1)[0] ?? []);
  await until(() => state().arena.used === 65_536);
  const before = state();
  const open = descriptors();
  const property = fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 120 }), async (acts) => {
    failures = [];
    await play(acts);
    expect(failures).toEqual([]);
    // Descriptors and large segments come back a little after the reply.
    await until(() => JSON.stringify(state()) === JSON.stringify(before) && descriptors() <= open);
  });
  await fc.assert(property, { numRuns: 40 });
}, 120_000);
