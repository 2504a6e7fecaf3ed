/** `text/tokens` and `text/chunk`: counts, ids and chunk bounds by a vocabulary that all workers share. */
import type { Handler } from './handler.ts';
export declare const tokensHandler: Handler<'text/tokens'>;
export declare const chunkHandler: Handler<'text/chunk'>;
