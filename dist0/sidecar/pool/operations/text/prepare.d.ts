/**
 * `prompt/prepare`: every step on one text in one entry; a step that wasn't asked for has 0 as its argument. The digest of a
 * text that is long enough is OpenSSL's: 200 KB took the kernel 0.75 ms and OpenSSL 0.12, where all else took 0.8.
 */
import { type Operation } from '../../operation.ts';
declare const FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "rules", "rulesBytes", "form", "replacement", "replacementBytes", "table", "tableBytes", "maxTokens", "shingles"];
export declare const prepareTexts: Operation<(typeof FIELDS)[number]>;
export {};
