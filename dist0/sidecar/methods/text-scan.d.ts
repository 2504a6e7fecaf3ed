/**
 * `text/scan`: short texts whole, many to a shard; a long one in windows over all workers, whose results are joined. The
 * result is the same to the match, however a text was cut.
 */
import type { Timing } from '../../protocol/envelope.ts';
import type { Handler } from './handler.ts';
export declare const scanHandler: Handler<'text/scan'>;
/** Jobs of one request, one after another. */
export declare function addTimings(a: Timing, b: Timing): Timing;
