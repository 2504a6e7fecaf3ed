/**
 * One open file as the editor has it: its text, its version and its lines, kept up by incremental edits. Pure. It must
 * never refuse an edit: the editor's text is the truth, so a position outside is taken into the text and told as strange.
 */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { Lines } from '../findings/lines.ts';
import { offsetAfter, type PositionEncoding, unitsBetween } from './position-encoding.ts';

/** A stretch that was replaced: `[start, oldEnd)` of the text before, `[start, newEnd)` of the text after. */
export interface Edit {
  start: number;
  oldEnd: number;
  newEnd: number;
}

export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly #encoding: PositionEncoding;
  #version: number;
  #lines: Lines;

  constructor(uri: string, languageId: string, version: number, text: string, encoding: PositionEncoding) {
    this.uri = uri;
    this.languageId = languageId;
    this.#encoding = encoding;
    this.#version = version;
    this.#lines = new Lines(text);
  }

  get version(): number {
    return this.#version;
  }

  get text(): string {
    return this.#lines.text;
  }

  get lines(): Lines {
    return this.#lines;
  }

  offsetAt({ line, character }: Position): number {
    const lines = this.#lines;
    if (line >= lines.count) return lines.text.length;
    return offsetAfter(lines.text, lines.startOf(line), lines.endOf(line), Math.max(0, character), this.#encoding);
  }

  positionAt(offset: number): Position {
    const { line, character } = this.#lines.positionAt(offset);
    const start = this.#lines.startOf(line);
    return { line, character: unitsBetween(this.text, start, start + character, this.#encoding) };
  }

  rangeOf(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** Whether a position lies in the text: what an editor that agrees with us about the text would send. */
  holds({ line, character }: Position): boolean {
    const lines = this.#lines;
    if (line >= lines.count) return false;
    return character <= unitsBetween(this.text, lines.startOf(line), lines.endOf(line), this.#encoding);
  }

  /**
   * Takes the changes of one notification, in order. Returns the stretches that changed, each in terms of the text before
   * and after it, and what was strange: the editor and we may disagree about the text from then on.
   */
  apply(version: number, changes: readonly TextDocumentContentChangeEvent[]): { edits: Edit[]; strange: string[] } {
    const strange: string[] = [];
    if (version <= this.#version) strange.push(`version ${version} came after version ${this.#version}`);
    const edits = changes.map((change) => {
      if (!('range' in change)) return this.#replace(0, this.text.length, change.text);
      const { start, end } = change.range;
      if (!this.holds(start) || !this.holds(end)) strange.push(`an edit at ${show(change.range)}, outside of the text`);
      const [from, to] = [this.offsetAt(start), this.offsetAt(end)];
      if (to < from) strange.push(`an edit at ${show(change.range)}, which ends before it starts`);
      return this.#replace(Math.min(from, to), Math.max(from, to), change.text);
    });
    this.#version = version;
    return { edits, strange };
  }

  #replace(start: number, oldEnd: number, text: string): Edit {
    this.#lines = this.#lines.replaced(start, oldEnd, text);
    return { start, oldEnd, newEnd: start + text.length };
  }
}

function show({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}
