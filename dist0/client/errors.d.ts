/**
 * The one error class of the client. Match on `code`, never on text or on `instanceof` of a particular copy: a brand
 * makes `instanceof OutriggerError` true for errors of another copy of this package too.
 */
import { type ErrorName } from '../protocol/errors.ts';
/** What can go wrong on this side of the connection; the names of the wire's errors are in `ERRORS`. */
export declare const CLIENT_ERRORS: {
    readonly ConnectFailed: {
        readonly retryable: true;
        readonly when: 'no sidecar answers at the path';
    };
    readonly SpawnFailed: {
        readonly retryable: false;
        readonly when: 'the sidecar could not be started, or ended before its first answer';
    };
    readonly ConnectionClosed: {
        readonly retryable: true;
        readonly when: 'the connection ended before the answer came';
    };
    readonly ProtocolViolation: {
        readonly retryable: false;
        readonly when: 'what came is not the protocol; the connection was closed';
    };
    readonly VersionMismatch: {
        readonly retryable: false;
        readonly when: 'the sidecar speaks another version of the protocol';
    };
    readonly Disposed: {
        readonly retryable: false;
        readonly when: 'a call after dispose()';
    };
    readonly NotMapped: {
        readonly retryable: false;
        readonly when: "`bytes` of a segment that this process can't map; use write() and read()";
    };
};
export type ClientErrorName = keyof typeof CLIENT_ERRORS;
/** Every stable code. A sidecar newer than this client may send others: `(string & {})` keeps them assignable. */
export type OutriggerErrorCode = ErrorName | ClientErrorName | (string & {});
export interface OutriggerErrorOptions {
    /** The number on the wire, when the error came from there. */
    rpcCode?: number | undefined;
    data?: Record<string, unknown> | undefined;
    cause?: unknown;
    retryable?: boolean | undefined;
}
export declare class OutriggerError extends Error {
    readonly name = "OutriggerError";
    /** Stable: 'Busy', 'InvalidParams', 'ConnectionClosed', … */
    readonly code: OutriggerErrorCode;
    /** The JSON-RPC code of an error that the sidecar sent. */
    readonly rpcCode: number | undefined;
    /** As the protocol says for the code: `{path, expected}` of InvalidParams, `{limit, max, got}` of TooLarge, … */
    readonly data: Record<string, unknown>;
    /** Whether the same call may succeed later. */
    readonly retryable: boolean;
    constructor(code: OutriggerErrorCode, message: string, options?: OutriggerErrorOptions);
    static [Symbol.hasInstance](value: unknown): boolean;
}
/** Whether `value` is an OutriggerError of any copy of the package. */
export declare function isOutriggerError(value: unknown): value is OutriggerError;
/** What a failure is before it is thrown: plain, so that the Error (and its stack) is made where the caller awaits. */
export interface Failure {
    code: OutriggerErrorCode;
    message: string;
    options: OutriggerErrorOptions;
}
/**
 * An error of the wire: `{code, message, data}`, or `[0, "NAME: message"]` from a session that has not yet read our
 * `initialize`.
 */
export declare function wireFailure(error: unknown): Failure;
export declare function failureError(failure: Failure): OutriggerError;
