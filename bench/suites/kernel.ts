/**
 * What a core does: the kernel in one worker and in two, against C with the same vectors, loops over crypto, hash-wasm and
 * openssl. No RPC but for files. Digests are compared before anything is timed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBLAKE3 } from 'hash-wasm';
import type { SegmentRange } from '../../protocol/index.ts';
import { contest, type Placed, ratios, rowsOf, timesOf } from '../harness/contest.ts';
import { NativeRival } from '../harness/native.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { builtClient } from '../programs/built.ts';
import { Pool } from '../programs/pool.ts';
import { open as openCreateHash } from '../stacks/create-hash.ts';
import { open as openCryptoHash } from '../stacks/crypto-hash.ts';
import { BATCH_BYTES, DIGEST_BYTES, noise, RECORD_BYTES } from '../stacks/stack.ts';

const MB = 1e6;
const MIB = 1024 * 1024;

interface Part {
  readonly measures: Measure[];
  readonly facts: Record<string, number>;
  readonly missing: string[];
}

function throughput(id: string, title: string, method: string, bytes: number, placed: readonly Placed[]): Measure {
  const rows = rowsOf(placed, (ms) => bytes / MB / (ms / 1000));
  return { id, title, unit: 'MB/s', better: 'higher', method, rows };
}

/** How often something of some 20 ms is done in one run: what a core does, not what it takes to get it from its sleep. */
const IN_A_ROW = 5;

/** Does it several times in a row; the milliseconds of one. */
function inARow(run: () => unknown): () => Promise<number> {
  return async () => {
    const start = performance.now();
    for (let i = 0; i < IN_A_ROW; i++) await run();
    return (performance.now() - start) / IN_A_ROW;
  };
}

/** The same for what times itself. */
function meanOf(run: () => Promise<number>): () => Promise<number> {
  return async () => {
    let sum = 0;
    for (let i = 0; i < IN_A_ROW; i++) sum += await run();
    return sum / IN_A_ROW;
  };
}

/** A pool with the data in a segment, and a place for the digests. */
async function poolWith(workers: number, data: Uint8Array, digests: number) {
  const pool = await Pool.open(workers);
  const input = await pool.put(data);
  const into = await pool.lease(digests * DIGEST_BYTES);
  return { pool, input, into };
}

async function sameDigests(expected: Uint8Array, pool: Pool, into: SegmentRange): Promise<void> {
  if (Buffer.compare(expected, await pool.read(into)) !== 0) throw new Error('the digests differ');
}

async function records(effort: Effort): Promise<Part> {
  const data = noise(BATCH_BYTES);
  const count = BATCH_BYTES / RECORD_BYTES;
  const [loop, oneShot] = [await openCreateHash(), await openCryptoHash()];
  const one = await poolWith(1, data, count);
  const two = await poolWith(2, data, count);
  const native = NativeRival.start('sha256x4', data);
  const hash = (on: typeof one) =>
    inARow(() => on.pool.call('hash/records', { algorithm: 'sha256', data: on.input, into: on.into }));
  const run = (stack: typeof loop) => () => stack.hash(data);
  const C = 'C, 128-bit vectors, one core';
  const contestants = [
    { name: 'createHash loop', run: run(loop) },
    { name: 'crypto.hash loop', run: run(oneShot) },
    { name: 'kernel, one worker', run: hash(one) },
    { name: 'kernel, two workers', run: hash(two) },
    ...(native === undefined ? [] : [{ name: C, run: meanOf(async () => (await native.run())[0]) }]),
  ];
  const expected = await (await loop.hash(data)).digests();
  try {
    await hash(one)();
    await sameDigests(expected, one.pool, one.into);
    const placed = await contest(contestants, effort);
    await sameDigests(expected, two.pool, two.into);
    const digests = await native?.end();
    if (digests !== undefined && Buffer.compare(digests, expected) !== 0) throw new Error('C: other digests');
    const native1 = native === undefined ? undefined : timesOf(placed, C);
    const kernel1 = timesOf(placed, 'kernel, one worker');
    const kernel2 = timesOf(placed, 'kernel, two workers');
    const method = `SHA-256 of 163,840 records of 64 bytes, ${IN_A_ROW} times in a row but for the loops; the pool is driven in this process, C times itself.`;
    return {
      measures: [throughput('records', 'Records of 64 bytes', method, BATCH_BYTES, placed)],
      facts: {
        ...(native1 === undefined ? {} : factsOfC(placed, native1)),
        kernelOverCryptoHash: ratios(timesOf(placed, 'crypto.hash loop'), kernel1).median,
        twoWorkersOverCreateHash: ratios(timesOf(placed, 'createHash loop'), kernel2).median,
        twoWorkersOverOne: ratios(kernel1, kernel2).median,
      },
      missing: native === undefined ? ['C with 128-bit vectors: needs cc and x86-64'] : [],
    };
  } finally {
    await one.pool.close();
    await two.pool.close();
    native?.kill();
  }
}

function factsOfC(placed: readonly Placed[], native: readonly number[]): Record<string, number> {
  const over = (name: string) => ratios(timesOf(placed, name), native).median;
  return {
    kernelOfC: 1 / over('kernel, one worker'),
    cOverCryptoHash: over('crypto.hash loop'),
    cOverCreateHash: over('createHash loop'),
  };
}

async function blake3(effort: Effort): Promise<Part> {
  const data = noise(BATCH_BYTES);
  const hasher = await createBLAKE3();
  const { pool, input, into } = await poolWith(1, data, 1);
  const rival = () => hasher.init().update(data).digest('binary');
  const call = () => pool.call('hash/messages', { algorithm: 'blake3', data: input, lengths: [data.length], into });
  try {
    await call();
    await sameDigests(rival(), pool, into);
    const placed = await contest(
      [
        { name: 'hash-wasm', run: inARow(rival) },
        { name: 'kernel, one worker', run: inARow(call) },
      ],
      effort,
    );
    return {
      measures: [
        throughput(
          'blake3',
          'BLAKE3 of 10 MiB',
          `One message of 10 MiB, ${IN_A_ROW} times in a row, one core.`,
          data.length,
          placed,
        ),
      ],
      facts: { blake3OverHashWasm: ratios(timesOf(placed, 'hash-wasm'), timesOf(placed, 'kernel, one worker')).median },
      missing: [],
    };
  } finally {
    await pool.close();
  }
}

async function files(effort: Effort): Promise<Part> {
  const { spawn } = await builtClient();
  const bytes = (effort.kind === 'full' ? 1024 : 256) * MIB;
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-files-'));
  const paths = ['a', 'b'].map((name) => join(folder, name));
  const block = noise(64 * MIB);
  const rig = await spawn();
  try {
    for (const path of paths) {
      writeFileSync(path, '');
      for (let at = 0; at < bytes; at += block.length) writeFileSync(path, block, { flag: 'a' });
    }
    const hash = async (wanted: string[]) => {
      const { files: found } = await rig.hash.files(wanted);
      return found.map((file) => ('digest' in file ? file.digest : file.error.message));
    };
    const openssl = () => spawnSync('openssl', ['dgst', '-sha256', paths[0] as string], { encoding: 'utf8' });
    if (openssl().status !== 0) return { measures: [], facts: {}, missing: ['openssl dgst: no openssl here'] };
    if (!openssl().stdout.includes((await hash(paths))[1] as string)) throw new Error('openssl: another digest');
    const placed = await contest(
      [
        { name: 'openssl dgst -sha256', run: openssl },
        { name: 'hash/files, one file', run: () => hash(paths.slice(0, 1)) },
        // the time of each, so that twice as fast is twice the rate
        {
          name: 'hash/files, two files at once',
          run: async () => {
            const start = performance.now();
            await hash(paths);
            return (performance.now() - start) / 2;
          },
        },
      ],
      { ...effort, warmups: 1 },
    );
    const one = timesOf(placed, 'hash/files, one file');
    const method = `Files of ${bytes / MIB} MiB that are in the page cache; openssl's time holds the start of its process.`;
    return {
      measures: [throughput('files', 'SHA-256 of a big file', method, bytes, placed)],
      facts: {
        fileOfOpenssl: ratios(timesOf(placed, 'openssl dgst -sha256'), one).median,
        twoFilesOverOne: ratios(one, timesOf(placed, 'hash/files, two files at once')).median,
      },
      missing: [],
    };
  } finally {
    await rig.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const kernel: Suite = {
  name: 'kernel',
  title: 'What a core does',
  async run(effort: Effort) {
    const parts = [await records(effort), await blake3(effort), await files(effort)];
    return {
      measures: parts.flatMap((part) => part.measures),
      facts: Object.assign({}, ...parts.map((part) => part.facts)) as Record<string, number>,
      missing: parts.flatMap((part) => part.missing),
    };
  },
};
