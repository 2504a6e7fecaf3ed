/** Output is gathered, counted and bounded: a client that reads gets everything, one that doesn't is cut off. */
import { Buffer } from 'node:buffer';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Output } from '../../sidecar/server/output.ts';
import { SPEAKERS, type Speaker } from './speaker.ts';
import { WireTap } from './wire-tap.ts';

const MiB = 1024 * 1024;
const LIMITS = { outputBytes: 32 * MiB, outputStalledBytes: 8 * MiB, outputStalledMs: 10_000 };
const speaker = SPEAKERS.at(-1) as Speaker;

/** A stream whose writes are taken one by one. */
function slowStream() {
  const taken: Buffer[] = [];
  const pending: (() => void)[] = [];
  let finished = false;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk);
      pending.push(done);
    },
    final(done) {
      finished = true;
      done();
    },
  });
  const cut: string[] = [];
  const output = new Output(stream, LIMITS, (reason) => cut.push(reason));
  return {
    output,
    cut,
    taken,
    take: async () => {
      pending.shift()?.();
      await Promise.resolve();
      await new Promise<void>((resolve) => process.nextTick(resolve));
    },
    isFinished: () => finished,
  };
}

const piece = (bytes: number, fill = 0) => [{ data: Buffer.alloc(bytes, fill), bytes }];

describe('output', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps the order of large and small pieces, of text and of bytes', async () => {
    const { output, taken, take } = slowStream();
    const sent: Buffer[] = [];
    for (let i = 0; i < 40; i += 1) {
      const data = i % 3 === 0 ? 'é'.repeat(i) : i % 7 === 0 ? Buffer.alloc(700_000, i) : 'x'.repeat(i * 1000);
      sent.push(Buffer.from(data as string));
      output.send([{ data, bytes: Buffer.byteLength(data) }]);
    }
    expect(output.unreadBytes).toBe(Buffer.concat(sent).length);
    for (let i = 0; i < 100; i += 1) await take();
    expect(Buffer.concat(taken).equals(Buffer.concat(sent))).toBe(true);
    expect(output.unreadBytes).toBe(0);
  });

  it('over outputBytes at once cuts the client off', () => {
    const { output, cut } = slowStream();
    output.send(piece(32 * MiB));
    expect(cut).toEqual([]);
    output.send(piece(1));
    expect(cut).toHaveLength(1);
    expect(output.unreadBytes).toBe(0);
  });

  it('over outputStalledBytes for outputStalledMs cuts the client off', async () => {
    const { output, cut, take } = slowStream();
    output.send(piece(9 * MiB));
    await take();
    vi.advanceTimersByTime(9999);
    expect(cut).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(cut).toHaveLength(1);
  });

  it('spares a client that reads the backlog down in time, though it never reads it all', async () => {
    const { output, cut, take } = slowStream();
    for (let round = 0; round < 5; round += 1) {
      output.send(piece(9 * MiB - output.unreadBytes));
      await take();
      vi.advanceTimersByTime(6000);
      while (output.unreadBytes > 7 * MiB) await take();
      vi.advanceTimersByTime(6000);
    }
    expect(cut).toEqual([]);
  });

  it('at the end everything is written first, to a client that takes it', async () => {
    const { output, cut, taken, take, isFinished } = slowStream();
    output.send(piece(9 * MiB, 1));
    output.end();
    while (!isFinished()) {
      vi.advanceTimersByTime(6000);
      await take();
    }
    expect(cut).toEqual([]);
    expect(Buffer.concat(taken)).toHaveLength(9 * MiB);
  });

  it('at the end a client that takes nothing is not waited for', async () => {
    const { output, cut, take } = slowStream();
    await take();
    output.send(piece(10));
    output.end();
    vi.advanceTimersByTime(10_000);
    expect(cut).toHaveLength(1);
  });
});

describe('a client that does not read', () => {
  it('is cut off, and its work cancelled', async () => {
    const tap = new WireTap(speaker, { outputBytes: 10_000, outputStalledBytes: 5000 });
    tap.hold();
    tap.say(speaker.request(0, 'wait'));
    for (let id = 1; id < 40 && !tap.closed; id += 1) tap.say(speaker.request(id, 'bytes', { size: 1000 }));
    expect(tap.closed).toBe(true);
    expect(tap.dispatcher.waiting).toEqual([]);
    expect(tap.dispatcher.connections.size).toBe(0);
    expect(tap.logged.map(([level]) => level)).toEqual(['warn']);
    tap.say(speaker.request(99, 'echo'));
    expect(tap.dispatcher.unread.length).toBeLessThan(20);
  });
});
