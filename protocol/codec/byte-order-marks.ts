/**
 * U+FEFF at the beginning of a text is a character of it. msgpackr reads texts of more than 64 bytes by a `TextDecoder`, which
 * swallows one such mark and has no option that keeps it (text/scan told offsets that were 3 bytes off, hashes were of other
 * bytes). So marks are doubled before such a text is decoded. Only for bytes that a scan has walked, and has found to be whole.
 */
import { Buffer } from 'node:buffer';
import { losesMark } from '../framing/msgpack-scan.ts';
import { readHead } from './msgpack-walk.ts';

const MARK = Buffer.from('\ufeff');
const STR_16 = 0xda;
const STR_32 = 0xdb;
const UINT16_MAX = 0xffff;

/** MessagePack that is decoded to what `bytes` say: the same bytes, or a copy with those marks doubled. */
export function keepMarks(bytes: Buffer): Buffer {
  const parts: Uint8Array[] = [];
  let kept = 0;
  // containers are stepped into, so that every value is met, one after another
  for (let at = 0; at < bytes.length; ) {
    const head = readHead(bytes, at);
    const text = head.kind === 'str';
    if (text && losesMark(bytes, head.at, head.count)) {
      parts.push(bytes.subarray(kept, at), strHead(head.count + MARK.length), MARK);
      kept = head.at;
    }
    at = head.kind === 'array' || head.kind === 'map' ? head.at : head.at + head.count;
  }
  if (parts.length === 0) return bytes;
  return Buffer.concat([...parts, bytes.subarray(kept)]);
}

function strHead(length: number): Buffer {
  if (length <= UINT16_MAX) return Buffer.from([STR_16, length >> 8, length & 0xff]);
  const head = Buffer.from([STR_32, 0, 0, 0, 0]);
  head.writeUInt32BE(length, 1);
  return head;
}
