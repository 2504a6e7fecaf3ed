/** Its name at the root of a workspace, where no other is configured. */
export declare const BASELINE_NAME = ".outrigger-baseline.json";
/** One known finding, as it stands in the file. */
export interface BaselineEntry {
    rule: string;
    /** Lower-case hex SHA-256 of the matched text's UTF-8. */
    sha256: string;
    /** From the baseline's folder, with forward slashes. */
    path: string;
}
/** A finding before it is hashed. */
export interface Known {
    rule: string;
    /** The matched text. */
    text: string;
    path: string;
}
/** The file is no baseline; the message says what is wrong and where. */
export declare class BaselineError extends Error {
}
/** @param known the matched text is hashed as UTF-8. */
export declare function fingerprint({ rule, text, path }: Known): BaselineEntry;
/** A set of fingerprints; never changed in place. */
export declare class Baseline {
    #private;
    constructor(entries?: Iterable<BaselineEntry>);
    get size(): number;
    has(rule: string, text: string, path: string): boolean;
    /** This one and the findings given. */
    with(findings: Iterable<Known>): Baseline;
    /** The file's text: sorted, an entry a line, so that a diff of it can be read. */
    toString(): string;
}
/** @throws BaselineError */
export declare function parseBaseline(json: string): Baseline;
/** The baseline in `file`; an empty one where there is no such file. @throws BaselineError, or what reading throws. */
export declare function readBaseline(file: string): Promise<Baseline>;
/** Replaces `file` in one step: a reader sees the old list or the new one. */
export declare function writeBaseline(file: string, baseline: Baseline): Promise<void>;
