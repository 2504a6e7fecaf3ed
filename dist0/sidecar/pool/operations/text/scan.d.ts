/**
 * `text/scan` and `text/redact`. A text of up to a window is scanned whole, in one shard with others. A longer one is cut
 * where no match can lie across, its windows are scanned by many workers, and the results joined.
 */
import type { Operation } from '../../operation.ts';
declare const NAME_FIELDS: readonly ["rules", "rulesBytes", "entries", "pool", "poolBytes"];
/** The names of a ruleset's rules: also how a ruleset is found to be bad before anything else is done with it. */
export declare const nameRules: Operation<(typeof NAME_FIELDS)[number]>;
declare const SCAN_FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "rules", "rulesBytes", "limit", "utf16"];
export declare const scanTexts: Operation<(typeof SCAN_FIELDS)[number]>;
declare const CUT_FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "rules", "rulesBytes", "target"];
export declare const cutTexts: Operation<(typeof CUT_FIELDS)[number]>;
declare const WINDOW_FIELDS: readonly ["entries", "pool", "poolBytes", "rules", "rulesBytes", "text", "length", "ends", "limit"];
export declare const scanWindows: Operation<(typeof WINDOW_FIELDS)[number]>;
declare const STITCH_FIELDS: readonly ["entries", "pool", "poolBytes", "rules", "rulesBytes", "text", "length", "windows", "count", "limit", "utf16"];
export declare const stitchWindows: Operation<(typeof STITCH_FIELDS)[number]>;
declare const REDACT_FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "rules", "rulesBytes", "replacement", "replacementBytes", "limit"];
export declare const redactTexts: Operation<(typeof REDACT_FIELDS)[number]>;
export {};
