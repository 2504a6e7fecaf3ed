/** The vectors of NIST and of BLAKE3's authors, through a running sidecar: each engine, and both ways to give messages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Outrigger } from '../../client/index.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';

let sidecar: RunningSidecar;
let rig: Outrigger;

beforeAll(async () => {
  sidecar = await startSidecar();
  rig = await connect({ path: sidecar.path });
});

afterAll(async () => {
  await rig?.dispose();
  await sidecar?.[Symbol.asyncDispose]();
});

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', 'vectors', path), 'utf8');
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

interface Vector {
  message: Uint8Array;
  digest: string;
}

/** `Len = bits`, `Msg = hex`, `MD = hex`; a message of no bits is written as `00`. */
function nistVectors(path: string): Vector[] {
  const found = read(path).matchAll(/^Len = (\d+)\r?\nMsg = ([0-9a-f]+)\r?\nMD = ([0-9a-f]{64})/gm);
  return Array.from(found, ([, bits, message, digest]) => ({
    message: bytes(message as string).subarray(0, Number(bits) / 8),
    digest: digest as string,
  }));
}

function hexDigests(digests: Uint8Array): string[] {
  return Array.from({ length: digests.length / 32 }, (_, i) =>
    Buffer.from(digests.subarray(i * 32, i * 32 + 32)).toString('hex'),
  );
}

const engines = ['auto', 'wasm', 'openssl'] as const;

describe.each([
  ['SHA256ShortMsg.rsp', 65],
  ['SHA256LongMsg.rsp', 64],
])('NIST CAVP %s', (file, count) => {
  test.each(engines)('all digests are right with the engine %s', async (engine) => {
    const vectors = nistVectors(`nist/${file}`);
    expect(vectors).toHaveLength(count);
    const { digests } = await rig.hash.messages(
      vectors.map(({ message }) => message),
      { engine },
    );
    expect(hexDigests(digests)).toEqual(vectors.map(({ digest }) => digest));
  });

  test('all digests are right for messages that lie one after another', async () => {
    const vectors = nistVectors(`nist/${file}`);
    const data = Buffer.concat(vectors.map(({ message }) => message));
    const lengths = vectors.map(({ message }) => message.length);
    const { digests } = await rig.hash.messages(new Uint8Array(data), { lengths, engine: 'wasm' });
    expect(hexDigests(digests)).toEqual(vectors.map(({ digest }) => digest));
  });
});

/** One step of SHAVS §6.4 for many chains at once: each message is the three digests before it. */
async function monteStep(chains: Uint8Array[][]): Promise<void> {
  const data = Buffer.concat(chains.map(([a, b, c]) => Buffer.concat([a, b, c] as Uint8Array[])));
  const { digests } = await rig.hash.records(new Uint8Array(data), { recordSize: 96 });
  chains.forEach((chain, i) => {
    chain.shift();
    chain.push(digests.slice(i * 32, i * 32 + 32));
  });
}

test('NIST CAVP Monte Carlo: 100 checkpoints of 1,000 chained digests', async () => {
  const text = read('nist/SHA256Monte.rsp');
  const seed = /^Seed = ([0-9a-f]{64})/m.exec(text)?.[1] as string;
  const checkpoints = Array.from(text.matchAll(/^MD = ([0-9a-f]{64})/gm), ([, digest]) => digest as string);
  expect(checkpoints).toHaveLength(100);
  // Each checkpoint is the seed of the next: with all of them known, the hundred chains run side by side.
  const seeds = [seed, ...checkpoints.slice(0, -1)].map(bytes);
  const chains = seeds.map((start) => [start, start, start]);
  for (let step = 0; step < 1000; step++) await monteStep(chains);
  expect(chains.map(([, , last]) => Buffer.from(last as Uint8Array).toString('hex'))).toEqual(checkpoints);
});

interface Blake3Vectors {
  cases: { input_len: number; hash: string }[];
}

describe("BLAKE3's own vectors", () => {
  const { cases } = JSON.parse(read('blake3/test_vectors.json')) as Blake3Vectors;
  const inputs = cases.map(({ input_len }) => Uint8Array.from({ length: input_len }, (_, i) => i % 251));
  // The file has extended output; a digest is its first 32 bytes.
  const expected = cases.map(({ hash }) => hash.slice(0, 64));

  test('all are right as messages', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(22);
    const { digests } = await rig.hash.messages(inputs, { algorithm: 'blake3' });
    expect(hexDigests(digests)).toEqual(expected);
  });

  test('all are right as records of their size, alone and four at once', async () => {
    for (const [i, input] of inputs.entries()) {
      if (input.length === 0) continue;
      const four = Buffer.concat([input, input, input, input]);
      const options = { algorithm: 'blake3', recordSize: input.length } as const;
      const { digests } = await rig.hash.records(new Uint8Array(four), options);
      expect(hexDigests(digests)).toEqual(Array(4).fill(expected[i]));
    }
  });
});
