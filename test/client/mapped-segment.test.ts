/** What stale holders of a mapped segment's bytes can do after dispose: nothing, and they don't crash either. */
import { randomFill } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Outrigger, spawn } from '../../client/index.ts';
import { mapFile } from '../../client/mapping.ts';
import { clientUrl, runScript } from './run-script.ts';

const BYTES = 16 * 1024 * 1024;

let rig: Outrigger;
beforeAll(async () => {
  rig = await spawn({ env: { NODE_NO_WARNINGS: '1' } });
});
afterAll(() => rig.dispose());

/** A file of zeros that stands for a segment's memory. */
async function zeros(): Promise<{ path: string } & AsyncDisposable> {
  const path = join(tmpdir(), `outrigger-zeros-${process.pid}-${Math.random()}`);
  writeFileSync(path, Buffer.alloc(BYTES));
  return { path, [Symbol.asyncDispose]: () => rm(path) };
}

test('views of a disposed segment have length 0, and writing to them reaches nobody', async () => {
  const first = await rig.segment(4096);
  const view = first.bytes;
  const part = view.subarray(8, 16);
  view.fill(1);
  await first.dispose();
  expect([view.length, part.length, view[0], view.buffer.byteLength]).toEqual([0, 0, undefined, 0]);
  await using second = await rig.segment(4096);
  second.bytes.fill(2);
  view[0] = 9;
  expect(() => part.fill(9)).toThrow(TypeError);
  expect(() => part.set([9])).toThrow(TypeError);
  expect(second.bytes.every((byte) => byte === 2)).toBe(true);
});

test('the pages are zeros at first', async () => {
  await using fresh = await rig.segment(32 * 1024 * 1024);
  expect(fresh.bytes.every((byte) => byte === 0)).toBe(true);
});

test('an asynchronous operation that is under way at dispose writes to pages of nobody', async () => {
  await using file = await zeros();
  const mapping = mapFile(file.path, BYTES, false);
  const filled = new Promise<void>((resolve) => randomFill(new Uint8Array(mapping.buffer), () => resolve()));
  mapping.retire();
  const atRetire = readFileSync(file.path);
  await filled;
  expect(atRetire.equals(readFileSync(file.path))).toBe(true);
});

test('a buffer that was handed to another thread stays readable there, and shows no one’s bytes', async () => {
  await using file = await zeros();
  const mapping = mapFile(file.path, BYTES, false);
  const buffer = mapping.buffer;
  new Uint8Array(buffer).fill(5);
  const lines = `const { parentPort } = require('node:worker_threads');
    parentPort.once('message', (buffer) => {
      const bytes = new Uint8Array(buffer);
      parentPort.postMessage(bytes[4096]);
      parentPort.once('message', () => parentPort.postMessage(bytes[4096]));
    });`;
  const worker = new Worker(lines, { eval: true });
  const answer = () => new Promise((resolve) => worker.once('message', resolve));
  const before = answer();
  worker.postMessage(buffer, [buffer]);
  expect(await before).toBe(5);
  mapping.retire();
  const after = answer();
  worker.postMessage(new ArrayBuffer(1));
  expect(await after).toBe(0);
  await worker.terminate();
});

test('mapping a file that is too short is refused: a touch past its end would kill the process', async () => {
  await using file = await zeros();
  expect(() => mapFile(file.path, BYTES + 1, false)).toThrow(`has ${BYTES} bytes`);
});

test('addresses are given back when nothing refers to the disposed bytes any more', async () => {
  const lines = `
    import { readFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { spawn } from '${clientUrl()}';
    const kilobytes = () => Number(/VmSize:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    await using rig = await spawn();
    const cycles = async () => {
      for (let i = 0; i < 40; i += 1) {
        await using seg = await rig.segment(${BYTES});
        seg.bytes[0] = 1;
      }
      for (let i = 0; i < 5; i += 1) { gc(); await sleep(10); }
    };
    await cycles();
    const before = kilobytes();
    await cycles();
    console.log(kilobytes() - before);`;
  const ran = await runScript(lines, { flags: ['--expose-gc', '--no-warnings'] });
  expect(ran.code).toBe(0);
  expect(Number(ran.stdout)).toBeLessThan((10 * BYTES) / 1024);
});
