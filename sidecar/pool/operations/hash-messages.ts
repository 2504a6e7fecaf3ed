/**
 * `hash/messages` in memory: a table of (address, length) pairs, cut into runs of messages of about equal bytes.
 * Both tables are made by the main thread in memory that no client maps.
 */
import { type Arguments, type Operation, STEP_BYTES, type Steps, type Workbench } from '../operation.ts';
import { beginDigest, checkStatus, digestRange, OpenSslMessages, usesOpenSsl } from './digest.ts';
import { digestFileRange } from './file-window.ts';

const DIGEST = 32;

const FIELDS = [
  'algorithm',
  'engine',
  /** Arena address of `count` pairs of u32: address and length. */
  'table',
  /** Arena address of u32s: the index of each shard's first message, and one more for the end. */
  'bounds',
  'out',
] as const;
type Field = (typeof FIELDS)[number];

/**
 * Runs of messages that one engine takes: the kernel gets whole runs at once, since its lanes want neighbours. A message
 * of more than STEP_BYTES is hashed by itself, in steps.
 */
function* hashRun(args: Arguments<Field>, pairs: Uint32Array, first: number, end: number, bench: Workbench): Steps {
  const { algorithm, engine, table, out } = args;
  const openSsl = new OpenSslMessages(bench);
  let run = first;
  const flushKernelRun = (until: number) => {
    if (until === run) return;
    const at = out + run * DIGEST;
    checkStatus(bench.kernel.entries.hash_messages(bench.job, algorithm, table + run * 8, until - run, at));
  };
  for (let i = first; i < end; i++) {
    const address = pairs[i * 2] ?? 0;
    const length = pairs[i * 2 + 1] ?? 0;
    const byOpenSsl = usesOpenSsl(algorithm, engine, length);
    if (!byOpenSsl && length <= STEP_BYTES) continue;
    flushKernelRun(i);
    run = i + 1;
    const at = out + i * DIGEST;
    if (length <= STEP_BYTES) openSsl.hash(address, length, at);
    else yield* digestRange(bench, beginDigest(bench, algorithm, byOpenSsl), address, length, at);
  }
  flushKernelRun(end);
  openSsl.flush();
}

export const hashMessages: Operation<Field> = {
  fields: FIELDS,
  run(args, shard, bench) {
    const { buffer } = bench.bytes;
    const bounds = new Uint32Array(buffer, args.bounds, shard + 2);
    const first = bounds[shard] ?? 0;
    const end = bounds[shard + 1] ?? 0;
    return hashRun(args, new Uint32Array(buffer, args.table, end * 2), first, end, bench);
  },
};

const RANGE_FIELDS = [
  'algorithm',
  'engine',
  /** Arena address of f64 triples: descriptor or -1, address or offset, length. */
  'table',
  'out',
] as const;
type RangeField = (typeof RANGE_FIELDS)[number];

/** `hash/messages` where some are ranges of files: a shard is one message. */
export const hashRanges: Operation<RangeField> = {
  fields: RANGE_FIELDS,
  run(args, shard, bench) {
    const [fd = -1, at = 0, length = 0] = new Float64Array(bench.bytes.buffer, args.table + shard * 24, 3);
    const out = args.out + shard * DIGEST;
    const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length));
    if (fd < 0) return digestRange(bench, digester, at, length, out);
    return digestFileRange(bench, digester, fd, at, length, out);
  },
};
