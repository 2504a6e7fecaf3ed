/**
 * One request under way: what its method may use, what must be given back at its end, and how it is cancelled.
 * Everything that a call acquires is registered here with `own`, and given back exactly once, whatever happens.
 */
import type { CommonParams, Priority, Timing } from '../../protocol/envelope.ts';
import type { ProtocolError } from '../../protocol/errors.ts';
import { sharedNow, sharedTime } from '../pool/clock.ts';
import { deadlineExceeded, type JobHandle } from '../pool/job.ts';
import type { Operation } from '../pool/operation.ts';
import type { Scheduler } from '../pool/scheduler.ts';
import type { Admitted } from './admission.ts';
import type { CallRequest, Connection } from './call.ts';
import { CallProgress } from './call-progress.ts';
import type { Eventual } from './eventual.ts';

/** Up to here a job that names no priority is interactive. */
const INTERACTIVE_BYTES_MAX = 1024 * 1024;

/** What a method asks of the workers. */
export interface Work<F extends string> {
  readonly operation: Operation<F>;
  readonly args: Record<F, number>;
  readonly shards: number;
  readonly bytes: number;
  readonly inlineMicros: number | undefined;
  /** Of a request that names none; by default as its bytes say. */
  readonly priority?: Priority;
}

function priorityOf(bytes: number): Priority {
  return bytes <= INTERACTIVE_BYTES_MAX ? 'interactive' : 'bulk';
}

export class ActiveCall {
  readonly connection: Connection;
  readonly request: CallRequest;
  readonly admitted: Admitted;
  private readonly scheduler: Scheduler;
  /** As judged by the method's schema. */
  readonly params: CommonParams;
  private readonly receivedAt: number;
  private readonly deadlineAt: number | undefined;
  private readonly owned: (() => void)[] = [];
  private job: JobHandle | undefined;
  private cancelReason: ProtocolError | undefined;
  private readonly progress: CallProgress | undefined;
  /** Set by the last `run`: for statistics. */
  timing: Timing | undefined;

  constructor(
    connection: Connection,
    request: CallRequest,
    params: CommonParams,
    admitted: Admitted,
    scheduler: Scheduler,
    defaultDeadlineMs: number,
  ) {
    this.connection = connection;
    this.request = request;
    this.params = params;
    this.admitted = admitted;
    this.scheduler = scheduler;
    this.receivedAt = sharedTime(request.receivedAt);
    const deadlineMs = params.deadlineMs ?? (defaultDeadlineMs > 0 ? defaultDeadlineMs : undefined);
    this.deadlineAt = deadlineMs === undefined ? undefined : this.receivedAt + deadlineMs;
    const token = params.progressToken;
    if (token !== undefined) this.progress = new CallProgress((value) => request.onProgress(token, value));
    this.own(() => admitted.release());
  }

  /** Registers what must be given back at the call's end. */
  own(giveBack: () => void): void {
    this.owned.push(giveBack);
  }

  /** Gives back everything, last first. What can't be given back is told to `fault`, and holds up nothing else. */
  end(fault: (error: unknown) => void): void {
    for (let giveBack = this.owned.pop(); giveBack !== undefined; giveBack = this.owned.pop()) {
      try {
        giveBack();
      } catch (error) {
        fault(error);
      }
    }
  }

  /** The bytes that all jobs of this call have to do together, where that is more than those of the first. */
  expect(bytes: number): void {
    this.progress?.begin(bytes);
  }

  /** The reply comes next: ends the progress that the client asked for. */
  endProgress(complete: boolean): void {
    this.progress?.end(complete);
  }

  /** After an `await` that was no job: a call that was cancelled or is overdue goes no further. */
  throwIfEnded(): void {
    if (this.cancelReason !== undefined) throw this.cancelReason;
    if (this.deadlineAt !== undefined && sharedNow() >= this.deadlineAt) throw deadlineExceeded();
  }

  cancel(reason: ProtocolError): void {
    this.cancelReason ??= reason;
    this.job?.cancel(reason);
  }

  /** How long the call has taken so far, for results that needed no worker. */
  idleTiming(): Timing {
    this.timing = { queueMs: sharedNow() - this.receivedAt, runMs: 0, workers: 0 };
    return this.timing;
  }

  /** Runs a job: its timing when it is done, or a thrown protocol error once no worker touches its memory. */
  run<F extends string>(work: Work<F>): Eventual<Timing> {
    this.throwIfEnded();
    let settled: Timing | ProtocolError | undefined;
    let resolve: ((timing: Timing) => void) | undefined;
    let reject: ((error: ProtocolError) => void) | undefined;
    const progress = work.bytes > 0 ? this.progress : undefined;
    progress?.begin(work.bytes);
    this.job = this.scheduler.submit(
      {
        method: this.request.method,
        operation: work.operation as Operation,
        args: work.args,
        shards: work.shards,
        priority: this.params.priority ?? work.priority ?? priorityOf(work.bytes),
        owner: this.connection.id,
        receivedAt: this.receivedAt,
        deadlineAt: this.deadlineAt,
        bytes: work.bytes,
        inlineMicros: work.inlineMicros,
        onProgress: progress && ((done) => progress.report(done)),
      },
      (end) => {
        this.timing = end.timing;
        if (end.ok) progress?.jobDone(work.bytes);
        settled = end.ok ? end.timing : end.error;
        if (end.ok) resolve?.(end.timing);
        else reject?.(end.error);
      },
    );
    if (settled === undefined) {
      return new Promise((onDone, onFailed) => {
        resolve = onDone;
        reject = onFailed;
      });
    }
    if (settled instanceof Error) throw settled;
    return settled;
  }
}
