import { type Steps, type Workbench } from '../operation.ts';
export declare const ENGINE_IDS: {
    readonly auto: 0;
    readonly wasm: 1;
    readonly openssl: 2;
};
/**
 * From this many bytes a message on, OpenSSL (SHA-NI) beats the kernel's lanes. Measured (bench/pool/crossing.ts), µs a
 * message, wasm against OpenSSL: records of 1,024 B 1.34 : 1.46, of 1,280 B 1.61 : 1.51; mixed lengths around 768 B
 * 1.04 : 1.13, around 1,024 B 1.40 : 1.22.
 */
export declare const OPENSSL_FROM_BYTES = 1024;
/** Whether messages of about `bytes` each go to OpenSSL, of which `count` are neighbours. */
export declare function usesOpenSsl(algorithm: number, engine: number, bytes: number, count: number): boolean;
/** Turns a kernel's status into what the worker's loop understands. */
export declare function checkStatus(status: number): void;
/** Hashes short messages (up to STEP_BYTES) that lie in memory with OpenSSL, each digest written to `out`. */
export declare class OpenSslMessages {
    private readonly bench;
    private sincePoll;
    constructor(bench: Workbench);
    hash(address: number, length: number, out: number): void;
    /** Counts what was hashed since the last look. To be called once at the end. */
    flush(): void;
}
/** A digest that is fed in pieces of at most STEP_BYTES. `end()` gives back what it holds, finished or not. */
export interface Digester {
    update(address: number, length: number): void;
    finish(out: number): void;
    end(): void;
}
export declare function beginDigest(bench: Workbench, algorithm: number, openSsl: boolean): Digester;
/** Digests a range of memory that is too long for one step. */
export declare function digestRange(bench: Workbench, digester: Digester, address: number, length: number, out: number): Steps;
