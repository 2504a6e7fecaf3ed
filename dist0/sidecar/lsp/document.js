import { Lines } from '../findings/lines.js';
import { offsetAfter, unitsBetween } from './position-encoding.js';
export class OpenDocument {
    uri;
    languageId;
    #encoding;
    #version;
    #lines;
    constructor(uri, languageId, version, text, encoding) {
        this.uri = uri;
        this.languageId = languageId;
        this.#encoding = encoding;
        this.#version = version;
        this.#lines = new Lines(text);
    }
    get version() {
        return this.#version;
    }
    get text() {
        return this.#lines.text;
    }
    get lines() {
        return this.#lines;
    }
    offsetAt({ line, character }) {
        const lines = this.#lines;
        if (line >= lines.count)
            return lines.text.length;
        return offsetAfter(lines.text, lines.startOf(line), lines.endOf(line), Math.max(0, character), this.#encoding);
    }
    positionAt(offset) {
        const { line, character } = this.#lines.positionAt(offset);
        const start = this.#lines.startOf(line);
        return { line, character: unitsBetween(this.text, start, start + character, this.#encoding) };
    }
    rangeOf(start, end) {
        return { start: this.positionAt(start), end: this.positionAt(end) };
    }
    /** Whether a position lies in the text: what an editor that agrees with us about the text would send. */
    holds({ line, character }) {
        const lines = this.#lines;
        if (line >= lines.count)
            return false;
        return character <= unitsBetween(this.text, lines.startOf(line), lines.endOf(line), this.#encoding);
    }
    /**
     * Takes the changes of one notification, in order. Returns the stretches that changed, each in terms of the text before
     * and after it, and what was strange: the editor and we may disagree about the text from then on.
     */
    apply(version, changes) {
        const strange = [];
        if (version <= this.#version)
            strange.push(`version ${version} came after version ${this.#version}`);
        const edits = changes.map((change) => {
            if (!('range' in change))
                return this.#replace(0, this.text.length, change.text);
            const { start, end } = change.range;
            if (!this.holds(start) || !this.holds(end))
                strange.push(`an edit at ${show(change.range)}, outside of the text`);
            const [from, to] = [this.offsetAt(start), this.offsetAt(end)];
            if (to < from)
                strange.push(`an edit at ${show(change.range)}, which ends before it starts`);
            return this.#replace(Math.min(from, to), Math.max(from, to), change.text);
        });
        this.#version = version;
        return { edits, strange };
    }
    #replace(start, oldEnd, text) {
        this.#lines = this.#lines.replaced(start, oldEnd, text);
        return { start, oldEnd, newEnd: start + text.length };
    }
}
function show({ start, end }) {
    return `${start.line}:${start.character}-${end.line}:${end.character}`;
}
