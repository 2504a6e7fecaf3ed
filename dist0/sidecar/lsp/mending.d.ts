/** Edits that mend findings: redaction, and the comment that keeps one quiet. Pure: findings and a document in, edits out. */
import type { TextEdit } from 'vscode-languageserver-protocol';
import type { Finding } from '../findings/findings.ts';
import type { OpenDocument } from './document.ts';
export declare function redactOne({ start, end, rule }: Finding, document: OpenDocument): TextEdit[];
/** As `text/redact` does it: overlapping findings are one, named by the first. `findings` are ordered by start. */
export declare function redactAll(findings: readonly Finding[], document: OpenDocument): TextEdit[];
/** A comment on a line of its own before the finding's, indented like it; undefined where the language has no comments. */
export declare function ignoreHere({ rule, line }: Finding, document: OpenDocument): TextEdit[] | undefined;
