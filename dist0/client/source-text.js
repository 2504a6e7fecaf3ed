/** The parameters that are sources, or lists of them (PROTOCOL.md). */
export const SOURCE_FIELDS = new Set(['data', 'messages', 'text', 'texts']);
/** UTF-16 units from which a text is sent as bytes: a view of fewer bytes costs more than a string of them. */
const LONG_TEXT = 128;
const BIN32 = 0xc6;
const STR32 = 0xdb;
const HEADER_BYTES = 5;
/** Whether a parameter is such a text, or has one in its list. */
export function holdsLongText(params) {
    for (const key in params) {
        if (!SOURCE_FIELDS.has(key))
            continue;
        const value = params[key];
        if (Array.isArray(value) ? value.some(isLongText) : isLongText(value))
            return true;
    }
    return false;
}
function isLongText(source) {
    return typeof source === 'string' && source.length >= LONG_TEXT;
}
/** MessagePack of texts that are well-formed, one after another: long ones as `bin`, others as `str`, in one piece of memory. */
export function textBytes(texts) {
    const lengths = texts.map((text) => Buffer.byteLength(text));
    const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length, HEADER_BYTES * texts.length));
    let at = 0;
    texts.forEach((text, i) => {
        const length = lengths[i] ?? 0;
        bytes[at] = isLongText(text) ? BIN32 : STR32;
        bytes.writeUInt32BE(length, at + 1);
        bytes.write(text, at + HEADER_BYTES);
        at += HEADER_BYTES + length;
    });
    return bytes;
}
