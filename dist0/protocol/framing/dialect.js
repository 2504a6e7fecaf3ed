function dialectOf(byte, first) {
    if (byte === 0x7b || byte === 0x5b)
        return 'newline';
    if (!first)
        return 'unknown';
    if (byte === 0x43 || byte === 0x63)
        return 'content-length';
    if (byte === 0x93 || byte === 0x94 || byte === 0xdc || byte === 0xdd)
        return 'msgpack-rpc';
    return 'unknown';
}
/** `first`: no white space came before `chunk`. Only JSON may follow white space. */
export function detectDialect(chunk, first) {
    for (let start = 0; start < chunk.length; start += 1) {
        const byte = chunk[start];
        const blank = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
        if (!blank)
            return { dialect: dialectOf(byte, first && start === 0), start };
    }
    return { dialect: 'blank', start: chunk.length };
}
