const FOUND_WORDS = 3;
/** rule, start and end as u32s. */
export const FOUND_BYTES = FOUND_WORDS * 4;
const PACKED_WORDS = 4;
/** What a match takes in a reply. */
export const MATCH_REPLY_BYTES = 56;
export const PACKED_MATCH_BYTES = PACKED_WORDS * 4;
export function countMatches(found) {
    return found.reduce((sum, { length }) => sum + length, 0) / FOUND_BYTES;
}
/** Calls back for each match, in order. */
function eachMatch(found, words, take) {
    found.forEach(({ address, length }, text) => {
        const end = (address + length) / 4;
        for (let i = address / 4; i < end; i += FOUND_WORDS) {
            take(text, words[i] ?? 0, words[i + 1] ?? 0, words[i + 2] ?? 0);
        }
    });
}
/** Every match by its rule's name; with its text's index where there are many. */
export function tellMatches(found, words, names, many) {
    const matches = [];
    eachMatch(found, words, (text, rule, start, end) => {
        const match = { rule: names[rule] ?? '', start, end };
        if (many)
            match.text = text;
        matches.push(match);
    });
    return matches;
}
/** The same as bytes, with the names of the rules that matched. */
export function packMatches(found, words, names) {
    const table = new Uint32Array(countMatches(found) * PACKED_WORDS);
    const rules = [];
    const places = new Map();
    let at = 0;
    eachMatch(found, words, (text, rule, start, end) => {
        let place = places.get(rule);
        if (place === undefined) {
            place = rules.push(names[rule] ?? '') - 1;
            places.set(rule, place);
        }
        table[at] = place;
        table[at + 1] = start;
        table[at + 2] = end;
        table[at + 3] = text;
        at += PACKED_WORDS;
    });
    return { rules, matches: new Uint8Array(table.buffer) };
}
