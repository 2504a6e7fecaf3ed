import type { ValidRulesetPart } from '../../protocol/methods/text.ts';
import { type Eventual } from '../dispatch/eventual.ts';
import type { CallScope } from './handler.ts';
export interface LaidRuleset {
    /** Where workers read it: the arguments of every operation with rules. */
    readonly args: {
        readonly rules: number;
        readonly rulesBytes: number;
    };
    /** Ids by rule number. */
    readonly names: readonly string[];
}
/** Known rulesets' names; the least recently used go first. */
export declare class Rulesets {
    private readonly names;
    /** Lays a ruleset where workers read it. BadRuleset when it doesn't compile. */
    lay(parts: readonly ValidRulesetPart[], scope: CallScope): Eventual<LaidRuleset>;
    private keep;
    private ask;
}
