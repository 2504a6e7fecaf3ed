import type { Options } from 'yargs';
import type { RulesetPart } from '../../../protocol/methods/text.ts';
import { type Parsed } from '../command.ts';
export declare const rulesOption: Options;
/** The ruleset that was asked for. The sidecar judges the rules themselves. */
export declare function rulesetOf(options: Parsed): RulesetPart[];
