/**
 * `hash/messages` in memory: a table of (address, length) pairs, cut into runs of messages of about equal bytes.
 * Both tables are made by the main thread in memory that no client maps.
 */
import { type Arguments, type Operation, type Steps, type Workbench } from '../operation.ts';
declare const FIELDS: readonly ['algorithm', 'engine', 
/** Arena address of `count` pairs of u32: address and length. */
'table', 
/** Arena address of u32s: the index of each shard's first message, and one more for the end. */
'bounds', 'out'];
type Field = (typeof FIELDS)[number];
/** Messages that lie in memory: what the operations that find them there have in common. */
export type MessageRun = Arguments<Exclude<Field, 'bounds'>>;
/**
 * Runs of messages that one engine takes: the kernel gets whole runs at once, since its lanes want neighbours. A message
 * of more than STEP_BYTES is hashed by itself, in steps.
 */
export declare function hashRun(args: MessageRun, first: number, end: number, bench: Workbench): Steps;
export declare const hashMessages: Operation<Field>;
export {};
