/** A channel between a test and a dispatcher, without a socket: bytes go in by `say`, and what comes out is kept. */
import { Buffer } from 'node:buffer';
import { Writable } from 'node:stream';
import { type Limits, resolveLimits } from '../../protocol/limits.ts';
import type { Fields, Log } from '../../sidecar/log/log.ts';
import type { Channel } from '../../sidecar/server/channel.ts';
import { Server } from '../../sidecar/server/server.ts';
import { FakeDispatcher } from './fake-dispatcher.ts';
import type { Heard, Speaker } from './speaker.ts';

export class WireTap {
  readonly dispatcher = new FakeDispatcher();
  readonly logged: [string, string, Fields][] = [];
  readonly channel: Channel;
  readonly writes: Buffer[] = [];
  exitCode: number | undefined;
  watched: number | undefined;
  /** The server ended its side in good order. */
  finished = false;
  closed = false;
  /** While set, writes are held back as by a client that doesn't read. */
  #held: (() => void)[] | undefined;
  readonly #speaker: Speaker;

  constructor(speaker: Speaker, limits: Partial<Limits> = {}) {
    this.#speaker = speaker;
    const note =
      (level: string) =>
      (message: string, fields: Fields = {}) => {
        this.logged.push([level, message, fields]);
      };
    const log: Log = { error: note('error'), warn: note('warn'), info: note('info'), debug: () => {} };
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.writes.push(Buffer.from(chunk));
        if (this.#held === undefined) done();
        else this.#held.push(done);
      },
    });
    stream.on('finish', () => {
      this.finished = true;
    });
    const server = new Server({ dispatcher: this.dispatcher, limits: resolveLimits(limits), log });
    this.channel = server.open('test', stream, {
      exited: (code) => {
        this.exitCode = code;
      },
      watch: (processId) => {
        this.watched = processId;
      },
      closed: () => {
        this.closed = true;
      },
    });
  }

  /** Sends bytes as one read of the server's. */
  say(...frames: (Buffer | string)[]): this {
    let stream = Buffer.concat(frames.map((frame) => Buffer.from(frame as string)));
    while (stream.length > 0) {
      const target = this.channel.target;
      const n = Math.min(stream.length, target?.length ?? this.dispatcher.readBuffer.length);
      if (target === null) {
        const chunk = Buffer.from(this.dispatcher.readBuffer.buffer, this.dispatcher.readBuffer.byteOffset, n);
        stream.copy(chunk, 0, 0, n);
        this.channel.receive(chunk);
        chunk.fill(0xee);
      } else {
        stream.copy(target, 0, 0, n);
        this.channel.advance(n);
      }
      stream = stream.subarray(n);
    }
    return this;
  }

  endInput(): this {
    this.channel.inputEnded();
    return this;
  }

  hold(): void {
    this.#held = [];
  }

  /** Lets the client read one write. */
  readOne(): void {
    this.#held?.shift()?.();
  }

  get output(): Buffer {
    return Buffer.concat(this.writes);
  }

  /** All that was said, once the microtasks and ticks under way have run. */
  async heard(): Promise<(Heard | Heard[])[]> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const { heard, rest } = this.#speaker.hear(this.output);
    if (rest.length > 0) throw new Error(`half a message: ${rest.toString('latin1')}`);
    return heard;
  }
}
