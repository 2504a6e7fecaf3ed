/**
 * Content-Length framing: the LSP base protocol, with bodies in JSON or MessagePack. A body over `frameBytes` or a header
 * over `headerBytes` is refused before anything is allocated for it. Never looks further into a body than its first byte.
 */
import { Buffer } from 'node:buffer';
import { type Allocate, type FrameBounds, type Framing, type FramingSink } from './frame.ts';
/** MessagePack maps: no JSON text begins with these bytes. */
export declare function beginsWithMap(byte: number | undefined): boolean;
export declare class ContentLengthFraming implements Framing {
    #private;
    constructor(sink: FramingSink, bounds: FrameBounds, allocate: Allocate);
    get target(): Buffer | null;
    push(chunk: Buffer): void;
    advance(n: number): void;
    end(): void;
    close(): void;
}
