/** Where a value stands in a JSON text. Pure; the text is JSON already, or nothing better than its beginning is answered. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;
/** Every scalar, key and container of the text with the keys that lead to it; a container stands for its first sign. */
function* placesIn(text) {
    const path = [];
    const kinds = [];
    let isKey = false;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
        const end = index + token.length;
        if (token === '{' || token === '[') {
            yield { path: [...path], start: index, end };
            kinds.push(token);
            path.push(token === '{' ? '' : 0);
            isKey = token === '{';
        }
        else if (token === '}' || token === ']') {
            kinds.pop();
            path.pop();
        }
        else if (token === ',') {
            if (kinds.at(-1) === '[')
                path[path.length - 1] = path.at(-1) + 1;
            else
                isKey = true;
        }
        else if (token === ':') {
            isKey = false;
        }
        else if (isKey) {
            path[path.length - 1] = unquoted(token);
        }
        else {
            yield { path: [...path], start: index, end };
        }
    }
}
function unquoted(token) {
    try {
        return String(JSON.parse(token));
    }
    catch {
        return token;
    }
}
/** `[start, end)` in UTF-16 units of the value at `path`, or of the deepest value that holds it. */
export function locateJson(text, path) {
    let best;
    for (const place of placesIn(text)) {
        const leads = place.path.every((key, index) => String(key) === String(path[index]));
        if (leads && place.path.length <= path.length && place.path.length >= (best?.path.length ?? 0))
            best ??= place;
        if (leads && best !== undefined && place.path.length > best.path.length && place.path.length <= path.length)
            best = place;
    }
    return best === undefined ? [0, Math.min(1, text.length)] : [best.start, best.end];
}
