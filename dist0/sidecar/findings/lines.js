/**
 * Where a finding is, in lines and columns: what `outrigger scan` prints and the language server sends. Pure. Offsets are
 * UTF-16 units of a JavaScript string, as `text/scan` gives them with `encoding: 'utf-16'`; it must never read a file.
 */
const LF = 10;
const CR = 13;
/** The lines of a text as editors count them: ended by `\n`, `\r\n` or a lone `\r`. */
export class Lines {
    text;
    /** The offset of each line's first unit; a text has at least one line. */
    #starts;
    constructor(text, starts = lineStarts(text)) {
        this.text = text;
        this.#starts = starts;
    }
    /**
     * The lines of the text in which `[start, end)` is replaced. Only the lines that the edit touches are searched for ends:
     * a keystroke in 1 MB costs the copying of the other lines' offsets, and not a search of the text.
     */
    replaced(start, end, replacement) {
        // from the line before: its lone CR may meet an LF now
        const first = Math.max(0, this.lineAt(start) - 1);
        const last = this.lineAt(end);
        const from = this.startOf(first);
        const shift = replacement.length - (end - start);
        const touched = lineStarts(this.text.slice(from, start) + replacement + this.text.slice(end, this.startOf(last + 1)));
        const behind = this.#starts.subarray(last + 1);
        // the stretch ends with the end of a line: what starts there is counted in `behind`
        const inside = behind.length > 0 ? touched.length - 1 : touched.length;
        const starts = new Uint32Array(first + inside + behind.length);
        starts.set(this.#starts.subarray(0, first));
        for (let line = 0; line < inside; line++)
            starts[first + line] = touched[line] + from;
        for (let line = 0; line < behind.length; line++)
            starts[first + inside + line] = behind[line] + shift;
        return new Lines(this.text.slice(0, start) + replacement + this.text.slice(end), starts);
    }
    get count() {
        return this.#starts.length;
    }
    /** The line that holds `offset`, which is taken into the text's bounds. Binary search: O(log lines). */
    lineAt(offset) {
        let low = 0;
        let high = this.#starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.#starts[middle] <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
    positionAt(offset) {
        const within = Math.min(Math.max(offset, 0), this.text.length);
        const line = this.lineAt(within);
        return { line, character: within - this.startOf(line) };
    }
    /** Offset of the line's first unit; the text's end for a line behind the last. */
    startOf(line) {
        return this.#starts[line] ?? this.text.length;
    }
    /** Offset of the line's end, before its terminator. */
    endOf(line) {
        const next = this.startOf(line + 1);
        if (line >= this.#starts.length - 1)
            return next;
        return this.text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
    }
    /** The line without its terminator. */
    textOf(line) {
        return this.text.slice(this.startOf(line), this.endOf(line));
    }
    /** One-based line and column in code points, for people: an emoji is one column. */
    forPeople(offset) {
        const { line, character } = this.positionAt(offset);
        const start = this.startOf(line);
        return { line: line + 1, column: [...this.text.slice(start, start + character)].length + 1 };
    }
}
function lineStarts(text) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF))
            starts.push(at + 1);
    }
    return Uint32Array.from(starts);
}
