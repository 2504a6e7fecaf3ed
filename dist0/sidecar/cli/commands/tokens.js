import { EXIT, flag, jsonOption, value } from '../command.js';
import { countInWords } from '../quantities.js';
import { reachOptions, withSidecar } from '../reach.js';
import { Inputs, inOrder } from '../texts/inputs.js';
const COUNT_WIDTH = 12;
export const tokensCommand = {
    name: 'tokens',
    operands: '[PATH...]',
    maxOperands: Number.POSITIVE_INFINITY,
    describe: 'Count the tokens of files, folders and standard input',
    options: {
        encoding: value('the vocabulary', { alias: 'e', choices: ['o200k_base', 'cl100k_base'], default: 'o200k_base' }),
        'no-ignore': flag('count files that .gitignore leaves out, too'),
        ...reachOptions,
        json: jsonOption,
    },
    examples: [
        ['$0 tokens prompts/', 'a folder, and its total'],
        ['git diff | $0 tokens -', 'standard input'],
        ['$0 tokens --encoding cl100k_base README.md', "GPT-4's vocabulary"],
    ],
    epilogue: 'Without PATH, or where PATH is -, standard input is read. Binary files are left out.',
    async run({ options, operands, terminal }) {
        const encoding = options.encoding;
        const inputs = new Inputs(terminal, options['no-ignore'] === true);
        const names = operands.length === 0 ? ['-'] : operands;
        const told = [];
        await withSidecar(options, async ({ rig }) => {
            const counted = inOrder(inputs.batches(names), async (batch) => {
                const texts = batch.map(({ text }) => text.toWellFormed());
                const { counts } = await rig.text.tokens(texts, { encoding });
                return batch.map(({ name }, i) => ({ path: name, tokens: counts[i] ?? 0 }));
            });
            for await (const lines of counted)
                told.push(...lines);
        });
        const total = told.reduce((sum, { tokens }) => sum + tokens, 0);
        if (options.json === true)
            terminal.json({ encoding, files: told, total });
        else {
            const line = (count, name) => terminal.print(`${countInWords(count).padStart(COUNT_WIDTH)}  ${name}`);
            for (const { path, tokens } of told)
                line(tokens, path);
            if (told.length !== 1)
                line(total, 'total');
        }
        return inputs.failed > 0 ? EXIT.failed : EXIT.ok;
    },
};
