/**
 * One open file as the editor has it: its text, its version and its lines, kept up by incremental edits. Pure. It must
 * never refuse an edit: the editor's text is the truth, so a position outside is taken into the text and told as strange.
 */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { Lines } from '../findings/lines.ts';
import { type PositionEncoding } from './position-encoding.ts';
/** A stretch that was replaced: `[start, oldEnd)` of the text before, `[start, newEnd)` of the text after. */
export interface Edit {
    start: number;
    oldEnd: number;
    newEnd: number;
}
export declare class OpenDocument {
    #private;
    readonly uri: string;
    readonly languageId: string;
    constructor(uri: string, languageId: string, version: number, text: string, encoding: PositionEncoding);
    get version(): number;
    get text(): string;
    get lines(): Lines;
    offsetAt({ line, character }: Position): number;
    positionAt(offset: number): Position;
    rangeOf(start: number, end: number): Range;
    /** Whether a position lies in the text: what an editor that agrees with us about the text would send. */
    holds({ line, character }: Position): boolean;
    /**
     * Takes the changes of one notification, in order. Returns the stretches that changed, each in terms of the text before
     * and after it, and what was strange: the editor and we may disagree about the text from then on.
     */
    apply(version: number, changes: readonly TextDocumentContentChangeEvent[]): {
        edits: Edit[];
        strange: string[];
    };
}
