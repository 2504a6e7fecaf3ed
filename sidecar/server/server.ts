/**
 * All connections of the sidecar, whatever door they came in by: numbers them, bounds them, and ends them together. Owns no
 * socket: doors hand it their streams.
 */
import { Buffer } from 'node:buffer';
import type { Writable } from 'node:stream';
import type { Limits } from '../../protocol/limits.ts';
import type { Dispatcher } from '../dispatch/call.ts';
import type { Log } from '../log/log.ts';
import { Channel, type ChannelHost } from './channel.ts';

export interface ServerOptions {
  readonly dispatcher: Dispatcher;
  readonly limits: Limits;
  readonly log: Log;
}

/** What the owner of a channel wants to hear of it. */
export interface ChannelEvents {
  /** The client said `exit`. */
  exited?(code: 0 | 1): void;
  /** The client named its process. */
  watch?(processId: number): void;
  closed?(): void;
}

export class Server {
  readonly readBuffer: Buffer;
  readonly #options: ServerOptions;
  readonly #channels = new Map<Channel, ChannelEvents>();
  #lastId = 0;
  #idle: (() => void) | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
    const { buffer, byteOffset, byteLength } = options.dispatcher.readBuffer;
    this.readBuffer = Buffer.from(buffer, byteOffset, byteLength);
  }

  /** Whether one more connection is within the limit. */
  get hasRoom(): boolean {
    return this.#channels.size < this.#options.limits.connections;
  }

  /** Opens a channel whose replies go to `stream`. The caller reads for it and tells it when the stream is closed. */
  open(door: string, stream: Writable, events: ChannelEvents = {}): Channel {
    const { dispatcher, limits, log } = this.#options;
    const host: ChannelHost = {
      dispatcher,
      limits,
      log,
      exited: (channel, code) => this.#channels.get(channel)?.exited?.(code),
      watch: (channel, processId) => this.#channels.get(channel)?.watch?.(processId),
      closed: (channel) => this.#closed(channel),
    };
    this.#lastId += 1;
    const channel = new Channel(this.#lastId, door, stream, host);
    this.#channels.set(channel, events);
    log.debug('opened a connection', { connection: channel.id, door });
    return channel;
  }

  /** Answers what is in flight and ends every connection; after `graceMs` those that still aren't done are cut. */
  async drain(graceMs: number): Promise<void> {
    for (const channel of [...this.#channels.keys()]) channel.drain();
    if (this.#channels.size > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
        timer = setTimeout(resolve, graceMs);
      });
      clearTimeout(timer);
    }
    this.destroy();
  }

  /** Ends every connection at once. */
  destroy(): void {
    for (const channel of [...this.#channels.keys()]) channel.destroy();
  }

  #closed(channel: Channel): void {
    const events = this.#channels.get(channel);
    this.#channels.delete(channel);
    this.#options.log.debug('closed a connection', { connection: channel.id });
    events?.closed?.();
    if (this.#channels.size === 0) this.#idle?.();
  }
}
