/**
 * What the text methods share: texts to shards, a pool for results whose size nobody knows, and failures in the words of
 * the request. A pool that was too small is made larger once, and then the request is TooLarge.
 */
import type { Timing } from '../../protocol/envelope.ts';
import type { Work } from '../dispatch/active-call.ts';
import type { Eventual } from '../dispatch/eventual.ts';
import { type Texts } from '../dispatch/texts.ts';
import { type TextResult } from '../pool/operations/text/results.ts';
import type { CallScope } from './handler.ts';
/** How a failure names the text or rules that are at fault. */
export interface Wording {
    /** The path of a text. */
    readonly field: (index: number) => string;
    /** Matches a text, where there is such a limit. */
    readonly limit?: number;
}
/** The texts as the table that workers read, and their runs. Long texts that a client maps are copied here, others by workers. */
export declare function textTable(texts: Texts, scope: CallScope): {
    texts: number;
    bounds: number;
    mapped: number;
    shards: number;
};
/** The results of a job, in the order of its texts; their bytes are there until `use` has returned. */
export type Results = readonly TextResult[];
export interface PoolJob<F extends string> {
    /** How many results. */
    readonly count: number;
    /** Bytes of results that will do for nearly all, and that always do (or that a reply could never carry). */
    readonly likelyBytes: number;
    readonly mostBytes: number;
    readonly wording: Wording;
    /** The job, given where its results go. */
    work(target: {
        entries: number;
        pool: number;
        poolBytes: number;
    }): Work<F>;
}
/** Runs a job that leaves results, and hands them over. */
export declare function runPoolJob<F extends string, R>(job: PoolJob<F>, scope: CallScope, use: (results: Results, timing: Timing) => Eventual<R>): Eventual<R>;
/** The text of a result, or undefined when it has no bytes. */
export declare function resultText(result: TextResult, length: number, { arena }: CallScope): string;
/** The texts that results begin with, of as many bytes as their first numbers say, one after another. */
export declare function joinTexts(results: Results, { arena, inputs }: CallScope): {
    text: Uint8Array;
    lengths: number[];
};
/** u32s of a result. */
export declare function resultWords(result: TextResult, { arena }: CallScope): Uint32Array;
