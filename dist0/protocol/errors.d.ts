/**
 * The errors of the protocol: one table of codes, and the one error class that both sides speak.
 * Match on `code` or `name`, never on text. A message never holds a client's bytes, a stack, or a path that
 * the client didn't send.
 */
/** Every error code of the protocol, with whether the same call may succeed later. */
export declare const ERRORS: {
    readonly ParseError: {
        readonly code: -32700;
        readonly retryable: false;
        readonly when: 'the body is no JSON or MessagePack';
    };
    readonly InvalidRequest: {
        readonly code: -32600;
        readonly retryable: false;
        readonly when: 'no valid request, or an id already in flight';
    };
    readonly MethodNotFound: {
        readonly code: -32601;
        readonly retryable: false;
        readonly when: 'no such method';
    };
    readonly InvalidParams: {
        readonly code: -32602;
        readonly retryable: false;
        readonly when: 'a parameter is missing, misspelt or out of range';
    };
    readonly InternalError: {
        readonly code: -32603;
        readonly retryable: false;
        readonly when: 'a fault of outrigger';
    };
    readonly RequestCancelled: {
        readonly code: -32800;
        readonly retryable: false;
        readonly when: 'the client cancelled the request';
    };
    readonly Busy: {
        readonly code: 1;
        readonly retryable: true;
        readonly when: 'an admission bound is reached; `data.retryAfterMs`';
    };
    readonly DeadlineExceeded: {
        readonly code: 2;
        readonly retryable: true;
        readonly when: "the request's deadline passed";
    };
    readonly TooLarge: {
        readonly code: 3;
        readonly retryable: false;
        readonly when: 'a limit is passed; `data: {limit, max, got}`';
    };
    readonly OutOfMemory: {
        readonly code: 4;
        readonly retryable: true;
        readonly when: 'the arena has no such free range; `data: {requested, largestFree}`';
    };
    readonly StaleSegment: {
        readonly code: 5;
        readonly retryable: false;
        readonly when: 'a segment that is closed, of another connection, or never opened';
    };
    readonly KernelTrap: {
        readonly code: 6;
        readonly retryable: false;
        readonly when: 'the kernel trapped; `data: {message, operation}`';
    };
    readonly WorkerLost: {
        readonly code: 7;
        readonly retryable: true;
        readonly when: 'a worker was killed during the request';
    };
    readonly FileError: {
        readonly code: 8;
        readonly retryable: false;
        readonly when: 'a file could not be read; `data: {code, path}`';
    };
    readonly BadRuleset: {
        readonly code: 9;
        readonly retryable: false;
        readonly when: 'a pattern that does not compile; `data: {rule, message}`';
    };
    readonly BadKernel: {
        readonly code: 10;
        readonly retryable: false;
        readonly when: 'a module that does not load, or lacks the ABI';
    };
};
export type ErrorName = keyof typeof ERRORS;
/** An error as it travels: `data` always carries `name`, and `retryable: true` where it applies. */
export interface ErrorObject {
    code: number;
    message: string;
    data: Record<string, unknown>;
}
/** The name of an error code, or undefined for a code that is not ours. */
export declare function errorName(code: number): ErrorName | undefined;
/** An error of the protocol, thrown inside the sidecar and turned into an error reply at the session. */
export declare class ProtocolError extends Error {
    readonly name: ErrorName;
    readonly code: number;
    readonly data: Record<string, unknown>;
    constructor(name: ErrorName, message: string, data?: Record<string, unknown>, options?: ErrorOptions);
    toObject(): ErrorObject;
}
/** A parameter is wrong: `path` is the field's path in the params (`messages[3].base64`), and opens the message. */
export declare function invalidParams(path: string, expected: string): ProtocolError;
/** A limit of `limits.ts` (or a named bound) is passed. */
export declare function tooLarge(limit: string, max: number, got: number, hint?: string): ProtocolError;
