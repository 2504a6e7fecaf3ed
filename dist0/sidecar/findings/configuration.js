/**
 * `outrigger.json`: what is looked for in a workspace, and how it is told. One shape for the file, the editor's settings and
 * whoever else scans; docs/outrigger.schema.json is made from it. Pure: text in, a configuration or problems with their paths out.
 */
import * as v from 'valibot';
/** Its name at the root of a workspace folder. */
export const CONFIGURATION_NAME = 'outrigger.json';
const levels = ['error', 'warning', 'information', 'hint', 'off'];
const level = v.pipe(v.picklist(levels), v.description('How findings are shown; off hides them.'));
const ruleId = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a rule id in kebab-case'));
const ownRule = v.strictObject({
    id: v.pipe(ruleId, v.description('Kebab-case.')),
    pattern: v.pipe(v.string(), v.minLength(1), v.description('A regular expression in the syntax of Rust; linear time.')),
    flags: v.optional(v.pipe(v.string(), v.regex(/^[imsxu]*$/, 'expected any of "imsxu"'), v.description('Any of imsxu.'))),
    message: v.optional(v.pipe(v.string(), v.description('What is shown; the rule id if absent.'))),
    level: v.optional(level),
});
const tokenBudget = v.pipe(v.number(), v.integer(), v.minValue(1));
const shape = v.strictObject({
    $schema: v.optional(v.string()),
    packs: v.optional(v.pipe(v.array(v.picklist(['secrets', 'pii'])), v.description('Built-in rule packs. ["secrets"] if absent.'))),
    rules: v.optional(v.pipe(v.array(ownRule), v.maxLength(512), v.description("The workspace's own rules."))),
    levels: v.optional(v.pipe(v.record(ruleId, level), v.description('Levels by rule id, before what the rule says.'))),
    exclude: v.optional(v.pipe(v.array(v.string()), v.description('Files left alone, as lines of a .gitignore.'))),
    scan: v.optional(v.pipe(v.picklist(['workspace', 'open']), v.description("Files that an editor is told of which asks for the workspace's diagnostics: all, or open ones."))),
    baseline: v.optional(v.pipe(v.string(), v.minLength(1), v.description('The file of known findings, from the folder of this one.'))),
    tokens: v.optional(v.strictObject({
        encoding: v.optional(v.picklist(['o200k_base', 'cl100k_base'])),
        show: v.optional(v.pipe(v.picklist(['lens', 'hint', 'off']), v.description('Where the count is shown.'))),
        files: v.optional(v.pipe(v.array(v.string()), v.description('Files whose count is shown, as lines of a .gitignore.'))),
        chunk: v.optional(v.pipe(tokenBudget, v.description('Tokens of a chunk: its bounds are folding ranges.'))),
    })),
    budgets: v.optional(v.pipe(v.record(v.string(), tokenBudget), v.description('Most tokens by pattern: {"prompts/**/*.md": 8000}.'))),
});
export const DEFAULTS = {
    packs: ['secrets'],
    rules: [],
    levels: {},
    exclude: [],
    scan: 'workspace',
    baseline: undefined,
    tokens: { encoding: 'o200k_base', show: 'lens', files: ['*.md', '*.txt', '*.prompt'], chunk: undefined },
    budgets: {},
};
/** The valibot schema: what the published JSON schema is made of. */
export const configurationSchema = shape;
/** A value as a configuration: fields that are wrong are left out and told, the others count. */
export function readConfiguration(value) {
    const problems = [];
    // valibot takes a list for an object without keys
    if (Array.isArray(value))
        return { configuration: {}, problems: [{ path: [], message: 'expected an object' }] };
    const whole = v.safeParse(shape, value);
    if (whole.success)
        return { configuration: whole.output, problems };
    for (const issue of whole.issues) {
        const path = (issue.path ?? []).map(({ key }) => key);
        problems.push({ path, message: issue.message });
    }
    if (typeof value !== 'object' || value === null)
        return { configuration: {}, problems };
    const bad = new Set(problems.map(({ path }) => path[0]));
    const sound = Object.fromEntries(Object.entries(value).filter(([key]) => !bad.has(key)));
    const rest = v.safeParse(shape, sound);
    return { configuration: rest.success ? rest.output : {}, problems };
}
/** The text of an outrigger.json. */
export function parseConfiguration(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        const { message } = error;
        const at = /position (\d+)/.exec(message)?.[1];
        const problem = { path: [], message: `no JSON: ${message.replace(/ in JSON at position.*/s, '')}` };
        return { configuration: {}, problems: [at === undefined ? problem : { ...problem, offset: Number(at) }] };
    }
    return readConfiguration(value);
}
/** Fills in, the first of `inputs` before the later ones, then the defaults. */
export function configurationFrom(...inputs) {
    const first = (key) => inputs.find((input) => input[key] !== undefined)?.[key];
    const tokens = Object.assign({}, ...inputs.toReversed().map((input) => input.tokens));
    return {
        packs: first('packs') ?? DEFAULTS.packs,
        rules: first('rules') ?? DEFAULTS.rules,
        levels: first('levels') ?? DEFAULTS.levels,
        exclude: first('exclude') ?? DEFAULTS.exclude,
        scan: first('scan') ?? DEFAULTS.scan,
        baseline: first('baseline'),
        tokens: {
            encoding: tokens.encoding ?? DEFAULTS.tokens.encoding,
            show: tokens.show ?? DEFAULTS.tokens.show,
            files: tokens.files ?? DEFAULTS.tokens.files,
            chunk: tokens.chunk,
        },
        budgets: first('budgets') ?? DEFAULTS.budgets,
    };
}
/** The ruleset of `text/scan`; undefined where nothing is looked for. */
export function rulesetOf({ packs, rules }) {
    const own = rules.map(({ id, pattern, flags }) => ({ id, pattern, flags: flags ?? '' }));
    const parts = [...packs, ...(own.length === 0 ? [] : [{ rules: own }])];
    return parts.length === 0 ? undefined : parts;
}
