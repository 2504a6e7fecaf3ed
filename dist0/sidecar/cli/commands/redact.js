/** `outrigger redact`: a file or standard input without what the rules find in it, on stdout or in place. */
import { readFileSync } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { CommandFailure, EXIT, flag, jsonOption, text, UsageError, value } from '../command.js';
import { encodeName } from '../names.js';
import { plural } from '../quantities.js';
import { reachOptions, withSidecar } from '../reach.js';
import { rulesetOf, rulesOption } from '../texts/rules.js';
function read(name) {
    try {
        return readFileSync(name === '-' ? 0 : encodeName(name));
    }
    catch (error) {
        throw new CommandFailure(`${name}: ${error.message}`, { cause: error });
    }
}
/** Replaces a file in one step and keeps its mode: a reader sees the old text or the new one. */
async function replace(name, content) {
    const path = encodeName(name);
    const fresh = Buffer.concat([path, Buffer.from(`.${process.pid}.outrigger`)]);
    try {
        const { mode } = await stat(path);
        await writeFile(fresh, content, { flag: 'wx', mode: mode & 0o777 });
        await rename(fresh, path);
    }
    catch (error) {
        await rm(fresh, { force: true });
        throw error;
    }
}
export const redactCommand = {
    name: 'redact',
    operands: '[FILE...]',
    maxOperands: Number.POSITIVE_INFINITY,
    describe: 'Print a text without its secrets and personal data',
    options: {
        rules: { ...rulesOption, default: 'secrets,pii' },
        replacement: value("what stands in for a match; {rule} is the rule's id", { default: '[{rule}]' }),
        'in-place': flag('rewrite the FILEs instead of printing', { alias: 'i' }),
        ...reachOptions,
        json: jsonOption,
    },
    examples: [
        ['$0 redact prompt.txt', 'on stdout'],
        ['pbpaste | $0 redact | pbcopy', 'standard input'],
        ['$0 redact -i --rules pii logs/*.txt', 'in place'],
    ],
    epilogue: 'Without FILE, or where FILE is -, standard input is read. How much was replaced is told on stderr.',
    async run({ options, operands, terminal }) {
        const rules = rulesetOf(options);
        const names = operands.length === 0 ? ['-'] : operands;
        const inPlace = options['in-place'] === true;
        if (inPlace && names.includes('-'))
            throw new UsageError('--in-place rewrites files: name some');
        const replacement = text(options, 'replacement');
        return withSidecar(options, async ({ rig }) => {
            const told = [];
            for (const name of names) {
                const { text: redacted, counts } = await rig.text.redact(read(name), rules, { replacement });
                const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
                if (inPlace && total > 0)
                    await replace(name, redacted);
                if (options.json === true)
                    told.push({ path: name, counts, ...(inPlace ? {} : { text: redacted }) });
                else if (!inPlace)
                    terminal.write(Buffer.from(redacted));
                terminal.complain(`${name}: ${plural(total, 'replacement')}`);
            }
            if (options.json === true)
                terminal.json({ files: told });
            return EXIT.ok;
        });
    },
};
