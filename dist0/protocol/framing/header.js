const MESSAGEPACK_TYPES = new Set(['application/msgpack', 'application/x-msgpack', 'application/vnd.msgpack']);
export function isMessagePackType(mediaType) {
    return mediaType !== undefined && MESSAGEPACK_TYPES.has(mediaType);
}
/** `Content-Length: 17` and nothing else is what nearly every header is: read without making a string of it. */
function readPlain(bytes, start, end) {
    // "Content-Length: " is 16 bytes, and 9 digits are far over any frame
    if (end - start < 17 || end - start > 25 || bytes[start + 14] !== 0x3a || bytes[start + 15] !== 0x20)
        return -1;
    if (bytes.toString('latin1', start, start + 14) !== 'Content-Length')
        return -1;
    let length = 0;
    for (let i = start + 16; i < end; i += 1) {
        const digit = bytes[i] - 0x30;
        if (digit < 0 || digit > 9)
            return -1;
        length = length * 10 + digit;
    }
    return length;
}
/**
 * Reads header lines, which lie in `bytes` from `start` to `end` without the empty line that closes them.
 * Returns the header, or why it is none.
 */
export function readHeader(bytes, start, end) {
    const plain = readPlain(bytes, start, end);
    if (plain >= 0)
        return { length: plain, mediaType: undefined };
    let length;
    let mediaType;
    for (const line of bytes.toString('latin1', start, end).split('\r\n')) {
        const colon = line.indexOf(':');
        if (colon <= 0)
            return 'a header line without a name';
        const name = line.slice(0, colon).trim().toLowerCase();
        const value = line.slice(colon + 1).trim();
        if (name === 'content-length') {
            if (length !== undefined)
                return 'a repeated Content-Length';
            if (!/^[0-9]+$/.test(value))
                return 'a Content-Length that is not decimal';
            length = Math.min(Number(value), Number.MAX_SAFE_INTEGER);
        }
        else if (name === 'content-type') {
            mediaType = value.split(';', 1)[0]?.trim().toLowerCase();
        }
    }
    return length === undefined ? 'a header without Content-Length' : { length, mediaType };
}
/**
 * Content-Length first and in this case, 100 bytes at most, no Content-Type for JSON: pylsp-jsonrpc and jsonrpc.el
 * read no more. A MessagePack reply names the media type that its request named.
 */
export function writeHeader(length, mediaType) {
    return mediaType === undefined
        ? `Content-Length: ${length}\r\n\r\n`
        : `Content-Length: ${length}\r\nContent-Type: ${mediaType}\r\n\r\n`;
}
