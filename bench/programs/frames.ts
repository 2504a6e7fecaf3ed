/** The bytes of a tiny request in each dialect, as a foreign client writes them: `hash/records` of one record of 64 bytes. */
import { encodeMessagePack } from '../../protocol/codec/msgpack.ts';

export type DialectName = 'MessagePack-RPC' | 'Content-Length MessagePack' | 'Content-Length JSON' | 'newline JSON';

const RECORD = Buffer.alloc(64, 7);

function header(body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** A request with this id: ids of the same number of digits give frames of the same size. */
export function requestFrame(dialect: DialectName, id: number): Buffer {
  const packed = { algorithm: 'sha256', data: RECORD };
  const json = { algorithm: 'sha256', data: { base64: RECORD.toString('base64') } };
  const envelope = { jsonrpc: '2.0', id, method: 'hash/records' };
  switch (dialect) {
    case 'MessagePack-RPC':
      return Buffer.from(encodeMessagePack([0, id, 'hash/records', [packed]]));
    case 'Content-Length MessagePack':
      return header(encodeMessagePack({ ...envelope, params: packed }));
    case 'Content-Length JSON':
      return header(Buffer.from(JSON.stringify({ ...envelope, params: json })));
    case 'newline JSON':
      return Buffer.from(`${JSON.stringify({ ...envelope, params: json })}\n`);
  }
}
