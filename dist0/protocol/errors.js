/**
 * The errors of the protocol: one table of codes, and the one error class that both sides speak.
 * Match on `code` or `name`, never on text. A message never holds a client's bytes, a stack, or a path that
 * the client didn't send.
 */
/** Every error code of the protocol, with whether the same call may succeed later. */
export const ERRORS = {
    ParseError: { code: -32700, retryable: false, when: 'the body is no JSON or MessagePack' },
    InvalidRequest: { code: -32600, retryable: false, when: 'no valid request, or an id already in flight' },
    MethodNotFound: { code: -32601, retryable: false, when: 'no such method' },
    InvalidParams: { code: -32602, retryable: false, when: 'a parameter is missing, misspelt or out of range' },
    InternalError: { code: -32603, retryable: false, when: 'a fault of outrigger' },
    RequestCancelled: { code: -32800, retryable: false, when: 'the client cancelled the request' },
    Busy: { code: 1, retryable: true, when: 'an admission bound is reached; `data.retryAfterMs`' },
    DeadlineExceeded: { code: 2, retryable: true, when: "the request's deadline passed" },
    TooLarge: { code: 3, retryable: false, when: 'a limit is passed; `data: {limit, max, got}`' },
    OutOfMemory: { code: 4, retryable: true, when: 'the arena has no such free range; `data: {requested, largestFree}`' },
    StaleSegment: { code: 5, retryable: false, when: 'a segment that is closed, of another connection, or never opened' },
    KernelTrap: { code: 6, retryable: false, when: 'the kernel trapped; `data: {message, operation}`' },
    WorkerLost: { code: 7, retryable: true, when: 'a worker was killed during the request' },
    FileError: { code: 8, retryable: false, when: 'a file could not be read; `data: {code, path}`' },
    BadRuleset: { code: 9, retryable: false, when: 'a pattern that does not compile; `data: {rule, message}`' },
    BadKernel: { code: 10, retryable: false, when: 'a module that does not load, or lacks the ABI' },
};
const nameByCode = new Map(Object.keys(ERRORS).map((name) => [ERRORS[name].code, name]));
/** The name of an error code, or undefined for a code that is not ours. */
export function errorName(code) {
    return nameByCode.get(code);
}
/** An error of the protocol, thrown inside the sidecar and turned into an error reply at the session. */
export class ProtocolError extends Error {
    name;
    code;
    data;
    constructor(name, message, data = {}, options) {
        super(message, options);
        this.name = name;
        this.code = ERRORS[name].code;
        this.data = ERRORS[name].retryable ? { name, retryable: true, ...data } : { name, ...data };
    }
    toObject() {
        return { code: this.code, message: this.message, data: this.data };
    }
}
/** A parameter is wrong: `path` is the field's path in the params (`messages[3].base64`), and opens the message. */
export function invalidParams(path, expected) {
    const where = path === '' ? 'params' : path;
    return new ProtocolError('InvalidParams', `${where}: expected ${expected}`, { path, expected });
}
/** A limit of `limits.ts` (or a named bound) is passed. */
export function tooLarge(limit, max, got, hint) {
    const more = hint === undefined ? '' : `; ${hint}`;
    return new ProtocolError('TooLarge', `${limit}: ${got} is over the limit of ${max}${more}`, { limit, max, got });
}
