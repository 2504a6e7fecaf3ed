const scan = {
    unpack({ rules, matches: bytes, timing }, from) {
        const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const matches = [];
        for (let at = 0; at < bytes.byteLength; at += 16) {
            const [rule, start, end] = [
                words.getUint32(at, true),
                words.getUint32(at + 4, true),
                words.getUint32(at + 8, true),
            ];
            const match = { rule: rules[rule] ?? '', start, end };
            if (from !== undefined)
                match.text = from + words.getUint32(at + 12, true);
            matches.push(match);
        }
        return { matches, timing };
    },
    join: (parts) => ({ matches: parts.flatMap(({ matches }) => matches) }),
};
const redact = {
    unpack({ text, lengths, counts, timing }, from) {
        const texts = cutTexts(text, lengths);
        return from === undefined ? { text: texts[0] ?? '', counts, timing } : { texts, counts, timing };
    },
    join(parts) {
        const counts = {};
        for (const part of parts) {
            for (const [rule, count] of Object.entries(part.counts))
                counts[rule] = (counts[rule] ?? 0) + count;
        }
        return { texts: parts.flatMap(({ texts = [] }) => texts), counts };
    },
};
const tokens = {
    join(parts) {
        const counts = parts.flatMap((part) => part.counts);
        return parts[0]?.ids === undefined ? { counts } : { counts, ids: parts.flatMap(({ ids = [] }) => ids) };
    },
};
const prepare = {
    join: (parts) => ({ items: parts.flatMap(({ items }) => items) }),
};
const shapes = {
    'text/scan': scan,
    'text/redact': redact,
    'text/tokens': tokens,
    'prompt/prepare': prepare,
};
/** The texts whose UTF-8 lies one after another. */
function cutTexts(bytes, lengths) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    return lengths.map((length) => {
        at += length;
        return buffer.toString('utf8', at - length, at);
    });
}
/** How the method's results are read; undefined where they come as they are. */
export function shapeOf(method) {
    return shapes[method];
}
/** The answers to the parts as the answer to the whole, which took `elapsedMs`: parts run side by side, so that theirs don't add up. */
export function joinResults(shape, parts, elapsedMs) {
    const queueMs = parts[0]?.timing.queueMs ?? 0;
    const workers = Math.max(...parts.map(({ timing }) => timing.workers));
    const timing = { queueMs, runMs: Math.max(0, elapsedMs - queueMs), workers };
    return { ...shape.join(parts), timing };
}
