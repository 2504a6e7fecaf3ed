/**
 * Large batches of texts go as several requests, one after another: the sidecar works on the first texts while the next are
 * still encoded and on their way, and what was found in the ones before is read; for 10 MB that takes as long as a scan of
 * them. A call that has a deadline or tells its progress stays one request. Nobody who calls can tell.
 */
import type { CallOptions } from './call.ts';
import type { TextBlocks } from './text-blocks.ts';
import { type Portions } from './text-portions.ts';
import { type Result, type Shape } from './text-results.ts';
export interface TextBatch {
    readonly portions: Portions;
    /** How the results of its parts are read and joined. */
    readonly shape: Shape<Result, Result>;
    /** What every part's request has beside its texts. */
    readonly fields: Record<string, unknown>;
}
/** How the call's results are read; undefined where they come as they are, or as their caller wants them. */
export declare function callShape(method: string, params: Record<string, unknown>): Shape<Result, Result> | undefined;
/** The call as a batch, or undefined where it is one request. */
export declare function textBatch(method: string, params: Record<string, unknown>, options: CallOptions): TextBatch | undefined;
/** Sends the request for a part, whose fields are these. */
type Send = (fields: Record<string, unknown>) => Promise<unknown>;
/** Sends a batch part by part, as blocks are free, and joins the answers. After a failure nothing more is sent. */
export declare function runBatch(batch: TextBatch, blocks: TextBlocks, send: Send): Promise<Result>;
export {};
