/**
 * What moving bytes costs: the same records hashed by the same kernel on one thread elsewhere, the bytes brought there in each
 * way there is. The kernel's part is the same for all, so the differences are the transport's.
 */
import { Worker } from 'node:worker_threads';
import { Client, credentials } from '@grpc/grpc-js';
import { type Contestant, contest, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { startProgram, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { quantile } from '../harness/statistics.ts';
import { builtClient } from '../programs/built.ts';
import { BENCH_SERVICE, UNBOUNDED } from '../programs/grpc.ts';
import { DIGEST_BYTES, noise, RECORD_BYTES } from '../stacks/stack.ts';

const MIB = 1024 * 1024;
const SIZES = [
  { name: '64 KB', bytes: 64 * 1024 },
  { name: '1 MB', bytes: MIB },
  { name: '10 MB', bytes: 10 * MIB },
  { name: '100 MB', bytes: 100 * MIB },
];
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
  readonly measure: Measure;
  readonly facts: Record<string, number>;
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
    const overheads: number[] = [];
    const mapped: Hash = async () => {
      const start = performance.now();
      const { timing } = await rig.hash.records(from, { recordSize: RECORD_BYTES, into, engine: 'wasm' });
      overheads.push((performance.now() - start) / timing.runMs - 1);
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
    // small inputs several times a round: a single one is too short to time beside the others
    const repeats = Math.max(1, Math.min(20, Math.floor((2 * MIB) / size.bytes)));
    const contestants = ways.map(([name, hash]): Contestant => {
      return {
        name,
        async run() {
          const start = performance.now();
          for (let i = 0; i < repeats; i++) await hash(data);
          return (performance.now() - start) / repeats;
        },
      };
    });
    const placed = await contest(contestants, effort);
    return {
      measure: {
        id: `bytes-${size.name.replace(' ', '').toLowerCase()}`,
        title: `${size.name} of records, hashed elsewhere`,
        unit: 'MB/s',
        better: 'higher',
        method:
          'From the call to the digests, one thread of the same kernel on the other side; a mapped input lies in its segment, as a program would have read it there.',
        rows: rowsOf(placed, (ms) => size.bytes / 1e6 / (ms / 1000)),
      },
      facts:
        size.name === '10 MB'
          ? {
              mappedOverKernelPercent: quantile(overheads.slice(-effort.rounds), 0.5) * 100,
              inlineOfMapped: ratios(timesOf(placed, MAPPED), timesOf(placed, INLINE)).median,
            }
          : {},
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

export const zeroCopy: Suite = {
  name: 'zero-copy',
  title: 'Bringing the bytes',
  async run(effort: Effort) {
    const sizes = effort.kind === 'full' ? SIZES : SIZES.slice(0, 3);
    const sized: Sized[] = [];
    for (const size of sizes) sized.push(await ofSize(size, effort));
    return {
      measures: sized.map(({ measure }) => measure),
      facts: Object.assign({}, ...sized.map(({ facts }) => facts)) as Record<string, number>,
      missing: [],
    };
  },
};
