import { Packr, Unpackr } from 'msgpackr/pack';
import { rewrite } from './values.js';
const packr = new Packr({ useRecords: false, variableMapSize: true, skipValues: [undefined] });
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'auto', copyBuffers: false });
const UINT32_MAX = 2 ** 32 - 1;
const INT32_MIN = -(2 ** 31);
/** msgpackr writes larger integers as float64, which a typed foreign reader refuses: as BigInt they stay integers. */
function packableLeaf(value) {
    if (typeof value !== 'number' || (value <= UINT32_MAX && value >= INT32_MIN))
        return value;
    return Number.isSafeInteger(value) ? BigInt(value) : value;
}
/** One MessagePack value. Numbers above 2^53 come as BigInt. Throws for a map whose keys are no names. */
export function decodeMessagePack(bytes) {
    return unpackr.unpack(bytes);
}
/** The bytes of one value: a fresh buffer. Fields that are undefined are left out; a Uint8Array becomes `bin`. */
export function encodeMessagePack(value) {
    return packr.pack(rewrite(value, packableLeaf));
}
