/**
 * What the text methods share: texts to shards, a pool for results whose size nobody knows, and failures in the words of
 * the request. A pool that was too small is made larger once, and then the request is TooLarge.
 */
import type { Timing } from '../../protocol/envelope.ts';
import { invalidParams, ProtocolError, tooLarge } from '../../protocol/errors.ts';
import { AS_GIVEN } from '../../protocol/packed.ts';
import { Failure } from '../arena/job-table.ts';
import type { Work } from '../dispatch/active-call.ts';
import type { Eventual } from '../dispatch/eventual.ts';
import { ownText, type Texts } from '../dispatch/texts.ts';
import { MethodFailure } from '../pool/job.ts';
import { ENTRY_BYTES, POOL_HEADER_BYTES, readResults, type TextResult } from '../pool/operations/text/results.ts';
import { MAPPED_TEXT_MAX } from '../pool/operations/text/texts.ts';
import type { CallScope } from './handler.ts';
import { memoryRuns } from './message-runs.ts';

/** How a failure names the text or rules that are at fault. */
export interface Wording {
  /** The path of a text. */
  readonly field: (index: number) => string;
  /** Matches a text, where there is such a limit. */
  readonly limit?: number;
}

/** The texts as the table that workers read, and their runs. Long texts that a client maps are copied here, others by workers. */
export function textTable(texts: Texts, scope: CallScope) {
  const { inputs, arena } = scope;
  const count = texts.inputs.length;
  const runs = memoryRuns(texts.inputs.map(({ length }) => length));
  const address = inputs.scratch(count * 8 + runs.length * 4);
  const { words } = arena;
  let mapped = 0;
  let at = address / 4;
  for (const input of texts.inputs) {
    const range = input.length > MAPPED_TEXT_MAX ? ownText(input, scope) : input;
    if (range.mapped) mapped = 1;
    words[at++] = range.address;
    words[at++] = range.length;
  }
  const bounds = address + count * 8;
  new Uint32Array(arena.buffer, bounds, runs.length).set(runs);
  return { texts: address, bounds, mapped, shards: runs.length - 1 };
}

/** The results of a job, in the order of its texts; their bytes are there until `use` has returned. */
export type Results = readonly TextResult[];

export interface PoolJob<F extends string> {
  /** How many results. */
  readonly count: number;
  /** Bytes of results that will do for nearly all, and that always do (or that a reply could never carry). */
  readonly likelyBytes: number;
  readonly mostBytes: number;
  /** Pieces of the pool, where that isn't one a result. */
  readonly pieces?: number;
  readonly wording: Wording;
  /** The job, given where its results go. */
  work(target: { entries: number; pool: number; poolBytes: number }): Work<F>;
}

/** Runs a job that leaves results, and hands them over. */
export function runPoolJob<F extends string, R>(
  job: PoolJob<F>,
  scope: CallScope,
  use: (results: Results, timing: Timing) => Eventual<R>,
): Eventual<R> {
  const attempt = (poolBytes: number, last: boolean): Eventual<R> => {
    const recover = (error: unknown): Eventual<R> => {
      const full = error instanceof MethodFailure && error.failure === Failure.poolFull;
      if (full && !last) return attempt(job.mostBytes, true);
      throw reword(error, job.wording, scope);
    };
    try {
      const results = collect(job, poolBytes, scope, use);
      return results instanceof Promise ? results.catch(recover) : results;
    } catch (error) {
      return recover(error);
    }
  };
  return attempt(job.likelyBytes, job.likelyBytes >= job.mostBytes);
}

function collect<F extends string, R>(
  job: PoolJob<F>,
  resultBytes: number,
  { arena, call }: CallScope,
  use: (results: Results, timing: Timing) => Eventual<R>,
): Eventual<R> {
  // Each piece is rounded up to 8 bytes.
  const poolBytes = POOL_HEADER_BYTES + resultBytes + (job.pieces ?? job.count) * 8;
  const range = arena.allocate(job.count * ENTRY_BYTES + POOL_HEADER_BYTES + poolBytes);
  const giveBack = () => arena.release(range);
  const pool = range.address;
  const entries = pool + Math.ceil(poolBytes / POOL_HEADER_BYTES) * POOL_HEADER_BYTES;
  new Uint32Array(arena.buffer, pool, 1)[0] = 0;
  let ran: Eventual<Timing>;
  try {
    ran = call.run(job.work({ entries, pool, poolBytes }));
  } catch (error) {
    giveBack();
    throw error;
  }
  const read = (timing: Timing) => {
    return use(readResults(arena.buffer, entries, job.count), timing);
  };
  if (!(ran instanceof Promise)) {
    call.own(giveBack);
    return read(ran);
  }
  return ran.then(
    (timing) => {
      call.own(giveBack);
      return read(timing);
    },
    (error: unknown) => {
      giveBack();
      throw error;
    },
  );
}

/** A failure that a worker could only tell by number, as an error that names the field. */
function reword(error: unknown, { field, limit }: Wording, { limits }: CallScope): unknown {
  if (!(error instanceof MethodFailure)) return isHeapFull(error) ? heapFull() : error;
  const { failure, detail } = error;
  switch (failure) {
    case Failure.notText:
      return invalidParams(field(Number(detail)), 'text that is valid UTF-8');
    case Failure.tooMany:
      return tooLarge(
        'matches',
        limit ?? 0,
        (limit ?? 0) + 1,
        `${field(Number(detail))} has more matches than a reply holds`,
      );
    case Failure.tooSmall:
      return invalidParams('maxTokens', "a number that every character's tokens fit (4 always do)");
    case Failure.badRules: {
      const [rule = '', message = ''] = detail.split('\0');
      return new ProtocolError('BadRuleset', `rule ${rule}: ${message}`, { rule, message });
    }
    default:
      return tooLarge('replyBytes', limits.replyBytes, Number(detail), 'the results take more');
  }
}

/**
 * A worker's heap had no room for what a text takes: as Rust's allocator says it, which traps, or as a status. No fault of the
 * kernel, and a heap is as large for the next try.
 */
function isHeapFull(error: unknown): boolean {
  if (!(error instanceof ProtocolError)) return false;
  if (error.name === 'KernelTrap') return /^memory allocation of \d+ bytes failed/.test(String(error.data.message));
  return error.name === 'OutOfMemory' && error.data.requested === undefined;
}

function heapFull(): ProtocolError {
  const message = 'the texts take more memory than a worker has: pass long ones in parts';
  return new ProtocolError('OutOfMemory', message, { retryable: false });
}

/** The text of a result, or undefined when it has no bytes. */
export function resultText(result: TextResult, length: number, { arena }: CallScope): string {
  return Buffer.from(arena.buffer, result.address, length).toString('utf8');
}

/**
 * The texts that results begin with, of as many bytes as their first numbers say, one after another; without those that are as they
 * were given, and have no length here.
 */
export function joinTexts(results: Results, scope: CallScope): { text: Uint8Array; lengths: (number | null)[] } {
  const lengths = results.map(({ values }) => (values[0] === AS_GIVEN ? null : values[0]));
  const pieces = results.map(({ address }, i) => ({ address, length: lengths[i] ?? 0 }));
  return { text: joinPieces(pieces, scope), lengths };
}

/** Pieces of the arena, one after another; there until the call's end. */
export function joinPieces(
  pieces: readonly { readonly address: number; readonly length: number }[],
  { arena, inputs }: CallScope,
): Uint8Array {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  // in the arena, whose pages are there already
  const start = inputs.scratch(bytes);
  let at = start;
  for (const { address, length } of pieces) {
    arena.bytes.copyWithin(at, address, address + length);
    at += length;
  }
  return arena.view(start, bytes);
}

/** u32s of a result. */
export function resultWords(result: TextResult, { arena }: CallScope): Uint32Array {
  return new Uint32Array(arena.buffer, result.address, result.length / 4);
}
