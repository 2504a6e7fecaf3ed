/**
 * `outrigger.json`: what is looked for in a workspace, and how it is told. One shape for the file, the editor's settings and
 * whoever else scans; docs/outrigger.schema.json is made from it. Pure: text in, a configuration or problems with their paths out.
 */
import * as v from 'valibot';
import type { Ruleset } from '../../protocol/methods/text.ts';
/** Its name at the root of a workspace folder. */
export declare const CONFIGURATION_NAME = "outrigger.json";
declare const levels: readonly ['error', 'warning', 'information', 'hint', 'off'];
export type Level = (typeof levels)[number];
declare const ownRule: v.StrictObjectSchema<{
    readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected a rule id in kebab-case">]>, v.DescriptionAction<string, "Kebab-case.">]>;
    readonly pattern: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>, v.DescriptionAction<string, "A regular expression in the syntax of Rust; linear time.">]>;
    readonly flags: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected any of \"imsxu\"">, v.DescriptionAction<string, "Any of imsxu.">]>, undefined>;
    readonly message: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.DescriptionAction<string, "What is shown; the rule id if absent.">]>, undefined>;
    readonly level: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<readonly ["error", "warning", "information", "hint", "off"], undefined>, v.DescriptionAction<"error" | "hint" | "information" | "off" | "warning", "How findings are shown; off hides them.">]>, undefined>;
}, undefined>;
export type OwnRule = v.InferOutput<typeof ownRule>;
declare const shape: v.StrictObjectSchema<{
    readonly $schema: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly packs: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.PicklistSchema<["secrets", "pii"], undefined>, undefined>, v.DescriptionAction<("pii" | "secrets")[], "Built-in rule packs. [\"secrets\"] if absent.">]>, undefined>;
    readonly rules: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.StrictObjectSchema<{
        readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected a rule id in kebab-case">]>, v.DescriptionAction<string, "Kebab-case.">]>;
        readonly pattern: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>, v.DescriptionAction<string, "A regular expression in the syntax of Rust; linear time.">]>;
        readonly flags: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected any of \"imsxu\"">, v.DescriptionAction<string, "Any of imsxu.">]>, undefined>;
        readonly message: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.DescriptionAction<string, "What is shown; the rule id if absent.">]>, undefined>;
        readonly level: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<readonly ["error", "warning", "information", "hint", "off"], undefined>, v.DescriptionAction<"error" | "hint" | "information" | "off" | "warning", "How findings are shown; off hides them.">]>, undefined>;
    }, undefined>, undefined>, v.MaxLengthAction<{
        id: string;
        pattern: string;
        flags?: string | undefined;
        message?: string | undefined;
        level?: "error" | "hint" | "information" | "off" | "warning" | undefined;
    }[], 512, undefined>, v.DescriptionAction<{
        id: string;
        pattern: string;
        flags?: string | undefined;
        message?: string | undefined;
        level?: "error" | "hint" | "information" | "off" | "warning" | undefined;
    }[], "The workspace's own rules.">]>, undefined>;
    readonly levels: v.OptionalSchema<v.SchemaWithPipe<readonly [v.RecordSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected a rule id in kebab-case">]>, v.SchemaWithPipe<readonly [v.PicklistSchema<readonly ["error", "warning", "information", "hint", "off"], undefined>, v.DescriptionAction<"error" | "hint" | "information" | "off" | "warning", "How findings are shown; off hides them.">]>, undefined>, v.DescriptionAction<{
        [x: string]: "error" | "hint" | "information" | "off" | "warning";
    }, "Levels by rule id, before what the rule says.">]>, undefined>;
    readonly exclude: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.StringSchema<undefined>, undefined>, v.DescriptionAction<string[], "Files left alone, as lines of a .gitignore.">]>, undefined>;
    readonly scan: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<["workspace", "open"], undefined>, v.DescriptionAction<"open" | "workspace", "Files that an editor is told of which asks for the workspace's diagnostics: all, or open ones.">]>, undefined>;
    readonly baseline: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>, v.DescriptionAction<string, "The file of known findings, from the folder of this one.">]>, undefined>;
    readonly tokens: v.OptionalSchema<v.StrictObjectSchema<{
        readonly encoding: v.OptionalSchema<v.PicklistSchema<["o200k_base", "cl100k_base"], undefined>, undefined>;
        readonly show: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<["lens", "hint", "off"], undefined>, v.DescriptionAction<"hint" | "lens" | "off", "Where the count is shown.">]>, undefined>;
        readonly files: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.StringSchema<undefined>, undefined>, v.DescriptionAction<string[], "Files whose count is shown, as lines of a .gitignore.">]>, undefined>;
        readonly chunk: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>]>, v.DescriptionAction<number, "Tokens of a chunk: its bounds are folding ranges.">]>, undefined>;
    }, undefined>, undefined>;
    readonly budgets: v.OptionalSchema<v.SchemaWithPipe<readonly [v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>]>, undefined>, v.DescriptionAction<{
        [x: string]: number;
    }, "Most tokens by pattern: {\"prompts/**/*.md\": 8000}.">]>, undefined>;
}, undefined>;
/** As it stands in the file. */
export type ConfigurationInput = v.InferOutput<typeof shape>;
export interface Configuration {
    packs: ('secrets' | 'pii')[];
    rules: OwnRule[];
    levels: Record<string, Level>;
    exclude: string[];
    scan: 'workspace' | 'open';
    /** From the workspace folder. */
    baseline: string | undefined;
    tokens: {
        encoding: 'o200k_base' | 'cl100k_base';
        show: 'lens' | 'hint' | 'off';
        files: string[];
        chunk: number | undefined;
    };
    budgets: Record<string, number>;
}
export declare const DEFAULTS: Configuration;
/** The valibot schema: what the published JSON schema is made of. */
export declare const configurationSchema: v.StrictObjectSchema<{
    readonly $schema: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly packs: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.PicklistSchema<["secrets", "pii"], undefined>, undefined>, v.DescriptionAction<("pii" | "secrets")[], "Built-in rule packs. [\"secrets\"] if absent.">]>, undefined>;
    readonly rules: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.StrictObjectSchema<{
        readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected a rule id in kebab-case">]>, v.DescriptionAction<string, "Kebab-case.">]>;
        readonly pattern: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>, v.DescriptionAction<string, "A regular expression in the syntax of Rust; linear time.">]>;
        readonly flags: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected any of \"imsxu\"">, v.DescriptionAction<string, "Any of imsxu.">]>, undefined>;
        readonly message: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.DescriptionAction<string, "What is shown; the rule id if absent.">]>, undefined>;
        readonly level: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<readonly ["error", "warning", "information", "hint", "off"], undefined>, v.DescriptionAction<"error" | "hint" | "information" | "off" | "warning", "How findings are shown; off hides them.">]>, undefined>;
    }, undefined>, undefined>, v.MaxLengthAction<{
        id: string;
        pattern: string;
        flags?: string | undefined;
        message?: string | undefined;
        level?: "error" | "hint" | "information" | "off" | "warning" | undefined;
    }[], 512, undefined>, v.DescriptionAction<{
        id: string;
        pattern: string;
        flags?: string | undefined;
        message?: string | undefined;
        level?: "error" | "hint" | "information" | "off" | "warning" | undefined;
    }[], "The workspace's own rules.">]>, undefined>;
    readonly levels: v.OptionalSchema<v.SchemaWithPipe<readonly [v.RecordSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "expected a rule id in kebab-case">]>, v.SchemaWithPipe<readonly [v.PicklistSchema<readonly ["error", "warning", "information", "hint", "off"], undefined>, v.DescriptionAction<"error" | "hint" | "information" | "off" | "warning", "How findings are shown; off hides them.">]>, undefined>, v.DescriptionAction<{
        [x: string]: "error" | "hint" | "information" | "off" | "warning";
    }, "Levels by rule id, before what the rule says.">]>, undefined>;
    readonly exclude: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.StringSchema<undefined>, undefined>, v.DescriptionAction<string[], "Files left alone, as lines of a .gitignore.">]>, undefined>;
    readonly scan: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<["workspace", "open"], undefined>, v.DescriptionAction<"open" | "workspace", "Files that an editor is told of which asks for the workspace's diagnostics: all, or open ones.">]>, undefined>;
    readonly baseline: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, undefined>, v.DescriptionAction<string, "The file of known findings, from the folder of this one.">]>, undefined>;
    readonly tokens: v.OptionalSchema<v.StrictObjectSchema<{
        readonly encoding: v.OptionalSchema<v.PicklistSchema<["o200k_base", "cl100k_base"], undefined>, undefined>;
        readonly show: v.OptionalSchema<v.SchemaWithPipe<readonly [v.PicklistSchema<["lens", "hint", "off"], undefined>, v.DescriptionAction<"hint" | "lens" | "off", "Where the count is shown.">]>, undefined>;
        readonly files: v.OptionalSchema<v.SchemaWithPipe<readonly [v.ArraySchema<v.StringSchema<undefined>, undefined>, v.DescriptionAction<string[], "Files whose count is shown, as lines of a .gitignore.">]>, undefined>;
        readonly chunk: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>]>, v.DescriptionAction<number, "Tokens of a chunk: its bounds are folding ranges.">]>, undefined>;
    }, undefined>, undefined>;
    readonly budgets: v.OptionalSchema<v.SchemaWithPipe<readonly [v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>]>, undefined>, v.DescriptionAction<{
        [x: string]: number;
    }, "Most tokens by pattern: {\"prompts/**/*.md\": 8000}.">]>, undefined>;
}, undefined>;
export interface ConfigurationProblem {
    /** The keys that lead to it, from the root. */
    path: (string | number)[];
    message: string;
    /** Where the JSON breaks, an offset in the text, where it does and that is known. */
    offset?: number;
}
export type Read = {
    configuration: ConfigurationInput;
    problems: ConfigurationProblem[];
};
/** A value as a configuration: fields that are wrong are left out and told, the others count. */
export declare function readConfiguration(value: unknown): Read;
/** The text of an outrigger.json. */
export declare function parseConfiguration(text: string): Read;
/** Fills in, the first of `inputs` before the later ones, then the defaults. */
export declare function configurationFrom(...inputs: readonly ConfigurationInput[]): Configuration;
/** The ruleset of `text/scan`; undefined where nothing is looked for. */
export declare function rulesetOf({ packs, rules }: Configuration): Ruleset | undefined;
export {};
