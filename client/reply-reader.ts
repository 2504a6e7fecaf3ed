/**
 * The sidecar's side of the stream as messages: MessagePack-RPC frames, decoded. Results are plain `Uint8Array`s; the
 * bytes of a large one are a view of the memory that its frame was read to. It trusts the sidecar with sizes, not with form.
 */
import { keepMarks } from '../protocol/codec/byte-order-marks.ts';
import { decodeMessagePack } from '../protocol/codec/msgpack.ts';
import { allocateOrdinary, asBuffer, type Frame } from '../protocol/framing/frame.ts';
import { MessagePackRpcFraming } from '../protocol/framing/msgpack-rpc.ts';

export type Incoming =
  | { kind: 'reply'; id: number | null; error: unknown; result: unknown }
  | { kind: 'notification'; method: string; params: unknown };

/** The sidecar bounds its replies by its own `replyBytes`; these only stop garbage. */
const BOUNDS = { frameBytes: 2 ** 31, headerBytes: 0, depth: 256, elements: 2 ** 32, containers: 2 ** 32 };

const REPLY = 1;
const NOTIFICATION = 2;

export class ReplyReader {
  readonly #framing: MessagePackRpcFraming;
  readonly #deliver: (message: Incoming) => void;
  #fault: string | undefined;

  constructor(deliver: (message: Incoming) => void) {
    this.#deliver = deliver;
    const sink = {
      frame: (frame: Frame) => this.#take(frame),
      refuse: ({ reason }: { reason: string }) => {
        this.#fault ??= reason;
      },
    };
    this.#framing = new MessagePackRpcFraming(sink, BOUNDS, allocateOrdinary);
  }

  /** Takes the next bytes; returns what is wrong with the stream, which is then to be closed. */
  push(chunk: Uint8Array): string | undefined {
    this.#framing.push(asBuffer(chunk));
    return this.#fault;
  }

  /** Where the bytes of a large reply that is under way are wanted. */
  get target(): Buffer | null {
    return this.#framing.target;
  }

  /** So many bytes were read into `target`. */
  advance(bytes: number): string | undefined {
    this.#framing.advance(bytes);
    return this.#fault;
  }

  #take({ body, scanned }: Frame): void {
    if (this.#fault !== undefined) return;
    let message: Incoming | undefined;
    try {
      const bytes = plainBytes(body);
      message = readMessage(decodeMessagePack(scanned === 0 ? bytes : plain(keepMarks(asBuffer(bytes)))));
    } catch (error) {
      this.#fault = `a message that can't be decoded: ${error instanceof Error ? error.message : error}`;
      return;
    }
    if (message === undefined) this.#fault = 'a message that is neither a reply nor a notification';
    else this.#deliver(message);
  }
}

/**
 * The frame as a plain Uint8Array, so that every `bin` in it comes out as one. A frame that lies in a chunk is copied:
 * a digest of 32 bytes must not keep alive the 64 KiB that it was read into.
 */
function plainBytes({ bytes, retainable }: Frame['body']): Buffer {
  const view = plain(bytes);
  return (retainable ? view : view.slice()) as Buffer;
}

function plain({ buffer, byteOffset, byteLength }: Buffer): Buffer {
  return new Uint8Array(buffer, byteOffset, byteLength) as Buffer;
}

function readMessage(value: unknown): Incoming | undefined {
  if (!Array.isArray(value)) return undefined;
  const [type, first, second, third] = value as unknown[];
  if (type === REPLY && value.length === 4 && (first === null || typeof first === 'number')) {
    return { kind: 'reply', id: first, error: second, result: third };
  }
  if (type !== NOTIFICATION || value.length !== 3 || typeof first !== 'string') return undefined;
  return { kind: 'notification', method: first, params: Array.isArray(second) ? second[0] : undefined };
}
