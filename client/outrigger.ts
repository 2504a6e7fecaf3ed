/**
 * A connected sidecar as its user sees it: typed calls, the method families, and an end that can be awaited. Thin: what
 * a call means is the sidecar's business, and how it travels is the session's.
 */
import type { Limits, MethodName, ParamsOf, ResultOf } from '../protocol/index.ts';
import type { CallOptions } from './call.ts';
import { failureError, OutriggerError } from './errors.ts';
import { Hash } from './hash.ts';
import type { Outlet } from './outlet.ts';
import { Prompt } from './prompt.ts';
import type { Segment } from './segment.ts';
import type { SegmentPool } from './segment-pool.ts';
import { Server, type ServerInfo } from './server.ts';
import { type Outcome, Session } from './session.ts';
import { Text } from './text.ts';
import { callShape, runBatch, textBatch } from './text-batch.ts';
import { TextBlocks } from './text-blocks.ts';
import type { Result, Shape } from './text-results.ts';
import { runWhole, wholeList } from './text-whole.ts';

const PROTOCOL_VERSION = 1;

export interface DisposeOptions {
  /** Milliseconds that each step of the farewell may take before the sidecar is cut off; 5,000 if absent. */
  graceMs?: number | undefined;
}

const GRACE_MS = 5000;

export class Outrigger implements AsyncDisposable {
  readonly hash: Hash;
  readonly text: Text;
  readonly prompt: Prompt;
  readonly server: Server;
  readonly #session: Session;
  readonly #outlet: Outlet;
  readonly #active = new Set<Promise<unknown>>();
  readonly #blocks = new TextBlocks({ call: this.call.bind(this), info: () => this.#info() });
  #greeting: Promise<Outcome> | undefined;
  #segments: Promise<SegmentPool> | undefined;
  #disposal: Promise<void> | undefined;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
    this.#session = new Session(outlet);
    outlet.attach(this.#session);
    const call = this.call.bind(this);
    this.hash = new Hash(call);
    this.text = new Text(call);
    this.prompt = new Prompt(call);
    this.server = new Server(call, () => this.#info());
  }

  /** The sidecar's process id if it was spawned; `server.status()` tells that of any. */
  get pid(): number | undefined {
    return this.#outlet.pid;
  }

  /**
   * Calls any method by its name, typed by the protocol's table. Byte arrays in `params` are sent from where they lie: they
   * must not change before the call has settled.
   * @throws OutriggerError with the sidecar's error; ConnectionClosed if it went away; Disposed after `dispose()`.
   */
  async call<M extends MethodName>(method: M, params: ParamsOf<M>, options: CallOptions = {}): Promise<ResultOf<M>> {
    if (this.#disposal !== undefined) throw disposed(method);
    const work = this.#start(method, { ...params }, options);
    this.#active.add(work);
    try {
      return (await work) as ResultOf<M>;
    } finally {
      this.#active.delete(work);
    }
  }

  #start(method: string, fields: Record<string, unknown>, options: CallOptions): Promise<unknown> {
    const batch = textBatch(method, fields, options);
    if (batch !== undefined) return runBatch(batch, this.#blocks, (part) => this.#run(method, part, options));
    const whole = wholeList(method, fields, this.#blocks);
    // by what was given: the list is a source with lengths by then
    const shape = callShape(method, fields);
    if (whole !== undefined) return runWhole(whole, (all) => this.#ask(method, all, shape, options));
    return this.#ask(method, fields, shape, options);
  }

  /** One request. */
  #ask(
    method: string,
    fields: Record<string, unknown>,
    shape: Shape<Result, Result> | undefined,
    options: CallOptions,
  ): Promise<unknown> {
    const { packed, unpack } = shape ?? {};
    if (unpack === undefined) return this.#run(method, fields, options);
    const many = fields.texts !== undefined || fields.lengths !== undefined;
    return this.#run(method, { ...fields, packed }, options).then((result) =>
      unpack(result as Result, many ? 0 : undefined),
    );
  }

  async #run(method: string, fields: Record<string, unknown>, options: CallOptions): Promise<unknown> {
    const { signal, onProgress, deadlineMs, priority } = options;
    if (deadlineMs !== undefined) fields.deadlineMs = deadlineMs;
    if (priority !== undefined) fields.priority = priority;
    const greeting = this.#greet();
    const request = () => this.#session.request(method, fields, { signal, onProgress });
    let outcome = await request();
    if (isOverFrameLimit(outcome)) {
      // perhaps the sidecar takes more than could be known so far
      const known = this.#session.frameLimit;
      this.#session.hold();
      await greeting;
      this.#session.release();
      if (this.#session.frameLimit > known) outcome = await request();
    }
    if ('failure' in outcome) throw failureError(outcome.failure);
    return outcome.result;
  }

  /** Resolves when every call that is in flight now has settled. */
  async #quiet(): Promise<void> {
    await Promise.allSettled([...this.#active]);
  }

  /**
   * Memory that the kernel computes on, `bytes` long: on Linux and Node 26 its very pages are mapped here. Its first use
   * holds zeros, a reused one what this connection wrote before. Give it back by `dispose()` or `await using`.
   * @throws OutriggerError OutOfMemory: the arena, or this connection's share of it, has no such free range.
   */
  async segment(bytes: number): Promise<Segment> {
    if (this.#disposal !== undefined) throw disposed('segment()');
    this.#segments ??= this.#loadSegments();
    return (await this.#segments).segment(bytes);
  }

  async #loadSegments(): Promise<SegmentPool> {
    const { SegmentPool } = await import('./segment-pool.ts');
    return new SegmentPool({
      call: this.call.bind(this),
      info: () => this.#info(),
      quiet: () => this.#quiet(),
      spare: () => this.#blocks.closeStage(),
    });
  }

  /**
   * Ends the connection, and the sidecar if it was spawned: calls in flight are awaited, then `shutdown`, the end of
   * its stdin, its exit; after a grace it is killed. Calls made from now on reject with Disposed. Never rejects.
   */
  dispose(options: DisposeOptions = {}): Promise<void> {
    this.#disposal ??= this.#dispose(options.graceMs ?? GRACE_MS);
    return this.#disposal;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #dispose(graceMs: number): Promise<void> {
    const session = this.#session;
    session.hold();
    await this.#quiet();
    await (await this.#segments)?.disposeAll();
    await this.#blocks.closeStage();
    if (session.spoken) await within(graceMs, session.request('shutdown', {}));
    this.#outlet.end();
    await this.#outlet.gone(graceMs);
    session.release();
  }

  /** Says hello once, in the same write as the first call: it costs no round trip. */
  #greet(): Promise<Outcome> {
    this.#greeting ??= this.#initialize();
    return this.#greeting;
  }

  async #initialize(): Promise<Outcome> {
    const params = {
      protocolVersion: PROTOCOL_VERSION,
      clientInfo: { name: 'outrigger' },
      capabilities: { structuredErrors: true },
    };
    const outcome = await this.#session.request('initialize', params, { background: true });
    if ('result' in outcome) {
      const frameLimit = (outcome.result as { limits?: Partial<Limits> }).limits?.frameBytes;
      if (frameLimit !== undefined) this.#session.frameLimit = frameLimit;
    } else if (Array.isArray(outcome.failure.options.data?.supported)) {
      const { message, options } = outcome.failure;
      this.#outlet.destroy({
        code: 'VersionMismatch',
        message: `the sidecar speaks another version: ${message}`,
        options,
      });
    }
    return outcome;
  }

  async #info(): Promise<ServerInfo> {
    if (this.#disposal !== undefined) throw disposed('server.info()');
    this.#session.hold();
    try {
      const outcome = await this.#greet();
      if ('failure' in outcome) throw failureError(outcome.failure);
      return outcome.result as ServerInfo;
    } finally {
      this.#session.release();
    }
  }
}

function disposed(what: string): OutriggerError {
  return new OutriggerError('Disposed', `${what} was called after dispose()`);
}

function isOverFrameLimit(outcome: Outcome): boolean {
  return 'failure' in outcome && outcome.failure.code === 'TooLarge' && outcome.failure.options.rpcCode === undefined;
}

/** Waits for `work` to settle, but no longer than `ms`. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
