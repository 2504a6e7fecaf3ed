import { type Operation } from '../operation.ts';
/** A shard of one file's messages has so many bytes, so that they and their table fit the window; or it is one message. */
export declare const FILE_RUN_BYTES: number;
export declare const FILE_RUN_MESSAGES: number;
declare const FIELDS: readonly ['algorithm', 'engine', 'fd', 
/** Arena address of f64s: where each message begins in the file, and one more for the end. */
'offsets', 
/** Arena address of u32s: the index of each shard's first message, and one more for the end. */
'bounds', 'out'];
type Field = (typeof FIELDS)[number];
export declare const hashFileMessages: Operation<Field>;
declare const SOURCE_FIELDS: readonly ['algorithm', 'engine', 
/** Arena address of f64s, SOURCE_WORDS a message. */
'table', 'out'];
type SourceField = (typeof SOURCE_FIELDS)[number];
/** A message's address or offset in its file, its length, and its path's address and length (0 for memory). */
export declare const SOURCE_WORDS = 4;
/** `hash/messages` where some are files: a shard is one message. A file's failure tells the shard beside the code. */
export declare const hashSources: Operation<SourceField>;
export {};
