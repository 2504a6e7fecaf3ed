/** What all local calls share: sources that are in this process, and what a call that no worker took part in tells. */
import type { Timing } from '../../protocol/index.ts';
import { OutriggerError } from '../errors.ts';
/** Bytes of this process, or a string's UTF-8. */
export type LocalSource = Uint8Array | string;
/** A source's bytes. @throws OutriggerError InvalidParams: it is none that a single thread can read. */
export declare function bytesOf(source: unknown, path: string): Uint8Array;
/** As the sidecar would say it. */
export declare function invalid(path: string, expected: string): OutriggerError;
/** As of a job that ran on the caller's own thread: no worker took part. */
export declare function timing(start: number): Timing;
