/**
 * Where a finding is, in lines and columns: what `outrigger scan` prints and the language server sends. Pure. Offsets are
 * UTF-16 units of a JavaScript string, as `text/scan` gives them with `encoding: 'utf-16'`; it must never read a file.
 */

/** Zero-based; `character` counts UTF-16 units from the line's start, whatever it holds (a tab is one). */
export interface Position {
  line: number;
  character: number;
}

/** The lines of a text as editors count them: ended by `\n`, `\r\n` or a lone `\r`. */
export class Lines {
  readonly text: string;
  /** The offset of each line's first unit; a text has at least one line. */
  readonly #starts: number[];

  constructor(text: string) {
    this.text = text;
    this.#starts = lineStarts(text);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line that holds `offset`, which is taken into the text's bounds. Binary search: O(log lines). */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const within = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.lineAt(within);
    return { line, character: within - this.startOf(line) };
  }

  /** Offset of the line's first unit; the text's end for a line behind the last. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The line without its terminator. */
  textOf(line: number): string {
    return this.text.slice(this.startOf(line), this.startOf(line + 1)).replace(/(?:\r\n|\r|\n)$/, '');
  }

  /** One-based line and column in code points, for people: an emoji is one column. */
  forPeople(offset: number): { line: number; column: number } {
    const { line, character } = this.positionAt(offset);
    const start = this.startOf(line);
    return { line: line + 1, column: [...this.text.slice(start, start + character)].length + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}
