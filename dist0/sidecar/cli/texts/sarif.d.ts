export interface PlacedFinding {
    readonly path: string;
    readonly rule: string;
    /** One-based, in code points. */
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    /** The matched text. */
    readonly text: string;
}
export declare function sarifLog(findings: readonly PlacedFinding[], version: string): object;
