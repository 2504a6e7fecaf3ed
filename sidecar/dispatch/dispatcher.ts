/**
 * From a request to its method and back: admission, validation, the call's life, and its statistics. Settles every
 * request exactly once and gives back everything the call acquired; what a handler throws that is no protocol error is
 * a fault of ours, logged and answered as InternalError.
 */
import { channel } from 'node:diagnostics_channel';
import type { CommonParams } from '../../protocol/envelope.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type { Limits } from '../../protocol/limits.ts';
import { isMethod, METHODS, type MethodName } from '../../protocol/methods.ts';
import { judge } from '../../protocol/schema.ts';
import type { CallScope, Services } from '../methods/handler.ts';
import { cancelled } from '../pool/job.ts';
import type { Scheduler } from '../pool/scheduler.ts';
import { ActiveCall } from './active-call.ts';
import type { Admission } from './admission.ts';
import type { CallHandle, CallRequest, Capabilities, Connection, Dispatcher, FrameLease, Outcome } from './call.ts';
import { Inputs } from './inputs.ts';
import type { MethodStatistics } from './statistics.ts';

/** Any handler of the table: its params were judged by its method's schema before it is called. */
export type AnyHandler = (params: never, scope: CallScope) => unknown;

export interface DispatcherParts {
  readonly services: Services;
  readonly scheduler: Scheduler;
  readonly admission: Admission;
  readonly statistics: MethodStatistics;
  readonly handlers: Record<MethodName, AnyHandler>;
  readonly capabilities: () => Capabilities;
  readonly allocateFrame: (size: number) => FrameLease;
  readonly readBuffer: Uint8Array;
  readonly fault: (message: string, detail: string) => void;
}

/** Every settled request is published here, for tracing and metrics of whoever embeds the sidecar. */
const requests = channel('outrigger:request');

const INERT: CallHandle = { cancel() {} };

export class MethodDispatcher implements Dispatcher {
  readonly readBuffer: Uint8Array;
  readonly allocateFrame: (size: number) => FrameLease;
  readonly capabilities: () => Capabilities;
  private readonly parts: DispatcherParts;
  private readonly limits: Limits;
  private readonly active = new Map<number, Set<ActiveCall>>();

  constructor(parts: DispatcherParts) {
    this.parts = parts;
    this.limits = parts.services.limits;
    this.readBuffer = parts.readBuffer;
    this.allocateFrame = parts.allocateFrame;
    this.capabilities = parts.capabilities;
  }

  opened(connection: Connection): void {
    this.parts.admission.opened(connection);
    this.active.set(connection.id, new Set());
  }

  closed(connection: Connection): void {
    this.abandon(connection.id);
    this.parts.admission.closed(connection);
  }

  /** The sidecar ends: so does what its connections still have. */
  close(): void {
    for (const id of [...this.active.keys()]) this.abandon(id);
  }

  private abandon(connection: number): void {
    for (const call of this.active.get(connection) ?? []) call.cancel(cancelled());
    this.active.delete(connection);
    this.parts.services.segments.closeAll(connection);
  }

  /** No method is a notification: the session handles those of the protocol's life itself. */
  notify(): void {}

  start(connection: Connection, request: CallRequest, settle: (outcome: Outcome) => void): CallHandle {
    const { method } = request;
    let call: ActiveCall | undefined;
    let result: unknown;
    try {
      if (!isMethod(method)) throw new ProtocolError('MethodNotFound', 'no such method; rpc.discover lists them');
      call = this.open(connection, request, method);
      result = this.invoke(call, method);
    } catch (error) {
      this.finish(call, request, { error: this.asProtocolError(method, error) }, settle);
      return INERT;
    }
    if (!(result instanceof Promise)) {
      this.finish(call, request, { result }, settle);
      return INERT;
    }
    const opened = call;
    this.active.get(connection.id)?.add(opened);
    const finish = (outcome: Outcome) => {
      this.active.get(connection.id)?.delete(opened);
      this.finish(opened, request, outcome, settle);
    };
    result.then(
      (value: unknown) => finish({ result: value }),
      (error: unknown) => finish({ error: this.asProtocolError(method, error) }),
    );
    return { cancel: (reason) => opened.cancel(reason) };
  }

  /** Validates and admits. */
  private open(connection: Connection, request: CallRequest, method: MethodName): ActiveCall {
    const admitted = this.parts.admission.admit(connection);
    try {
      const params = judge(METHODS[method].params, request.params) as CommonParams;
      return new ActiveCall(connection, request, params, admitted, this.parts.scheduler, this.limits.deadlineMs);
    } catch (error) {
      admitted.release();
      throw error;
    }
  }

  private invoke(call: ActiveCall, method: MethodName): unknown {
    const { services, handlers } = this.parts;
    const inputs = new Inputs(call, services.arena, services.segments, services.limits);
    return handlers[method](call.params as never, { ...services, call, inputs });
  }

  /** Settles a request and gives back what it acquired: never throws, and is called once. */
  private finish(
    call: ActiveCall | undefined,
    request: CallRequest,
    outcome: Outcome,
    settle: (outcome: Outcome) => void,
  ): void {
    this.count(call, request, outcome);
    try {
      call?.endProgress('result' in outcome);
      // The reply is encoded in here: the bytes of a result are given back right after.
      settle(outcome);
    } catch (error) {
      this.fault(`${request.method}: its reply could not be sent`, error);
    }
    call?.end((error) => this.fault(`${request.method}: its memory could not be given back`, error));
  }

  private count(call: ActiveCall | undefined, request: CallRequest, outcome: Outcome): void {
    const { method } = request;
    const error = 'error' in outcome ? outcome.error.name : undefined;
    const bytes = request.frame.bytes.length;
    if (call !== undefined || isMethod(method)) this.parts.statistics.add(method, error, bytes, call?.timing);
    // A subscriber that throws is reported by Node itself.
    if (requests.hasSubscribers) requests.publish({ method, error, bytes, timing: call?.timing });
  }

  private fault(message: string, error: unknown): void {
    this.parts.fault(message, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  private asProtocolError(method: string, error: unknown): ProtocolError {
    if (error instanceof ProtocolError) return error;
    this.fault(`${method} failed`, error);
    return new ProtocolError('InternalError', `${method} failed; the log has the details`, {}, { cause: error });
  }
}
