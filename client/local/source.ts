/** What all local calls share: sources that are in this process, and what a call that no worker took part in tells. */
import type { Timing } from '../../protocol/index.ts';
import { OutriggerError } from '../errors.ts';

/** Bytes of this process, or a string's UTF-8. */
export type LocalSource = Uint8Array | string;

/** INVALID_PARAMS of JSON-RPC, as the sidecar answers. */
const INVALID_PARAMS = -32602;

/** A source's bytes. @throws OutriggerError InvalidParams: it is none that a single thread can read. */
export function bytesOf(source: unknown, path: string): Uint8Array {
  if (source instanceof Uint8Array) return source;
  if (typeof source !== 'string') throw invalid(path, 'bytes or a string: only a sidecar reads files and segments');
  // an encoder would write U+FFFD for a lone surrogate: a wrong digest without an error
  if (!source.isWellFormed()) throw invalid(path, 'text without lone surrogates');
  return new TextEncoder().encode(source);
}

/** As the sidecar would say it. */
export function invalid(path: string, expected: string): OutriggerError {
  const data = { name: 'InvalidParams', path, expected };
  return new OutriggerError('InvalidParams', `${path}: expected ${expected}`, { rpcCode: INVALID_PARAMS, data });
}

/** As of a job that ran on the caller's own thread: no worker took part. */
export function timing(start: number): Timing {
  return { queueMs: 0, runMs: performance.now() - start, workers: 0 };
}
