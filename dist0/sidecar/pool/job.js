import { ProtocolError } from '../../protocol/errors.js';
import { Failure, METHOD_FAILURES } from '../arena/job-table.js';
export function deadlineExceeded() {
    return new ProtocolError('DeadlineExceeded', "the request's deadline passed");
}
export function workerLost() {
    return new ProtocolError('WorkerLost', 'a worker was lost during the request');
}
/** For what is under way, or comes, when the sidecar ends. */
export function shuttingDown() {
    return new ProtocolError('WorkerLost', 'the sidecar is shutting down');
}
export function cancelled() {
    return new ProtocolError('RequestCancelled', 'the request was cancelled');
}
/** A failure that the job's method must put into words: which text, which rule, how much memory. */
export class MethodFailure extends ProtocolError {
    failure;
    detail;
    constructor(method, failure, detail) {
        super('InvalidParams', `${method} can't be done with these texts or rules`);
        this.failure = failure;
        this.detail = detail;
    }
}
/** A failure that a worker left in the job table, as an error reply. */
export function failureError(method, failure, detail) {
    if (METHOD_FAILURES.includes(failure))
        return new MethodFailure(method, failure, detail);
    switch (failure) {
        case Failure.cancelled:
            return cancelled();
        case Failure.trap:
            return new ProtocolError('KernelTrap', `${method}: the kernel trapped: ${detail}`, {
                message: detail,
                operation: method,
            });
        case Failure.file:
            return new ProtocolError('FileError', `the file could not be read: ${detail}`, { code: detail });
        case Failure.lost:
            return workerLost();
        case Failure.outOfMemory:
            return new ProtocolError('OutOfMemory', `${method}: ${detail}`, {});
        default:
            return new ProtocolError('InternalError', `${method} failed inside a worker`);
    }
}
