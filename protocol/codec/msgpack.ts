/**
 * MessagePack values to bytes and back, by msgpackr with the options that keep it to the specification. Bytes must have
 * passed the scan before they are decoded; `bin` values are views of them, without a copy.
 */
import type { Buffer } from 'node:buffer';
import { Packr, Unpackr } from 'msgpackr/pack';
import { rewrite } from './values.ts';

const packr = new Packr({ useRecords: false, variableMapSize: true, skipValues: [undefined] });
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'auto', copyBuffers: false });

const UINT32_MAX = 2 ** 32 - 1;
const INT32_MIN = -(2 ** 31);

/** msgpackr writes larger integers as float64, which a typed foreign reader refuses: as BigInt they stay integers. */
function packableLeaf(value: unknown): unknown {
  if (typeof value !== 'number' || (value <= UINT32_MAX && value >= INT32_MIN)) return value;
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** One MessagePack value. Numbers above 2^53 come as BigInt. Throws for a map whose keys are no names. */
export function decodeMessagePack(bytes: Buffer): unknown {
  return unpackr.unpack(bytes) as unknown;
}

/** The bytes of one value: a fresh buffer. Fields that are undefined are left out; a Uint8Array becomes `bin`. */
export function encodeMessagePack(value: unknown): Buffer {
  return packr.pack(rewrite(value, packableLeaf));
}
