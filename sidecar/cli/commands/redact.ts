/** `outrigger redact`: a file or standard input without what the rules find in it, on stdout or in place. */
import { readFileSync } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { isOutriggerError } from '../../../client/errors.ts';
import { type Command, EXIT, flag, jsonOption, text, UsageError, value } from '../command.ts';
import { encodeName } from '../names.ts';
import { plural } from '../quantities.ts';
import { reachOptions, withSidecar } from '../reach.ts';
import { errnoWords } from '../sums/reasons.ts';
import { rulesetOf, rulesOption } from '../texts/rules.ts';

/** Why one file could not be redacted, which stops no other; undefined for what is no such reason. */
function reasonOf(error: unknown): string | undefined {
  if (isOutriggerError(error)) {
    if (error.code === 'TooLarge' || error.code === 'OutOfMemory') return error.message;
    // of the other parameters no file is at fault, nor of what the sidecar or the connection came to
    return error.code === 'InvalidParams' && error.data.path === 'text' ? 'not UTF-8 text' : undefined;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? undefined : (errnoWords(code ?? '') ?? code);
}

/** Replaces a file in one step and keeps its mode: a reader sees the old text or the new one. */
async function replace(name: string, content: string): Promise<void> {
  const path = encodeName(name);
  const fresh = Buffer.concat([path, Buffer.from(`.${process.pid}.outrigger`)]);
  try {
    const { mode } = await stat(path);
    await writeFile(fresh, content, { flag: 'wx', mode: mode & 0o777 });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

export const redactCommand: Command = {
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
  epilogue:
    'Without FILE, or where FILE is -, standard input is read. How much was replaced is told on stderr. The exit code is 1 ' +
    'when a file could not be read, or is no UTF-8; the others are redacted.',
  async run({ options, operands, terminal }) {
    const rules = rulesetOf(options);
    const names = operands.length === 0 ? ['-'] : operands;
    const inPlace = options['in-place'] === true;
    if (inPlace && names.includes('-')) throw new UsageError('--in-place rewrites files: name some');
    const replacement = text(options, 'replacement');
    return withSidecar(options, async ({ rig }) => {
      const told: object[] = [];
      let failed = false;
      const redactOne = async (name: string) => {
        const content = readFileSync(name === '-' ? 0 : encodeName(name));
        const { text: redacted, counts } = await rig.text.redact(content, rules, { replacement });
        const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
        if (inPlace && total > 0) await replace(name, redacted);
        if (options.json === true) told.push({ path: name, counts, ...(inPlace ? {} : { text: redacted }) });
        else if (!inPlace) terminal.write(Buffer.from(redacted));
        terminal.complain(`${name}: ${plural(total, 'replacement')}`);
      };
      for (const name of names) {
        try {
          await redactOne(name);
        } catch (error) {
          const reason = reasonOf(error);
          if (reason === undefined) throw error;
          failed = true;
          terminal.complain(`outrigger: ${name}: ${reason}`);
        }
      }
      if (options.json === true) terminal.json({ files: told });
      return failed ? EXIT.failed : EXIT.ok;
    });
  },
};
