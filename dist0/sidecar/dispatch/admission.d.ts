import type { Limits } from '../../protocol/limits.ts';
import type { Connection } from './call.ts';
/** The bytes of a reply that carries no payload. */
export declare const SMALL_REPLY_BYTES = 512;
/** One admitted request's share; `release()` exactly once. */
export interface Admitted {
    /** Reserves the bytes that the request holds in memory, and those of its reply. Busy or TooLarge when they don't fit. */
    reserve(bytes: number, replyBytes: number): void;
    release(): void;
}
export declare class Admission {
    private readonly limits;
    private readonly accounts;
    private totalBytes;
    constructor(limits: Limits);
    get connections(): number;
    opened(connection: Connection): void;
    closed(connection: Connection): void;
    /** Counts a request in, or throws Busy. */
    admit(connection: Connection): Admitted;
    private check;
    private busy;
}
