/** Bytes of a part: some milliseconds of work. */
const PART_BYTES = 256 * 1024;
/** How far past that a cut is looked for; without one the part is twice as long. */
const REACH_BYTES = 64 * 1024;
const NEWLINE = 0x0a;
/** The texts' parts, in order; a short text is one. */
export function cutAtLines(texts, arena) {
    const owners = [];
    const inputs = texts.inputs.flatMap(({ address, length }, index) => {
        const parts = [];
        let start = 0;
        for (const end of [...cuts(arena.bytes.subarray(address, address + length)), length]) {
            parts.push({ address: address + start, length: end - start });
            owners.push(index);
            start = end;
        }
        return parts;
    });
    return { inputs, bytes: texts.bytes, owners };
}
/** Where to cut a text: places inside it, in order. */
export function cuts(text) {
    const found = [];
    for (let target = PART_BYTES; target + PART_BYTES <= text.length;) {
        const cut = cutAfter(text, target);
        if (cut !== undefined)
            found.push(cut);
        target = (cut ?? target) + PART_BYTES;
    }
    return found;
}
function cutAfter(text, target) {
    const near = text.subarray(target, target + REACH_BYTES);
    for (let at = near.indexOf(NEWLINE); at >= 0; at = near.indexOf(NEWLINE, at + 1)) {
        if (isLetter(near[at + 1]))
            return target + at + 1;
    }
    return undefined;
}
function isLetter(byte = 0) {
    const small = byte | 0x20;
    return small >= 0x61 && small <= 0x7a;
}
