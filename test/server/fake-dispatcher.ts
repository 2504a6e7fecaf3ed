/**
 * A dispatcher without a sidecar behind it: its methods echo, wait, fail, report and return bytes, so that sessions can be
 * tested by what they do alone. Settles when the test says so.
 */
import { Buffer } from 'node:buffer';
import { ProtocolError } from '../../protocol/errors.ts';
import type {
  CallHandle,
  CallRequest,
  Capabilities,
  Connection,
  Dispatcher,
  FrameLease,
  Outcome,
} from '../../sidecar/dispatch/call.ts';

interface Waiting {
  connection: Connection;
  request: CallRequest;
  settle: (outcome: Outcome) => void;
}

export class FakeDispatcher implements Dispatcher {
  readonly readBuffer: Uint8Array = Buffer.alloc(64 * 1024);
  readonly connections = new Set<Connection>();
  /** Requests of `wait`, in the order of their arrival. */
  readonly waiting: Waiting[] = [];
  readonly notified: [string, unknown][] = [];
  /** Bytes of frames that are allocated and not given back. */
  heldBytes = 0;
  /** What `unreadBytes` was when each request started. */
  readonly unread: number[] = [];

  start(connection: Connection, request: CallRequest, settle: (outcome: Outcome) => void): CallHandle {
    this.unread.push(connection.unreadBytes);
    const params = request.params as Record<string, unknown>;
    switch (request.method) {
      case 'echo':
        settle({ result: params });
        break;
      case 'bytes':
        settle({ result: { data: new Uint8Array(Number(params.size)).fill(7) } });
        break;
      case 'later':
        setImmediate(() => settle({ result: params }));
        break;
      case 'wait':
        return this.#wait({ connection, request, settle });
      case 'fail':
        settle({ error: new ProtocolError('Busy', 'not now', { retryAfterMs: 5 }) });
        break;
      case 'twice':
        settle({ result: 1 });
        settle({ result: 2 });
        break;
      case 'unencodable':
        settle({
          result: {
            toJSON() {
              throw new Error('no');
            },
            get data() {
              throw new Error('no');
            },
          },
        });
        break;
      default:
        settle({ error: new ProtocolError('MethodNotFound', 'no such method') });
    }
    return { cancel() {} };
  }

  #wait(waiting: Waiting): CallHandle {
    this.waiting.push(waiting);
    return {
      cancel: (reason) => {
        const index = this.waiting.indexOf(waiting);
        if (index === -1) return;
        this.waiting.splice(index, 1);
        waiting.settle({ error: reason });
      },
    };
  }

  /** Settles the request that has waited longest. */
  release(result: unknown = 'done'): void {
    this.waiting.shift()?.settle({ result });
  }

  notify(_connection: Connection, method: string, params: unknown): void {
    this.notified.push([method, params]);
  }

  opened(connection: Connection): void {
    this.connections.add(connection);
  }

  closed(connection: Connection): void {
    this.connections.delete(connection);
    const own = this.waiting.filter((waiting) => waiting.connection === connection);
    for (const { settle } of own) settle({ error: new ProtocolError('RequestCancelled', 'the connection ended') });
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((waiting) => !own.includes(waiting)));
  }

  capabilities(): Capabilities {
    return { version: '9.9.9', capabilities: { workers: 2 }, limits: { frameBytes: 16 } };
  }

  allocateFrame(size: number): FrameLease {
    this.heldBytes += size;
    let holds = 1;
    return {
      bytes: new Uint8Array(size),
      retainable: true,
      retain: () => {
        holds += 1;
      },
      release: () => {
        holds -= 1;
        if (holds === 0) this.heldBytes -= size;
      },
    };
  }
}
