/**
 * What a call takes over the job that it asks for: apart from each other, when every cache has seen other things meanwhile, and
 * one after another. The least that it could is measured beside it, by a server and a client in C that do nothing else.
 */
import { NativeRival } from '../harness/native.ts';
import type { Effort, Measure } from '../harness/results.ts';
import { type Spread, spread } from '../harness/statistics.ts';

/** One call or several, in ms: all of it, the server's own count of the job, and how long the job waited for its worker. */
export interface Called {
  readonly ms: number;
  readonly jobMs: number;
  /** Undefined where it isn't known. */
  readonly queueMs?: number;
}

/** A way to ask for the job. */
export interface Caller {
  readonly name: string;
  call(): Promise<Called>;
}

/** What its calls took, round by round. */
export interface Calls {
  readonly name: string;
  readonly calls: readonly Called[];
}

/** Calls a round that are measured together. */
const IN_A_ROW = 5;

/** By how many percent calls took longer than their jobs. */
export function percentMore(calls: readonly Called[]): Spread {
  return spread(calls.map(({ ms, jobMs }) => (ms / jobMs - 1) * 100));
}

/** The mean of several. */
function mean(calls: readonly Called[]): Called {
  const of = (part: (call: Called) => number) => calls.reduce((sum, call) => sum + part(call), 0) / calls.length;
  const whole = { ms: of(({ ms }) => ms), jobMs: of(({ jobMs }) => jobMs) };
  return calls.some(({ queueMs }) => queueMs === undefined)
    ? whole
    : { ...whole, queueMs: of((it) => it.queueMs ?? 0) };
}

/** Callers in turns, each with some calls one after another, of which the first isn't counted. */
export async function callInRow(callers: readonly Caller[], { rounds }: Pick<Effort, 'rounds'>): Promise<Calls[]> {
  const all = callers.map(({ name }) => ({ name: `${name}, ${IN_A_ROW} in a row`, calls: [] as Called[] }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, caller] of callers.entries()) {
      await caller.call();
      const some: Called[] = [];
      for (let call = 0; call < IN_A_ROW; call++) some.push(await caller.call());
      all[i]?.calls.push(mean(some));
    }
  }
  return all;
}

/** Where the time over the job goes, in words. */
function whereTo(calls: readonly Called[]): string {
  const median = (milliseconds: (call: Called) => number) => spread(calls.map(milliseconds)).median.toFixed(2);
  const rest = median(({ ms, jobMs, queueMs = 0 }) => ms - jobMs - queueMs);
  if (calls.some(({ queueMs }) => queueMs === undefined)) return `${rest} ms in all`;
  return `${median(({ queueMs = 0 }) => queueMs)} ms from the request to the worker's start, ${rest} ms before and after`;
}

/** The measure of all of them. `what` is asked for in words. */
export function overJob(what: string, all: readonly Calls[]): Measure {
  return {
    id: 'over-kernel',
    title: `${what}: the call, over the job alone`,
    unit: '% more',
    better: 'lower',
    method:
      "From the call to the answer, over the server's own count of the job, from its worker's start until the server knows of the end. " +
      'Calls that follow others’ in turn find neither code nor data in the caches; calls in a row find what the job has left there. ' +
      'In C two processes send each other 60 bytes over a Unix socket and a futex wakes the worker, nothing else: that is what this machine takes to wake threads one after another.',
    rows: all.map(({ name, calls }) => ({ name, value: percentMore(calls), note: whereTo(calls) })),
  };
}

/** A server in C that has the records in its memory, and one worker. Undefined where there is no C compiler, or no x86-64. */
export class NativeServer implements Caller {
  readonly name = 'the same in C, the least hand-over';

  readonly #program: NativeRival;

  private constructor(program: NativeRival) {
    this.#program = program;
  }

  static start(data: Uint8Array): NativeServer | undefined {
    const program = NativeRival.start('hand-over', data, ['1']);
    return program && new NativeServer(program);
  }

  async call(): Promise<Called> {
    const [ms, jobMs = Number.NaN] = await this.#program.run();
    return { ms, jobMs };
  }

  /** Whatever it is doing. After `end` this does nothing. */
  kill(): void {
    this.#program.kill();
  }

  /** Ends it. Throws where it has other digests. */
  async end(expected: Uint8Array): Promise<void> {
    if (Buffer.compare(await this.#program.end(), expected) !== 0) throw new Error(`${this.name}: other digests`);
  }
}
