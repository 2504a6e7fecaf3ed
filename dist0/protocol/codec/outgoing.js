/**
 * Messages to bytes. A wire is one way to write a message: the dialect, codec and media type of the request that it
 * answers. Bodies are made first and framed after, so that a batch can gather bodies into one.
 */
import { Buffer } from 'node:buffer';
import { writeHeader } from '../framing/header.js';
import { encodeMessagePack } from './msgpack.js';
import { encodeJson } from './values.js';
class JsonWire {
    codec = 'json';
    result(id, result) {
        return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${encodeJson(result)}}`;
    }
    error(id, error) {
        return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":${encodeJson(error)}}`;
    }
    notification(method, params) {
        return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${encodeJson(params)}}`;
    }
    batch(bodies) {
        return `[${bodies.join(',')}]`;
    }
}
/** A message a line. JSON.stringify writes no line breaks. */
class LineWire extends JsonWire {
    frame(body) {
        const data = `${body}\n`;
        return [{ data, bytes: Buffer.byteLength(data) }];
    }
}
class HeaderJsonWire extends JsonWire {
    frame(body) {
        const length = Buffer.byteLength(body);
        const header = writeHeader(length, undefined);
        return [{ data: header + body, bytes: header.length + length }];
    }
}
class HeaderMessagePackWire {
    codec = 'msgpack';
    #mediaType;
    constructor(mediaType) {
        this.#mediaType = mediaType;
    }
    result(id, result) {
        return encodeMessagePack({ jsonrpc: '2.0', id, result: result ?? null });
    }
    error(id, error) {
        return encodeMessagePack({ jsonrpc: '2.0', id, error });
    }
    notification(method, params) {
        return encodeMessagePack({ jsonrpc: '2.0', method, params });
    }
    batch(bodies) {
        const header = Buffer.from([0xdd, 0, 0, 0, 0]);
        header.writeUInt32BE(bodies.length, 1);
        return Buffer.concat([header, ...bodies.map((body) => Buffer.from(body))]);
    }
    frame(body) {
        const header = writeHeader(body.length, this.#mediaType);
        return [
            { data: header, bytes: header.length },
            { data: body, bytes: body.length },
        ];
    }
}
/** MessagePack-RPC: errors as Neovim reads them, `[0, "NAME: message"]`, until the client asks for structured ones. */
class RpcWire {
    codec = 'msgpack';
    #structuredErrors;
    constructor(structuredErrors) {
        this.#structuredErrors = structuredErrors;
    }
    result(id, result) {
        return encodeMessagePack([1, id, null, result ?? null]);
    }
    error(id, error) {
        const told = this.#structuredErrors ? error : [0, `${String(error.data.name)}: ${error.message}`];
        return encodeMessagePack([1, id, told, null]);
    }
    notification(method, params) {
        return encodeMessagePack([2, method, [params]]);
    }
    batch() {
        throw new Error('MessagePack-RPC has no batches');
    }
    frame(body) {
        return [{ data: body, bytes: body.length }];
    }
}
export const lineWire = new LineWire();
export const headerJsonWire = new HeaderJsonWire();
export const rpcWire = new RpcWire(false);
export const structuredRpcWire = new RpcWire(true);
const headerWires = new Map();
/** Content-Length frames of MessagePack, with the Content-Type that the request named, or none. */
export function headerMessagePackWire(mediaType) {
    let wire = headerWires.get(mediaType);
    if (wire === undefined) {
        wire = new HeaderMessagePackWire(mediaType);
        headerWires.set(mediaType, wire);
    }
    return wire;
}
