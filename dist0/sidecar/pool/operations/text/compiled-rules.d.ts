import { type Workbench } from '../../operation.ts';
export declare const RULE_FIELDS: readonly [
/** Arena address of the specification that `rules_build` reads, behind its digest of 32 bytes. */
'rules', 'rulesBytes'];
export type RuleArguments = Record<(typeof RULE_FIELDS)[number], number>;
export declare const RULES_DIGEST_BYTES = 32;
/** The handle of the job's ruleset in this thread's kernel. */
export declare function compiledRules({ rules, rulesBytes }: RuleArguments, bench: Workbench): number;
