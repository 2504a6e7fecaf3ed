import { type Operation } from '../../operation.ts';
declare const FIELDS: readonly ['compact', 'compactBytes', 
/** Arena address of the table, or 0 to be told its size. */
'table', 'tableBytes', 
/** Arena address of a u32: the size. */
'size'];
export declare const buildVocabulary: Operation<(typeof FIELDS)[number]>;
export {};
