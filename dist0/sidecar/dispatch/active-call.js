import { sharedNow, sharedTime } from '../pool/clock.js';
import { deadlineExceeded } from '../pool/job.js';
/** Up to here a job that names no priority is interactive. */
const INTERACTIVE_BYTES_MAX = 1024 * 1024;
function priorityOf(bytes) {
    return bytes <= INTERACTIVE_BYTES_MAX ? 'interactive' : 'bulk';
}
export class ActiveCall {
    connection;
    request;
    admitted;
    scheduler;
    /** As judged by the method's schema. */
    params;
    receivedAt;
    deadlineAt;
    owned = [];
    job;
    cancelReason;
    /** Set by the last `run`: for statistics. */
    timing;
    constructor(connection, request, params, admitted, scheduler, defaultDeadlineMs) {
        this.connection = connection;
        this.request = request;
        this.params = params;
        this.admitted = admitted;
        this.scheduler = scheduler;
        this.receivedAt = sharedTime(request.receivedAt);
        const deadlineMs = params.deadlineMs ?? (defaultDeadlineMs > 0 ? defaultDeadlineMs : undefined);
        this.deadlineAt = deadlineMs === undefined ? undefined : this.receivedAt + deadlineMs;
        this.own(() => admitted.release());
    }
    /** Registers what must be given back at the call's end. */
    own(giveBack) {
        this.owned.push(giveBack);
    }
    /** Gives back everything, last first. What can't be given back is told to `fault`, and holds up nothing else. */
    end(fault) {
        for (let giveBack = this.owned.pop(); giveBack !== undefined; giveBack = this.owned.pop()) {
            try {
                giveBack();
            }
            catch (error) {
                fault(error);
            }
        }
    }
    /** After an `await` that was no job: a call that was cancelled or is overdue goes no further. */
    throwIfEnded() {
        if (this.cancelReason !== undefined)
            throw this.cancelReason;
        if (this.deadlineAt !== undefined && sharedNow() >= this.deadlineAt)
            throw deadlineExceeded();
    }
    cancel(reason) {
        this.cancelReason ??= reason;
        this.job?.cancel(reason);
    }
    /** How long the call has taken so far, for results that needed no worker. */
    idleTiming() {
        this.timing = { queueMs: sharedNow() - this.receivedAt, runMs: 0, workers: 0 };
        return this.timing;
    }
    /** Runs a job: its timing when it is done, or a thrown protocol error once no worker touches its memory. */
    run(work) {
        this.throwIfEnded();
        let settled;
        let resolve;
        let reject;
        const progress = this.startProgress(work.bytes);
        this.job = this.scheduler.submit({
            method: this.request.method,
            operation: work.operation,
            args: work.args,
            shards: work.shards,
            priority: this.params.priority ?? work.priority ?? priorityOf(work.bytes),
            owner: this.connection.id,
            receivedAt: this.receivedAt,
            deadlineAt: this.deadlineAt,
            bytes: work.bytes,
            inlineMicros: work.inlineMicros,
            onProgress: progress?.report,
        }, (end) => {
            this.timing = end.timing;
            progress?.end(end.ok);
            settled = end.ok ? end.timing : end.error;
            if (end.ok)
                resolve?.(end.timing);
            else
                reject?.(end.error);
        });
        if (settled === undefined) {
            return new Promise((onDone, onFailed) => {
                resolve = onDone;
                reject = onFailed;
            });
        }
        if (settled instanceof Error)
            throw settled;
        return settled;
    }
    startProgress(total) {
        const token = this.params.progressToken;
        if (token === undefined)
            return undefined;
        const unit = 'bytes';
        let last = 0;
        const send = (kind, done) => {
            last = done;
            this.request.onProgress(token, { kind, done, total, unit });
        };
        send('begin', 0);
        return {
            report: (done) => send('report', done),
            end: (complete) => send('end', complete ? Math.max(total, last) : last),
        };
    }
}
