/**
 * A client of bytes: writes prepared frames to a Unix socket and counts the replies that come back by a word that each holds
 * once, near its end. It decodes nothing, so that a server is measured and not a client.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The last field of a reply to a worker method: `timing: {queueMs, runMs, workers}`. */
export const REPLY_MARK = Buffer.from('workers');

export class RawClient {
  readonly #socket: Socket;
  /** The end of what was read before: a mark may lie across two reads. */
  #tail = Buffer.alloc(0);
  #wanted = 0;
  #done: (() => void) | undefined;
  /** Told how many replies have come. */
  #answered: (replies: number) => void = () => {};
  #kept: Buffer[] | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async open(path: string): Promise<RawClient> {
    let client: RawClient | undefined;
    const buffer = Buffer.alloc(256 * 1024);
    const onread = {
      buffer,
      callback: (bytes: number) => {
        if (client !== undefined) client.#took(buffer.subarray(0, bytes));
        return true;
      },
    };
    const socket = connect({ path, onread });
    await once(socket, 'connect');
    client = new RawClient(socket);
    return client;
  }

  /** Writes the frames in one go and resolves when as many replies have come. */
  exchange(frames: Uint8Array, replies: number): Promise<void> {
    this.#answered = () => {};
    const done = this.#replies(replies);
    this.#socket.write(frames);
    return done;
  }

  #replies(wanted: number): Promise<void> {
    this.#wanted = wanted;
    return new Promise<void>((resolve) => {
      this.#done = resolve;
    });
  }

  /** Keeps `atOnce` requests under way, the frames in turn, until `calls` are answered; frames are of one size. */
  flow(frames: readonly Uint8Array[], calls: number, atOnce: number): Promise<void> {
    const size = frames[0]?.length ?? 0;
    const ring = Buffer.concat([...frames, ...frames]);
    let sent = 0;
    this.#answered = (replies) => {
      const next = Math.min(replies, calls - sent);
      const at = (sent % frames.length) * size;
      if (next > 0) this.#socket.write(ring.subarray(at, at + next * size));
      sent += next;
    };
    const done = this.#replies(calls);
    this.#answered(atOnce);
    return done;
  }

  /** The bytes of one reply. */
  async replyTo(frame: Uint8Array): Promise<Buffer> {
    this.#kept = [];
    await this.exchange(frame, 1);
    // what follows the mark comes with it, or right after
    await new Promise((resolve) => setTimeout(resolve, 50));
    const reply = Buffer.concat(this.#kept);
    this.#kept = undefined;
    return reply;
  }

  close(): void {
    this.#socket.destroy();
  }

  #took(chunk: Buffer): void {
    this.#kept?.push(Buffer.from(chunk));
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    let end = 0;
    const before = this.#wanted;
    for (let at = bytes.indexOf(REPLY_MARK); at >= 0; at = bytes.indexOf(REPLY_MARK, end)) {
      end = at + REPLY_MARK.length;
      this.#wanted -= 1;
    }
    const rest = bytes.subarray(Math.max(end, bytes.length - REPLY_MARK.length + 1));
    this.#tail = rest.length === 0 ? Buffer.alloc(0) : Buffer.from(rest);
    if (this.#wanted <= 0) this.#done?.();
    else this.#answered(before - this.#wanted);
  }
}
