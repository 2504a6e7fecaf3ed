/**
 * What moving bytes costs: the same records hashed by the same kernel on one thread elsewhere, the bytes brought there in each
 * way there is. The kernel's part is the same for all, so the differences are the transport's.
 */
import { Worker } from 'node:worker_threads';
import { Client, credentials } from '@grpc/grpc-js';
import { type Contestant, contest, type Placed, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { startProgram, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { builtClient } from '../programs/built.ts';
import { BENCH_SERVICE, UNBOUNDED } from '../programs/grpc.ts';
import { DIGEST_BYTES, noise, RECORD_BYTES } from '../stacks/stack.ts';
import { type Called, type Caller, type Calls, callInRow, NativeServer, overJob, percentMore } from './overhead.ts';

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

async function ofSize(size: (typeof SIZES)[number], effort: Effort): Promise<Sized> {
  const closing: Closing = [];
  const data = noise(size.bytes) as Uint8Array<ArrayBuffer>;
  try {
    const rig = await outrigger(closing);
    const input = await rig.segment(size.bytes);
    const output = await rig.segment((size.bytes / RECORD_BYTES) * DIGEST_BYTES);
    await input.write(0, data);
    const [from, into] = [input.range(), output.range()];
    const mapped: Caller = {
      name: MAPPED,
      async call() {
        const start = performance.now();
        const { timing } = await rig.hash.records(from, { recordSize: RECORD_BYTES, into, engine: 'wasm' });
        return { ms: performance.now() - start, jobMs: timing.runMs, queueMs: timing.queueMs };
      },
    };
    const inline: Hash = async (bytes) => (await rig.hash.records(bytes, { recordSize: RECORD_BYTES })).digests;
    const ways: [string, Hash][] = [
      [INLINE, inline],
      ['gRPC bytes', await grpcHash(closing)],
      ['worker_threads, copied by postMessage', await threadHash(closing, false)],
      ['worker_threads, transferred and back', await threadHash(closing, true)],
    ];
    await mapped.call();
    const expected = await output.read();
    for (const [name, hash] of ways) {
      if (Buffer.compare((await hash(data)) as Uint8Array, expected) !== 0) throw new Error(`${name}: other digests`);
    }
    const native = NativeServer.start(data);
    closing.push(() => native?.kill());
    const callers = [mapped, ...(native === undefined ? [] : [native])];
    const { placed, apart } = await race(ways, callers, data, effort);
    const row = size.id === JUDGED ? await callInRow(callers, effort) : [];
    await native?.end(expected);
    if (size.id !== JUDGED) return { measures: [throughput(size, placed)], facts: {}, missing: [] };
    return {
      measures: [throughput(size, placed), overJob(`Mapped, ${size.name}`, [...apart, ...row])],
      facts: factsOf(placed, apart, row),
      missing: native === undefined ? ['a hand-over in C: needs cc and x86-64'] : [],
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** A goal's fact is that of calls apart. */
function factsOf(placed: readonly Placed[], apart: readonly Calls[], row: readonly Calls[]): Record<string, number> {
  const facts: Record<string, number> = {
    inlineOfMapped: ratios(timesOf(placed, MAPPED), timesOf(placed, INLINE)).median,
  };
  const names = ['mappedOverKernelPercent', 'inCOverKernelPercent'];
  for (const [i, { calls }] of apart.entries()) facts[`${names[i]}`] = percentMore(calls).median;
  for (const [i, { calls }] of row.entries()) facts[`${names[i]}InRow`] = percentMore(calls).median;
  return facts;
}

/** All in turns; and what callers' calls took, that of the last in each round. */
async function race(
  ways: readonly [string, Hash][],
  callers: readonly Caller[],
  data: Uint8Array<ArrayBuffer>,
  effort: Effort,
) {
  // small inputs several times a run: a single one is too short to time beside the others
  const repeats = Math.max(1, Math.min(20, Math.floor((2 * MIB) / data.length)));
  const apart = callers.map(({ name }) => ({ name, calls: [] as Called[] }));
  const called = callers.map((caller, i): Contestant => {
    return {
      name: caller.name,
      async run() {
        let sum = 0;
        for (let repeat = 0; repeat < repeats; repeat++) {
          const last = await caller.call();
          sum += last.ms;
          if (repeat === repeats - 1) apart[i]?.calls.push(last);
        }
        return sum / repeats;
      },
    };
  });
  const hashed = ways.map(([name, hash]): Contestant => {
    return {
      name,
      async run() {
        const start = performance.now();
        for (let repeat = 0; repeat < repeats; repeat++) await hash(data);
        return (performance.now() - start) / repeats;
      },
    };
  });
  const [mapped, ...native] = called as [Contestant, ...Contestant[]];
  const placed = await contest([mapped, ...hashed, ...native], effort);
  const last = apart.map(({ name, calls }): Calls => ({ name, calls: calls.slice(-effort.rounds) }));
  return { placed, apart: last };
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
