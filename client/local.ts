/**
 * `outrigger/local`: the sidecar's algorithms in this very thread, for small work and for places that can't start a
 * process (browsers, workers, serverless). The calls are the client's, so that either may stand in for the other. Opens no
 * connection, and needs nothing of Node: the kernel is loaded with the first call.
 */
import { LocalHash } from './local/hash.ts';
import { LocalText } from './local/text.ts';

export { OutriggerError, type OutriggerErrorCode } from './errors.ts';
export type { Digests } from './hash.ts';
export type {
  LocalDigestOptions,
  LocalHash,
  LocalLengthsOptions,
  LocalRecordsOptions,
} from './local/hash.ts';
export type { LocalSource } from './local/source.ts';
export type { LocalDedupeOptions, LocalRedactOptions, LocalScanOptions, LocalText } from './local/text.ts';

/** What this thread can compute by itself. Calls block it while they run: hash much, or serve others, with `spawn()`. */
export interface Local {
  readonly hash: LocalHash;
  /** All but tokens. Its kernel of 2.1 MB is loaded with the first call. */
  readonly text: LocalText;
}

export const local: Local = { hash: new LocalHash(), text: new LocalText() };
