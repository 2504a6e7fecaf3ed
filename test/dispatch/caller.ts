/**
 * A connection that calls a dispatcher without a transport: the real dispatch, arena, workers and kernel under test. It
 * keeps the rules of call.ts for the server's side, and throws when dispatch breaks its own (a second settlement).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServerStatus } from '../../protocol/methods/server.ts';
import type { CallHandle, Dispatcher, FrameLease, Outcome, ProgressValue } from '../../sidecar/dispatch/call.ts';

export interface CallOptions {
  codec?: 'json' | 'msgpack';
  frame?: FrameLease;
}

/** A result whose bytes are copied, or an error, as the server would have sent it. */
export interface Reply {
  result?: Record<string, unknown>;
  error?: { name: string; code: number; message: string; data: Record<string, unknown> };
}

/** A request under way. */
export interface Pending {
  readonly handle: CallHandle;
  readonly reply: Promise<Reply>;
  /** The reply, once it is there. */
  settled(): Reply | undefined;
  readonly progress: ProgressValue[];
}

/** A frame in ordinary memory: what a caller without a socket has. */
export function plainFrame(bytes = new Uint8Array(0)): FrameLease {
  return { bytes, retainable: true, retain() {}, release() {} };
}

/** A frame in the shared read buffer: dispatch must be done with it when `start` returns. */
export function bufferFrame(dispatcher: Dispatcher, bytes: Uint8Array): FrameLease {
  dispatcher.readBuffer.set(bytes);
  return {
    bytes: dispatcher.readBuffer.subarray(0, bytes.length),
    retainable: false,
    retain() {
      throw new Error('a frame in the read buffer was retained');
    },
    release() {},
  };
}

/** What the server does with a result while `settle` runs: afterwards its bytes are somebody else's. */
function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
}

function replyOf(outcome: Outcome): Reply {
  if (!('error' in outcome)) return { result: encode(outcome.result) as Record<string, unknown> };
  const { name, code, message, data } = outcome.error;
  return { error: { name, code, message, data } };
}

let connections = 0;

export class Caller {
  readonly id = ++connections;
  readonly door = 'test';
  unreadBytes = 0;
  private readonly dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.dispatcher = dispatcher;
    dispatcher.opened(this);
  }

  start(method: string, params: unknown, options: CallOptions = {}): Pending {
    const progress: ProgressValue[] = [];
    let settled: Reply | undefined;
    let resolve: (reply: Reply) => void = () => {};
    const reply = new Promise<Reply>((done) => {
      resolve = done;
    });
    const request = {
      method,
      params,
      receivedAt: performance.now(),
      frame: options.frame ?? plainFrame(),
      codec: options.codec ?? 'msgpack',
      onProgress: (_token: string | number, value: ProgressValue) => void progress.push(value),
    };
    const handle = this.dispatcher.start(this, request, (outcome) => {
      if (settled !== undefined) throw new Error(`${method} was settled twice`);
      settled = replyOf(outcome);
      resolve(settled);
    });
    return { handle, reply, progress, settled: () => settled };
  }

  call(method: string, params: unknown = {}, options?: CallOptions): Promise<Reply> {
    return this.start(method, params, options).reply;
  }

  /** The result, or a thrown error with the reply's error in it. */
  async result(method: string, params: unknown = {}, options?: CallOptions): Promise<Record<string, unknown>> {
    const { result, error } = await this.call(method, params, options);
    if (error !== undefined) throw new Error(`${method}: ${error.name}: ${error.message}`);
    if (result === undefined || result === null) return {};
    return result;
  }

  async digests(method: string, params: unknown, options?: CallOptions): Promise<Buffer> {
    return (await this.result(method, params, options)).digests as Buffer;
  }

  /** The name of the error that a call ends with; undefined for a success. */
  async errorName(method: string, params: unknown = {}, options?: CallOptions): Promise<string | undefined> {
    return (await this.call(method, params, options)).error?.name;
  }

  /** What the sidecar is doing: server/status is answered before `start` returns. */
  status(): ServerStatus {
    const settled = this.start('server/status', {}).settled();
    if (settled?.result === undefined) throw new Error('server/status was not answered at once');
    return settled.result as unknown as ServerStatus;
  }

  /** What the busy workers are busy with. */
  busyMethods(): (string | undefined)[] {
    const busy = this.status().workers.filter(({ state }) => state === 'busy');
    return busy.map(({ method }) => method);
  }

  busyWorkers(): number {
    return this.busyMethods().length;
  }

  close(): void {
    this.dispatcher.closed(this);
  }
}

/** Waits, a turn of the event loop at a time, for what other threads bring about. The test's time is its bound. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}
