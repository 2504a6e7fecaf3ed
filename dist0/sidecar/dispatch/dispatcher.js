/**
 * From a request to its method and back: admission, validation, the call's life, and its statistics. Settles every
 * request exactly once and gives back everything the call acquired; what a handler throws that is no protocol error is
 * a fault of ours, logged and answered as InternalError.
 */
import { channel } from 'node:diagnostics_channel';
import { ProtocolError } from '../../protocol/errors.js';
import { isMethod, METHODS } from '../../protocol/methods.js';
import { judge } from '../../protocol/schema.js';
import { cancelled } from '../pool/job.js';
import { ActiveCall } from './active-call.js';
import { Inputs } from './inputs.js';
/** Every settled request is published here, for tracing and metrics of whoever embeds the sidecar. */
const requests = channel('outrigger:request');
const INERT = { cancel() { } };
export class MethodDispatcher {
    readBuffer;
    allocateFrame;
    capabilities;
    parts;
    limits;
    active = new Map();
    constructor(parts) {
        this.parts = parts;
        this.limits = parts.services.limits;
        this.readBuffer = parts.readBuffer;
        this.allocateFrame = parts.allocateFrame;
        this.capabilities = parts.capabilities;
    }
    opened(connection) {
        this.parts.admission.opened(connection);
        this.active.set(connection.id, new Set());
    }
    closed(connection) {
        this.abandon(connection.id);
        this.parts.admission.closed(connection);
    }
    /** The sidecar ends: so does what its connections still have. */
    close() {
        for (const id of [...this.active.keys()])
            this.abandon(id);
    }
    abandon(connection) {
        for (const call of this.active.get(connection) ?? [])
            call.cancel(cancelled());
        this.active.delete(connection);
        this.parts.services.segments.closeAll(connection);
    }
    /** No method is a notification: the session handles those of the protocol's life itself. */
    notify() { }
    start(connection, request, settle) {
        const { method } = request;
        let call;
        let result;
        try {
            if (!isMethod(method))
                throw new ProtocolError('MethodNotFound', 'no such method; rpc.discover lists them');
            call = this.open(connection, request, method);
            result = this.invoke(call, method);
        }
        catch (error) {
            this.finish(call, request, { error: this.asProtocolError(method, error) }, settle);
            return INERT;
        }
        if (!(result instanceof Promise)) {
            this.finish(call, request, { result }, settle);
            return INERT;
        }
        const opened = call;
        this.active.get(connection.id)?.add(opened);
        result.then((value) => this.finish(opened, request, { result: value }, settle), (error) => this.finish(opened, request, { error: this.asProtocolError(method, error) }, settle));
        return { cancel: (reason) => opened.cancel(reason) };
    }
    /** Validates and admits. */
    open(connection, request, method) {
        const admitted = this.parts.admission.admit(connection);
        try {
            const params = judge(METHODS[method].params, request.params);
            return new ActiveCall(connection, request, params, admitted, this.parts.scheduler, this.limits.deadlineMs);
        }
        catch (error) {
            admitted.release();
            throw error;
        }
    }
    invoke(call, method) {
        const { services, handlers } = this.parts;
        const inputs = new Inputs(call, services.arena, services.segments, services.limits);
        return handlers[method](call.params, { ...services, call, inputs });
    }
    /** Settles a request and gives back what it acquired: never throws, and is called once. */
    finish(call, request, outcome, settle) {
        if (call !== undefined)
            this.active.get(call.connection.id)?.delete(call);
        this.count(call, request, outcome);
        try {
            // The reply is encoded in here: the bytes of a result are given back right after.
            settle(outcome);
        }
        catch (error) {
            this.fault(`${request.method}: its reply could not be sent`, error);
        }
        call?.end((error) => this.fault(`${request.method}: its memory could not be given back`, error));
    }
    count(call, request, outcome) {
        const { method } = request;
        const error = 'error' in outcome ? outcome.error.name : undefined;
        const bytes = request.frame.bytes.length;
        if (isMethod(method))
            this.parts.statistics.add(method, error, bytes, call?.timing);
        // A subscriber that throws is reported by Node itself.
        if (requests.hasSubscribers)
            requests.publish({ method, error, bytes, timing: call?.timing });
    }
    fault(message, error) {
        this.parts.fault(message, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    asProtocolError(method, error) {
        if (error instanceof ProtocolError)
            return error;
        this.fault(`${method} failed`, error);
        return new ProtocolError('InternalError', `${method} failed; the log has the details`, {}, { cause: error });
    }
}
