import { type Limits } from '../../protocol/limits.ts';
import type { SegmentRange, Source } from '../../protocol/sources.ts';
import type { Arena } from '../arena/arena.ts';
import type { Segments } from '../arena/segments.ts';
import type { ActiveCall } from './active-call.ts';
export interface MemoryInput {
    readonly address: number;
    readonly length: number;
    /** A client may map these bytes, and change them at any time. */
    readonly mapped?: boolean;
}
export interface FileRange {
    readonly offset: number;
    readonly length: number;
}
export interface FileInput extends FileRange {
    readonly fd: number;
}
export type FileSource = Extract<Source, {
    kind: 'file';
}>;
/** A source that is in memory when the request is: all but files. */
export type MemorySource = Exclude<Source, {
    kind: 'file';
}>;
export declare class Inputs {
    private readonly call;
    private readonly arena;
    private readonly segments;
    private readonly limits;
    private frameHeld;
    constructor(call: ActiveCall, arena: Arena, segments: Segments, limits: Limits);
    /** Bytes that a source brings along in the request; 0 for ranges of segments and files. */
    inlineBytes(source: Source, field: string): number;
    /** Bytes of a memory source, before it is resolved: a range that isn't there is an error before anything else is. */
    memoryBytes(source: MemorySource, field: string): number;
    /** A range for a table or a result, given back at the call's end. */
    scratch(bytes: number): number;
    /**
     * A source's bytes in the arena. `atOnce` promises that the job runs before `start` returns, so that bytes in the
     * shared read buffer may be read in place.
     */
    memory(source: MemorySource, field: string, atOnce: boolean): MemoryInput;
    /** Many sources' bytes in the arena: those that must be copied lie in one range, one after another. */
    memories(sources: readonly MemorySource[], field: (index: number) => string, atOnce: boolean): MemoryInput[];
    private inPlace;
    /** A segment's range, as source or destination. */
    segment(range: SegmentRange, field: string): MemoryInput;
    /** Opens a file and checks the range. A file that only exists as content (/proc) comes back as memory. */
    file(source: FileSource, field: string): Promise<FileInput | MemoryInput>;
    /** Checks a file and its range without keeping it open: for calls that name many, whose workers open each anew. */
    closedFile(source: FileSource, field: string): Promise<FileRange | MemoryInput>;
    /** Reads a file's range into memory, and closes it; `admit` judges its length before. */
    fileBytes(source: FileSource, field: string, admit: (length: number) => void): Promise<MemoryInput>;
    private fileRange;
    /** Keeps the request's frame until the call's end; false where it lies in the shared read buffer. */
    private holdFrame;
    private copy;
}
/** Messages or texts that are given by their lengths are all of the data. */
export declare function checkLengths(lengths: readonly number[], dataBytes: number): void;
