import { type Steps, type Workbench } from '../../operation.ts';
export declare const TEXT_FIELDS: readonly [
/** Arena address of a pair of u32 a text: address and length. */
'texts', 
/** Arena address of u32s: the index of each shard's first text, and one more for the end. */
'bounds', 
/** 1: a client may map those of at most `MAPPED_TEXT_MAX` bytes, and they are copied here. */
'mapped'];
export type TextArguments = Record<(typeof TEXT_FIELDS)[number], number>;
/**
 * The longest text that the worker that needs it copies to its window: 10 MB in 3,754 texts take a worker 0.6 ms, where the main
 * thread took 2.3 for all of them before the first was begun. Longer ones are in memory of their own.
 */
export declare const MAPPED_TEXT_MAX: number;
/** What is done to a text. */
export type TextWork = (address: number, length: number, index: number) => void;
/**
 * Works on each text of a shard; yields between two when enough was worked on. `begin` is called at the start of each step,
 * since in between other shards may have used up what it stands on.
 */
export declare function eachText(args: TextArguments, shard: number, bench: Workbench, begin: () => TextWork): Steps;
/** A kernel's status for one text: what is no UTF-8, or matches too often, names the text by its index. */
export declare function checkText(status: number, index: number): void;
