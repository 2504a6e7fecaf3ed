/**
 * The sidecar's side of the stream as messages: MessagePack-RPC frames, decoded. Results are plain `Uint8Array`s; the
 * bytes of a large one are a view of the memory that its frame was read to. It trusts the sidecar with sizes, not with form.
 */
import { decodeMessagePack } from '../protocol/codec/msgpack.js';
import { allocateOrdinary, asBuffer } from '../protocol/framing/frame.js';
import { MessagePackRpcFraming } from '../protocol/framing/msgpack-rpc.js';
/** The sidecar bounds its replies by its own `replyBytes`; these only stop garbage. */
const BOUNDS = { frameBytes: 2 ** 31, headerBytes: 0, depth: 256, elements: 2 ** 32, containers: 2 ** 32 };
const REPLY = 1;
const NOTIFICATION = 2;
export class ReplyReader {
    #framing;
    #deliver;
    #fault;
    constructor(deliver) {
        this.#deliver = deliver;
        const sink = {
            frame: (frame) => this.#take(frame),
            refuse: ({ reason }) => {
                this.#fault ??= reason;
            },
        };
        this.#framing = new MessagePackRpcFraming(sink, BOUNDS, allocateOrdinary);
    }
    /** Takes the next bytes; returns what is wrong with the stream, which is then to be closed. */
    push(chunk) {
        this.#framing.push(asBuffer(chunk));
        return this.#fault;
    }
    /** Where the bytes of a large reply that is under way are wanted. */
    get target() {
        return this.#framing.target;
    }
    /** So many bytes were read into `target`. */
    advance(bytes) {
        this.#framing.advance(bytes);
        return this.#fault;
    }
    #take({ body }) {
        if (this.#fault !== undefined)
            return;
        let message;
        try {
            message = readMessage(decodeMessagePack(plainBytes(body)));
        }
        catch (error) {
            this.#fault = `a message that can't be decoded: ${error instanceof Error ? error.message : error}`;
            return;
        }
        if (message === undefined)
            this.#fault = 'a message that is neither a reply nor a notification';
        else
            this.#deliver(message);
    }
}
/**
 * The frame as a plain Uint8Array, so that every `bin` in it comes out as one. A frame that lies in a chunk is copied:
 * a digest of 32 bytes must not keep alive the 64 KiB that it was read into.
 */
function plainBytes({ bytes, retainable }) {
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return (retainable ? view : view.slice());
}
function readMessage(value) {
    if (!Array.isArray(value))
        return undefined;
    const [type, first, second, third] = value;
    if (type === REPLY && value.length === 4 && (first === null || typeof first === 'number')) {
        return { kind: 'reply', id: first, error: second, result: third };
    }
    if (type !== NOTIFICATION || value.length !== 3 || typeof first !== 'string')
        return undefined;
    return { kind: 'notification', method: first, params: Array.isArray(second) ? second[0] : undefined };
}
