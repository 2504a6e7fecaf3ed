import type { ValidRulesetPart } from '../../protocol/methods/text.ts';
import type { TextKernel } from './kernel.ts';
export interface LocalRules {
    readonly kernel: InstanceType<TextKernel['Rules']>;
    /** Ids by rule number. */
    readonly names: readonly string[];
}
export declare class CompiledRules {
    #private;
    /** To be used before anything is awaited: the next may be in its place. @throws OutriggerError BadRuleset. */
    compiled(kernel: TextKernel, parts: readonly ValidRulesetPart[]): LocalRules;
}
