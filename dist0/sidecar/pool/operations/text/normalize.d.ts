/** `text/normalize`: an answer without bytes says that the text is normal already. */
import type { Operation } from '../../operation.ts';
export declare const FORM_IDS: {
    readonly NFC: 1;
    readonly NFD: 2;
    readonly NFKC: 3;
    readonly NFKD: 4;
};
declare const FIELDS: readonly ["texts", "bounds", "mapped", "entries", "pool", "poolBytes", "form"];
export declare const normalizeTexts: Operation<(typeof FIELDS)[number]>;
export {};
