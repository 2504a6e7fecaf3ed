import { type Steps, type Workbench } from '../operation.ts';
import type { Digester } from './digest.ts';
/** The code of a file that got shorter while it was read. */
export declare const TRUNCATED = "ETRUNCATED";
/** Fills the window with exactly `length` bytes (at most WINDOW_BYTES). */
export declare function readExactly(bench: Workbench, fd: number, offset: number, length: number): void;
/** Digests a range of a file that is too long for one step. */
export declare function digestFileRange(bench: Workbench, digester: Digester, fd: number, offset: number, length: number, out: number): Steps;
