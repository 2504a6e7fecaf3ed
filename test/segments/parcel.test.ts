/** A descriptor leaves with the first byte of its own reply, whatever is written before and after, or is closed. */
import { Buffer } from 'node:buffer';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Parcel } from '../../sidecar/dispatch/call.ts';
import { Output } from '../../sidecar/server/output.ts';

const LIMITS = { outputBytes: 1 << 20, outputStalledBytes: 1 << 19, outputStalledMs: 10_000 };
const FD = 7;

/** A socket that writes what Node gives it, in turn with what parcels send past it. */
class Socket extends Writable {
  readonly _handle = { fd: FD };
  readonly events: string[] = [];
  takes: (() => void)[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.events.push(`write ${chunk}`);
    this.takes.push(done);
  }

  async take(): Promise<void> {
    this.takes.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Takes as many bytes as it is told each time; no more numbers are a broken socket. */
class Letter implements Parcel {
  readonly socket: Socket;
  readonly takes: number[];
  closed = 0;

  constructor(socket: Socket, takes: number[]) {
    this.socket = socket;
    this.takes = takes;
  }

  send(fd: number, bytes: Uint8Array): number {
    const taken = this.takes.shift();
    if (taken === undefined || fd !== FD) throw new Error('sendmsg: EPIPE');
    this.socket.events.push(`descriptor ${Buffer.from(bytes.subarray(0, taken))}`);
    return taken;
  }

  close(): void {
    this.closed++;
  }
}

const text = (data: string) => [{ data, bytes: Buffer.byteLength(data) }];

function setting() {
  const socket = new Socket();
  const cuts: string[] = [];
  return { socket, cuts, output: new Output(socket, LIMITS, (reason) => cuts.push(reason)) };
}

describe('a parcel', () => {
  test('waits for what is written before it, and the rest of its reply is written after it', async () => {
    const { socket, output } = setting();
    const letter = new Letter(socket, [3]);
    output.send(text('before'));
    output.send(text('reply'), letter);
    output.send(text('after'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(socket.events).toEqual(['write before']);
    await socket.take();
    expect(socket.events).toEqual(['write before', 'descriptor rep', 'write lyafter']);
    expect(letter.closed).toBe(1);
    expect(output.unreadBytes).toBe(7);
    await socket.take();
    expect(output.unreadBytes).toBe(0);
  });

  test('is offered again to a socket that takes nothing, and nothing overtakes it', async () => {
    const { socket, output } = setting();
    const letter = new Letter(socket, [0, 0, 0, 5]);
    output.send(text('reply'), letter);
    output.send(text('after'));
    while (socket.takes.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(socket.events).toEqual([...Array(3).fill('descriptor '), 'descriptor reply', 'write after']);
    expect(letter.closed).toBe(1);
  });

  test('follows another one', async () => {
    const { socket, output } = setting();
    const letters = [new Letter(socket, [2]), new Letter(socket, [6])];
    output.send(text('first'), letters[0]);
    output.send([...text('sec'), ...text('ond')], letters[1]);
    await new Promise((resolve) => setImmediate(resolve));
    await socket.take();
    expect(socket.events.slice(0, 2)).toEqual(['descriptor fi', 'write rst']);
    expect(socket.events.join('|')).toContain('descriptor sec');
  });

  test('that can not be sent cuts the connection, and every one is closed', async () => {
    const { socket, output, cuts } = setting();
    const letters = [new Letter(socket, []), new Letter(socket, [1])];
    for (const letter of letters) output.send(text('reply'), letter);
    await new Promise((resolve) => setImmediate(resolve));
    expect(cuts).toEqual(['a descriptor could not be sent: sendmsg: EPIPE']);
    const late = new Letter(socket, [1]);
    output.send(text('reply'), late);
    expect([...letters, late].map(({ closed }) => closed > 0)).toEqual([true, true, true]);
    expect(socket.events).toEqual([]);
  });
});
