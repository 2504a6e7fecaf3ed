import { type Operation } from '../operation.ts';
declare const FIELDS: readonly ['algorithm', 'engine', 
/** Arena address of pairs of u32: address and length of each path's bytes. */
'table', 
/** Arena address of the results, FILE_RESULT_BYTES each. */
'out', 
/** The limit `fileBytes`. */
'fileBytes'];
type Field = (typeof FIELDS)[number];
/** A result: u32 state, 4 bytes unused, f64 size, then the digest or the error's code in ASCII, up to 32 bytes. */
export declare const FILE_RESULT_BYTES = 48;
export declare const FileState: {
    readonly digested: 1;
    readonly failed: 2;
    readonly tooLarge: 3;
};
export interface FileOutcome {
    state: number;
    size: number;
    digest: Uint8Array;
    code: string;
}
/** Reads a result that a worker left. */
export declare function readFileResult(bytes: Uint8Array, address: number): FileOutcome;
export declare const hashFiles: Operation<Field>;
export {};
