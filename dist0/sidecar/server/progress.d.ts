/**
 * The `$/progress` of one request: begin and end always and before the reply, reports at most ten a second between them.
 * Knows the values, not how they are sent.
 */
import type { ProgressValue } from '../dispatch/call.ts';
export type Token = string | number;
export declare class Progress {
    #private;
    constructor(send: (token: Token, value: ProgressValue) => void);
    /** Takes a value as the method reports it. */
    tell(token: Token, value: ProgressValue): void;
    /** The reply comes next: ends a progress that was begun and not ended, as one does that is cancelled. */
    finish(): void;
}
