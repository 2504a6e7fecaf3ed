/**
 * Messages to bytes. A wire is one way to write a message: the dialect, codec and media type of the request that it
 * answers. Bodies are made first and framed after, so that a batch can gather bodies into one.
 */
import { Buffer } from 'node:buffer';
import type { ErrorObject } from '../errors.ts';
import { writeHeader } from '../framing/header.ts';
import type { MessageId } from './incoming.ts';
import { encodeMessagePack } from './msgpack.ts';
import { encodeJson } from './values.ts';

/** A message that is encoded, not yet framed: JSON as text, MessagePack as bytes. */
export type Body = string | Buffer;

/** Part of a framed message, with its size in bytes. */
export interface Piece {
  readonly data: string | Buffer;
  readonly bytes: number;
}

export interface Wire {
  readonly codec: 'json' | 'msgpack';
  result(id: MessageId, result: unknown): Body;
  error(id: MessageId | null, error: ErrorObject): Body;
  notification(method: string, params: unknown): Body;
  /** Replies to a batch, in one body. */
  batch(bodies: readonly Body[]): Body;
  /** The message as it goes out: pieces that belong together. */
  frame(body: Body): Piece[];
}

abstract class JsonWire implements Wire {
  readonly codec = 'json';

  result(id: MessageId, result: unknown): Body {
    return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${encodeJson(result)}}`;
  }

  error(id: MessageId | null, error: ErrorObject): Body {
    return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":${encodeJson(error)}}`;
  }

  notification(method: string, params: unknown): Body {
    return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${encodeJson(params)}}`;
  }

  batch(bodies: readonly Body[]): Body {
    return `[${bodies.join(',')}]`;
  }

  abstract frame(body: Body): Piece[];
}

/** A message a line. JSON.stringify writes no line breaks. */
class LineWire extends JsonWire {
  frame(body: Body): Piece[] {
    const data = `${body}\n`;
    return [{ data, bytes: Buffer.byteLength(data) }];
  }
}

class HeaderJsonWire extends JsonWire {
  frame(body: Body): Piece[] {
    const length = Buffer.byteLength(body);
    const header = writeHeader(length, undefined);
    return [{ data: header + body, bytes: header.length + length }];
  }
}

class HeaderMessagePackWire implements Wire {
  readonly codec = 'msgpack';
  readonly #mediaType: string | undefined;

  constructor(mediaType: string | undefined) {
    this.#mediaType = mediaType;
  }

  result(id: MessageId, result: unknown): Body {
    return encodeMessagePack({ jsonrpc: '2.0', id, result: result ?? null });
  }

  error(id: MessageId | null, error: ErrorObject): Body {
    return encodeMessagePack({ jsonrpc: '2.0', id, error });
  }

  notification(method: string, params: unknown): Body {
    return encodeMessagePack({ jsonrpc: '2.0', method, params });
  }

  batch(bodies: readonly Body[]): Body {
    const header = Buffer.from([0xdd, 0, 0, 0, 0]);
    header.writeUInt32BE(bodies.length, 1);
    return Buffer.concat([header, ...bodies.map((body) => Buffer.from(body as Buffer))]);
  }

  frame(body: Body): Piece[] {
    const header = writeHeader(body.length, this.#mediaType);
    return [
      { data: header, bytes: header.length },
      { data: body, bytes: body.length },
    ];
  }
}

/** MessagePack-RPC: errors as Neovim reads them, `[0, "NAME: message"]`, until the client asks for structured ones. */
class RpcWire implements Wire {
  readonly codec = 'msgpack';
  readonly #structuredErrors: boolean;

  constructor(structuredErrors: boolean) {
    this.#structuredErrors = structuredErrors;
  }

  result(id: MessageId, result: unknown): Body {
    return encodeMessagePack([1, id, null, result ?? null]);
  }

  error(id: MessageId | null, error: ErrorObject): Body {
    const told = this.#structuredErrors ? error : [0, `${String(error.data.name)}: ${error.message}`];
    return encodeMessagePack([1, id, told, null]);
  }

  notification(method: string, params: unknown): Body {
    return encodeMessagePack([2, method, [params]]);
  }

  batch(): Body {
    throw new Error('MessagePack-RPC has no batches');
  }

  frame(body: Body): Piece[] {
    return [{ data: body, bytes: body.length }];
  }
}

export const lineWire: Wire = new LineWire();
export const headerJsonWire: Wire = new HeaderJsonWire();
export const rpcWire: Wire = new RpcWire(false);
export const structuredRpcWire: Wire = new RpcWire(true);

const headerWires = new Map<string | undefined, Wire>();

/** Content-Length frames of MessagePack, with the Content-Type that the request named, or none. */
export function headerMessagePackWire(mediaType: string | undefined): Wire {
  let wire = headerWires.get(mediaType);
  if (wire === undefined) {
    wire = new HeaderMessagePackWire(mediaType);
    headerWires.set(mediaType, wire);
  }
  return wire;
}
