/**
 * The one error class of the client. Match on `code`, never on text or on `instanceof` of a particular copy: a brand
 * makes `instanceof OutriggerError` true for errors of another copy of this package too.
 */
import { ERRORS, errorName } from '../protocol/errors.js';
/** What can go wrong on this side of the connection; the names of the wire's errors are in `ERRORS`. */
export const CLIENT_ERRORS = {
    ConnectFailed: { retryable: true, when: 'no sidecar answers at the path' },
    SpawnFailed: { retryable: false, when: 'the sidecar could not be started, or ended before its first answer' },
    ConnectionClosed: { retryable: true, when: 'the connection ended before the answer came' },
    ProtocolViolation: { retryable: false, when: 'what came is not the protocol; the connection was closed' },
    VersionMismatch: { retryable: false, when: 'the sidecar speaks another version of the protocol' },
    Disposed: { retryable: false, when: 'a call after dispose()' },
    NotMapped: { retryable: false, when: "`bytes` of a segment that this process can't map; use write() and read()" },
};
/** Shared by every copy of the package in the process. */
const brand = Symbol.for('outrigger.OutriggerError');
export class OutriggerError extends Error {
    name = 'OutriggerError';
    /** Stable: 'Busy', 'InvalidParams', 'ConnectionClosed', … */
    code;
    /** The JSON-RPC code of an error that the sidecar sent. */
    rpcCode;
    /** As the protocol says for the code: `{path, expected}` of InvalidParams, `{limit, max, got}` of TooLarge, … */
    data;
    /** Whether the same call may succeed later. */
    retryable;
    constructor(code, message, options = {}) {
        super(message, 'cause' in options ? { cause: options.cause } : undefined);
        this.code = code;
        this.rpcCode = options.rpcCode;
        this.data = options.data ?? {};
        this.retryable = options.retryable ?? retryableByCode(code);
        Object.defineProperty(this, brand, { value: true });
    }
    static [Symbol.hasInstance](value) {
        // a subclass of a caller's keeps the ordinary rule: not every error of ours is one of theirs
        // biome-ignore lint/complexity/noThisInStatic: `this` is what tells the subclass
        return this === OutriggerError ? isOutriggerError(value) : Function.prototype[Symbol.hasInstance].call(this, value);
    }
}
/** Whether `value` is an OutriggerError of any copy of the package. */
export function isOutriggerError(value) {
    return typeof value === 'object' && value !== null && value[brand] === true;
}
function retryableByCode(code) {
    if (Object.hasOwn(ERRORS, code))
        return ERRORS[code].retryable;
    if (Object.hasOwn(CLIENT_ERRORS, code))
        return CLIENT_ERRORS[code].retryable;
    return false;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * An error of the wire: `{code, message, data}`, or `[0, "NAME: message"]` from a session that has not yet read our
 * `initialize`.
 */
export function wireFailure(error) {
    if (Array.isArray(error)) {
        const text = String(error[1]);
        const colon = text.indexOf(': ');
        const name = colon > 0 ? text.slice(0, colon) : '';
        if (!Object.hasOwn(ERRORS, name))
            return { code: 'InternalError', message: text, options: {} };
        return { code: name, message: text.slice(colon + 2), options: { rpcCode: ERRORS[name].code } };
    }
    if (!isRecord(error))
        return { code: 'InternalError', message: String(error), options: {} };
    const rpcCode = typeof error.code === 'number' ? error.code : undefined;
    const data = isRecord(error.data) ? error.data : {};
    const known = rpcCode === undefined ? undefined : errorName(rpcCode);
    const code = typeof data.name === 'string' ? data.name : (known ?? 'InternalError');
    const retryable = typeof data.retryable === 'boolean' ? data.retryable : undefined;
    return { code, message: String(error.message ?? code), options: { rpcCode, data, retryable } };
}
export function failureError(failure) {
    return new OutriggerError(failure.code, failure.message, failure.options);
}
