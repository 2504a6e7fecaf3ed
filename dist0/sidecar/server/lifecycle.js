/**
 * The life of a session as in LSP: initialize once or never, shutdown, exit. Judges initialize's params (unknown fields
 * are ignored there, and nowhere else) and answers them; knows no transport and starts no work.
 */
import * as v from 'valibot';
import { ProtocolError } from '../../protocol/errors.js';
import { fields, flag, judge, text } from '../../protocol/schema.js';
const PROTOCOL_VERSION = 1;
const processId = v.custom((x) => Number.isSafeInteger(x) && x > 0, 'a process id, or null');
const initializeParams = fields({
    protocolVersion: v.optional(v.unknown()),
    processId: v.optional(processId),
    clientInfo: v.optional(fields({ name: text(), version: v.optional(text()) }, 'ignore')),
    capabilities: v.optional(fields({ structuredErrors: v.optional(flag()) }, 'ignore')),
    trace: v.optional(v.unknown()),
}, 'ignore');
function invalidRequest(message) {
    return new ProtocolError('InvalidRequest', message);
}
function unsupported(got) {
    const told = Number.isSafeInteger(got) ? `; version ${got} is not supported` : '';
    const path = 'protocolVersion';
    const data = { path, expected: String(PROTOCOL_VERSION), supported: [PROTOCOL_VERSION] };
    return new ProtocolError('InvalidParams', `${path}: expected ${PROTOCOL_VERSION}${told}`, data);
}
export function readTrace(value) {
    return value === 'off' || value === 'messages' || value === 'verbose' ? value : undefined;
}
export class Lifecycle {
    #initialized = false;
    #shutDown = false;
    /** Throws InvalidRequest for a request that comes after `shutdown`. */
    admit() {
        if (this.#shutDown)
            throw invalidRequest('the session was shut down');
    }
    /** @throws ProtocolError InvalidRequest for a second one, InvalidParams for what it can't take. */
    initialize(params, about) {
        if (this.#initialized)
            throw invalidRequest('the session is initialized already');
        const judged = judge(initializeParams, params);
        const version = judged.protocolVersion;
        if (version !== undefined && version !== PROTOCOL_VERSION)
            throw unsupported(version);
        this.#initialized = true;
        const { version: serverVersion, capabilities, limits } = about;
        return {
            processId: judged.processId,
            structuredErrors: judged.capabilities?.structuredErrors === true,
            trace: readTrace(judged.trace),
            result: {
                protocolVersion: PROTOCOL_VERSION,
                serverInfo: { name: 'outrigger', version: serverVersion },
                capabilities,
                limits,
            },
        };
    }
    shutdown() {
        this.#shutDown = true;
        return null;
    }
    /** The exit code that `exit` asks for. */
    get exitCode() {
        return this.#shutDown ? 0 : 1;
    }
}
