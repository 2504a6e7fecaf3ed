/** Findings as LSP diagnostics. Pure. A message names the rule and never the text that it matched: logs would keep it. */
import { type Diagnostic } from 'vscode-languageserver-protocol';
import type { Configuration, Level } from '../findings/configuration.ts';
import type { Finding } from '../findings/findings.ts';
import type { OpenDocument } from './document.ts';
export declare const SOURCE = "outrigger";
/** The user's word for a rule, else what the rule says of itself. */
export declare function levelOf(rule: string, { levels, rules }: Configuration): Level;
export declare function diagnosticOf(finding: Finding, document: OpenDocument, configuration: Configuration, linked: boolean): Diagnostic | undefined;
