/**
 * What moving bytes costs: the same records hashed by the same kernel on one thread elsewhere, the bytes brought there in each
 * way there is. The kernel's part is the same for all, so the differences are the transport's.
 */
import { Worker } from 'node:worker_threads';
import { Client, credentials } from '@grpc/grpc-js';
import { type Contestant, contest, type Placed, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { NativeRival } from '../harness/native.ts';
import { startProgram, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { spread } from '../harness/statistics.ts';
import { builtClient } from '../programs/built.ts';
import { BENCH_SERVICE, UNBOUNDED } from '../programs/grpc.ts';
import { DIGEST_BYTES, noise, RECORD_BYTES } from '../stacks/stack.ts';

const MIB = 1024 * 1024;
const SIZES = [
  { id: '64kb', name: '64 KiB', bytes: 64 * 1024 },
  { id: '1mb', name: '1 MiB', bytes: MIB },
  { id: '10mb', name: '10 MiB', bytes: 10 * MIB },
  { id: '100mb', name: '100 MiB', bytes: 100 * MIB },
];
/** The article's batch, by which goals are judged. */
const JUDGED = '10mb';
const MAPPED = 'outrigger, mapped segment';
const INLINE = 'outrigger, inline over the socket';
const IN_C = 'the same in C, the least hand-over';

type Closing = (() => unknown)[];
type Hash = (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array | undefined>;

async function outrigger(closing: Closing) {
  const { connect } = await builtClient();
  const big = String(256 * MIB);
  const flags = ['--workers', '1', '--frame-bytes', big, '--reply-bytes', big, '--output-bytes', big];
  const server = await startSidecar([...flags, '--in-flight-bytes', big, '--output-stalled-bytes', big]);
  const rig = await connect({ path: server.path });
  closing.push(
    () => server.close(),
    () => rig.dispose(),
  );
  return rig;
}

async function grpcHash(closing: Closing): Promise<Hash> {
  const server = await startProgram('grpc-server');
  const client = new Client(`unix:${server.path}`, credentials.createInsecure(), UNBOUNDED);
  closing.push(
    () => server.close(),
    () => client.close(),
  );
  const { path, requestSerialize, responseDeserialize } = BENCH_SERVICE.hash;
  return (data) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, bytes, (error, reply) => {
        if (error === null) resolve(reply);
        else reject(error);
      });
    });
}

async function threadHash(closing: Closing, giveAway: boolean): Promise<Hash> {
  const thread = new Worker(new URL('../programs/hash-thread.ts', import.meta.url));
  const next = <T>() => new Promise<T>((resolve) => thread.once('message', resolve));
  await next();
  closing.push(() => thread.terminate());
  let given: Uint8Array<ArrayBuffer> | undefined;
  return async (data) => {
    const answer = next<{ digests: Uint8Array; data?: Uint8Array<ArrayBuffer> }>();
    if (giveAway) {
      // what is given away comes back with the answer; the caller can't use it meanwhile
      given = given?.length === data.length ? given : data.slice();
      thread.postMessage({ data: given, giveBack: true }, [given.buffer]);
    } else thread.postMessage({ data, giveBack: false });
    const { digests, data: back } = await answer;
    given = back;
    return digests;
  };
}

interface Sized {
  readonly measures: readonly Measure[];
  readonly facts: Record<string, number>;
  readonly missing: readonly string[];
}

/** One call, in ms: all of it, the server's own count of the job, and where it is known how long the job waited for its worker. */
interface Called {
  readonly ms: number;
  readonly jobMs: number;
  readonly queueMs?: number;
}

interface Calls {
  readonly mapped: Called[];
  readonly inC: Called[];
}

/** By how many percent each of the last calls took longer than its job. */
const overheads = (calls: readonly Called[], { rounds }: Effort) =>
  spread(calls.slice(-rounds).map(({ ms, jobMs }) => (ms / jobMs - 1) * 100));

/** Asks a server in C, which has the same records in its memory and one worker. Compares its digests when it is closed. */
function nativeServer(data: Uint8Array, expected: Uint8Array, closing: Closing, calls: Called[]) {
  const native = NativeRival.start('hand-over', data, ['1']);
  if (native === undefined) return undefined;
  closing.push(async () => {
    if (Buffer.compare(await native.end(), expected) !== 0) throw new Error(`${IN_C}: other digests`);
  });
  return async () => {
    const [ms, jobMs = Number.NaN] = await native.run();
    calls.push({ ms, jobMs });
    return ms;
  };
}

/** What a call takes over the job that it asks for, and the least that it could here. */
function overKernel(calls: Calls, effort: Effort): Measure {
  const row = (name: string, of: readonly Called[]) => {
    const last = of.slice(-effort.rounds);
    const median = (milliseconds: (call: Called) => number) => spread(last.map(milliseconds)).median.toFixed(2);
    const rest = `${median(({ ms, jobMs, queueMs = 0 }) => ms - jobMs - queueMs)} ms`;
    const waits = last.some(({ queueMs }) => queueMs !== undefined);
    const wait = `${median(({ queueMs = 0 }) => queueMs)} ms from the request to the worker's start, `;
    return { name, value: overheads(of, effort), note: waits ? `${wait}${rest} before and after` : `${rest} in all` };
  };
  return {
    id: 'over-kernel',
    title: 'Mapped, 10 MiB: the call, over the job alone',
    unit: '% more',
    better: 'lower',
    method:
      "From the call to the answer, over the server's own count of the job, from its worker's start until the server knows of the end. " +
      'In C two processes send each other 60 bytes over a Unix socket and a futex wakes the worker, nothing else: that is what this machine takes to wake threads one after another, after a pause.',
    rows: [row(MAPPED, calls.mapped), ...(calls.inC.length === 0 ? [] : [row(IN_C, calls.inC)])],
  };
}

async function ofSize(size: (typeof SIZES)[number], effort: Effort): Promise<Sized> {
  const closing: Closing = [];
  const data = noise(size.bytes) as Uint8Array<ArrayBuffer>;
  try {
    const rig = await outrigger(closing);
    const input = await rig.segment(size.bytes);
    const output = await rig.segment((size.bytes / RECORD_BYTES) * DIGEST_BYTES);
    await input.write(0, data);
    const [from, into] = [input.range(), output.range()];
    const calls: Calls = { mapped: [], inC: [] };
    const mapped: Hash = async () => {
      const start = performance.now();
      const { timing } = await rig.hash.records(from, { recordSize: RECORD_BYTES, into, engine: 'wasm' });
      calls.mapped.push({ ms: performance.now() - start, jobMs: timing.runMs, queueMs: timing.queueMs });
      return undefined;
    };
    const inline: Hash = async (bytes) => (await rig.hash.records(bytes, { recordSize: RECORD_BYTES })).digests;
    const ways: [string, Hash][] = [
      [MAPPED, mapped],
      [INLINE, inline],
      ['gRPC bytes', await grpcHash(closing)],
      ['worker_threads, copied by postMessage', await threadHash(closing, false)],
      ['worker_threads, transferred and back', await threadHash(closing, true)],
    ];
    await mapped(data);
    const expected = await output.read();
    for (const [name, hash] of ways.slice(1)) {
      if (Buffer.compare((await hash(data)) as Uint8Array, expected) !== 0) throw new Error(`${name}: other digests`);
    }
    const native = nativeServer(data, expected, closing, calls.inC);
    const placed = await contest(contestants(ways, native, data), effort);
    const judged = size.id === JUDGED;
    return {
      measures: [throughput(size, placed), ...(judged ? [overKernel(calls, effort)] : [])],
      facts: judged ? factsOf(placed, calls, effort) : {},
      missing: judged && native === undefined ? [`${IN_C}: needs cc and x86-64`] : [],
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function factsOf(placed: readonly Placed[], { mapped, inC }: Calls, effort: Effort): Record<string, number> {
  return {
    mappedOverKernelPercent: overheads(mapped, effort).median,
    ...(inC.length === 0 ? {} : { inCOverKernelPercent: overheads(inC, effort).median }),
    inlineOfMapped: ratios(timesOf(placed, MAPPED), timesOf(placed, INLINE)).median,
  };
}

/** Small inputs several times a run: a single one is too short to time beside the others. */
function contestants(
  ways: readonly (readonly [string, Hash])[],
  native: (() => Promise<number>) | undefined,
  data: Uint8Array<ArrayBuffer>,
): Contestant[] {
  const repeats = Math.max(1, Math.min(20, Math.floor((2 * MIB) / data.length)));
  const timing = (hash: Hash) => async () => {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) await hash(data);
    return (performance.now() - start) / repeats;
  };
  const own = ways.map(([name, hash]): Contestant => ({ name, run: timing(hash) }));
  if (native === undefined) return own;
  const run = async () => {
    let sum = 0;
    for (let i = 0; i < repeats; i++) sum += await native();
    return sum / repeats;
  };
  return [...own, { name: IN_C, run }];
}

function throughput({ id, name, bytes }: (typeof SIZES)[number], placed: readonly Placed[]): Measure {
  return {
    id: `bytes-${id}`,
    title: `${name} of records, hashed elsewhere`,
    unit: 'MB/s',
    better: 'higher',
    method:
      'From the call to the digests, one thread of the same kernel on the other side; a mapped input lies in its segment, as a program would have read it there. C hashes by 128-bit vectors what lies in its server.',
    rows: rowsOf(placed, (ms) => bytes / 1e6 / (ms / 1000)),
  };
}

export const zeroCopy: Suite = {
  name: 'zero-copy',
  title: 'Bringing the bytes',
  async run(effort: Effort) {
    const sizes = effort.kind === 'full' ? SIZES : SIZES.slice(0, 3);
    const sized: Sized[] = [];
    for (const size of sizes) sized.push(await ofSize(size, effort));
    return {
      measures: sized.flatMap(({ measures }) => measures),
      facts: Object.assign({}, ...sized.map(({ facts }) => facts)) as Record<string, number>,
      missing: sized.flatMap(({ missing }) => missing),
    };
  },
};
