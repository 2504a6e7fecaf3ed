/** `outrigger tokens`: how many tokens files and standard input have, a line each and a total, as `wc` prints. */
import type { TokenEncoding } from '../../../protocol/methods/text.ts';
import { type Command, EXIT, flag, jsonOption, value } from '../command.ts';
import { countInWords } from '../quantities.ts';
import { reachOptions, withSidecar } from '../reach.ts';
import { Inputs, inOrder } from '../texts/inputs.ts';
import { Passage } from '../texts/passage.ts';

const COUNT_WIDTH = 12;

export const tokensCommand: Command = {
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
  epilogue:
    'Without PATH, or where PATH is -, standard input is read. Binary files and those over 48 MiB are left out.',
  async run({ options, operands, terminal }) {
    const encoding = options.encoding as TokenEncoding;
    const inputs = new Inputs(terminal, options['no-ignore'] === true);
    const names = operands.length === 0 ? ['-'] : operands;
    const told: { path: string; tokens: number }[] = [];
    await withSidecar(options, async ({ rig }) => {
      const passage = new Passage(rig);
      const counted = inOrder(inputs.batches(names), async (batch) => {
        const texts = batch.map(({ text }) => text.toWellFormed());
        const { counts } = await passage.pass(texts, (sources) => rig.text.tokens(sources, { encoding }));
        return batch.map(({ name }, i) => ({ path: name, tokens: counts[i] ?? 0 }));
      });
      for await (const lines of counted) for (const line of lines) told.push(line);
    });
    const total = told.reduce((sum, { tokens }) => sum + tokens, 0);
    if (options.json === true) terminal.json({ encoding, files: told, total });
    else {
      const line = (count: number, name: string) =>
        terminal.print(`${countInWords(count).padStart(COUNT_WIDTH)}  ${name}`);
      for (const { path, tokens } of told) line(tokens, path);
      if (told.length !== 1) line(total, 'total');
    }
    return inputs.failed > 0 ? EXIT.failed : EXIT.ok;
  },
};
