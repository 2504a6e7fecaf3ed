/**
 * A client of each dialect, in bytes: writes messages and reads replies without any code of the server's, so that a mistake
 * there can't hide itself. Knows no method.
 */
import { Buffer } from 'node:buffer';
import { Packr, Unpackr } from 'msgpackr/pack';

const packr = new Packr({ useRecords: false, variableMapSize: true });
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'auto' });

/** A reply or notification of the server, in one shape for all dialects. */
export interface Heard {
  id?: unknown;
  result?: unknown;
  error?: { code?: number; message?: string; data?: Record<string, unknown> };
  method?: string;
  params?: unknown;
}

export interface Speaker {
  readonly name: string;
  /** JSON-RPC objects, whose ids may be strings. */
  readonly jsonRpc: boolean;
  /** Whether messages may be batches: a MessagePack array needs a Content-Type to be told from JSON. */
  readonly batches: boolean;
  /** Bytes travel as `bin`; in JSON as base64. */
  readonly binary: boolean;
  request(id: unknown, method: unknown, params?: unknown): Buffer;
  notify(method: string, params?: unknown): Buffer;
  /** Any value as one frame. */
  raw(message: unknown): Buffer;
  /** All that the server has said so far; `rest` is an incomplete message. */
  hear(stream: Buffer): { heard: (Heard | Heard[])[]; rest: Buffer };
}

function object(id: unknown, method: unknown, params: unknown): Record<string, unknown> {
  return {
    jsonrpc: '2.0',
    ...(id === undefined ? {} : { id }),
    method,
    ...(params === undefined ? {} : { params }),
  };
}

abstract class ObjectSpeaker implements Speaker {
  abstract readonly name: string;
  abstract readonly batches: boolean;
  abstract readonly binary: boolean;
  readonly jsonRpc = true;
  request(id: unknown, method: unknown, params?: unknown): Buffer {
    return this.raw(object(id, method, params));
  }
  notify(method: string, params?: unknown): Buffer {
    return this.raw(object(undefined, method, params));
  }
  abstract raw(message: unknown): Buffer;
  abstract hear(stream: Buffer): { heard: (Heard | Heard[])[]; rest: Buffer };
}

class Newline extends ObjectSpeaker {
  readonly name = 'newline';
  readonly batches = true;
  readonly binary = false;
  raw(message: unknown): Buffer {
    return Buffer.from(`${JSON.stringify(message)}\n`);
  }
  hear(stream: Buffer) {
    const lines = stream.toString().split('\n');
    const rest = Buffer.from(lines.pop() as string);
    return { heard: lines.map((line) => JSON.parse(line) as Heard), rest };
  }
}

class Header extends ObjectSpeaker {
  readonly name: string;
  readonly batches: boolean;
  readonly binary: boolean;
  readonly #type: string | undefined;
  constructor(binary: boolean, type?: string) {
    super();
    this.binary = binary;
    this.#type = type;
    this.batches = !binary || type !== undefined;
    this.name = `content-length ${binary ? 'msgpack' : 'json'}${type === undefined ? '' : ` as ${type}`}`;
  }
  raw(message: unknown): Buffer {
    const body = this.binary ? packr.pack(message) : Buffer.from(JSON.stringify(message));
    const type = this.#type === undefined ? '' : `Content-Type: ${this.#type}\r\n`;
    return Buffer.concat([Buffer.from(`${type}Content-Length: ${body.length}\r\n\r\n`), body]);
  }
  hear(stream: Buffer) {
    const heard: Heard[] = [];
    let rest = stream;
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) break;
      const header = rest.toString('latin1', 0, end + 4);
      const match = header.match(/^Content-Length: (\d+)\r\n(Content-Type: application\/[a-z.-]+\r\n)?\r\n$/);
      if (match === null) throw new Error(`a header of its own: ${header}`);
      const bodyEnd = end + 4 + Number(match[1]);
      if (rest.length < bodyEnd) break;
      const body = rest.subarray(end + 4, bodyEnd);
      const text = body[0] === 0x7b || (body[0] === 0x5b && match[2] === undefined);
      heard.push((text ? JSON.parse(body.toString()) : unpackr.unpack(body)) as Heard);
      rest = rest.subarray(bodyEnd);
    }
    return { heard, rest };
  }
}

class Rpc implements Speaker {
  readonly name = 'msgpack-rpc';
  readonly jsonRpc = false;
  readonly batches = false;
  readonly binary = true;
  request(id: unknown, method: unknown, params?: unknown): Buffer {
    return packr.pack([0, id, method, params === undefined ? [] : [params]]);
  }
  notify(method: string, params?: unknown): Buffer {
    return packr.pack([2, method, params === undefined ? [] : [params]]);
  }
  raw(message: unknown): Buffer {
    return packr.pack(message);
  }
  hear(stream: Buffer) {
    const heard: Heard[] = [];
    let at = 0;
    while (at < stream.length) {
      const end = this.#end(stream, at);
      if (end === undefined) break;
      heard.push(this.#shape(unpackr.unpack(stream.subarray(at, end)) as unknown[]));
      at = end;
    }
    return { heard, rest: stream.subarray(at) };
  }
  /** The shortest prefix that decodes; replies in tests are short. */
  #end(stream: Buffer, start: number): number | undefined {
    let found: number | undefined;
    try {
      unpackr.unpackMultiple(stream.subarray(start), (_value: unknown, _from?: number, to?: number) => {
        found = start + (to ?? 0);
        return false;
      });
    } catch {
      // incomplete
    }
    return found;
  }
  #shape(message: unknown[]): Heard {
    if (message[0] === 2) return { method: message[1] as string, params: (message[2] as unknown[])[0] };
    const [, id, error, result] = message;
    if (error === null) return { id, result };
    if (!Array.isArray(error)) return { id, error: error as NonNullable<Heard['error']> };
    const [name, ...text] = String(error[1]).split(': ');
    return { id, error: { message: text.join(': '), data: { name } } };
  }
}

export const SPEAKERS: readonly Speaker[] = [
  new Newline(),
  new Header(false),
  new Header(true),
  new Header(true, 'application/x-msgpack'),
  new Rpc(),
];
