/**
 * The last lines that a child wrote to stderr, bounded, for the error that tells of its end. The pipe is always read:
 * an unread one would fill and stop a child that logs synchronously. Never prints anything itself.
 */
const LINES = 20;
const LINE_CHARS = 500;
export class StderrTail {
    #lines = [];
    #rest = '';
    push(chunk) {
        const pieces = (this.#rest + chunk).split('\n');
        this.#rest = (pieces.pop() ?? '').slice(0, LINE_CHARS);
        for (const piece of pieces)
            this.#keep(piece);
    }
    #keep(line) {
        if (line.trim() === '')
            return;
        this.#lines.push(line.slice(0, LINE_CHARS).trimEnd());
        if (this.#lines.length > LINES)
            this.#lines.shift();
    }
    /** Oldest first; a last line without its newline included. */
    get lines() {
        const rest = this.#rest.trim() === '' ? [] : [this.#rest.trimEnd()];
        return [...this.#lines, ...rest].slice(-LINES);
    }
}
