/**
 * Newline framing: one JSON message a line. Blank lines are skipped, a carriage return before the line's end is white
 * space of the JSON, and at the end of the stream a last line counts without its `\n`. Never looks into the JSON.
 */
import type { Buffer } from 'node:buffer';
import { type Allocate, type FrameBounds, type Framing, type FramingSink } from './frame.ts';
export declare class NewlineFraming implements Framing {
    #private;
    /** A line's length isn't known before its end is seen, so bytes always come by `push`. */
    readonly target: null;
    constructor(sink: FramingSink, bounds: FrameBounds, allocate: Allocate);
    push(chunk: Buffer): void;
    advance(): void;
    end(): void;
    close(): void;
}
