/**
 * `outrigger scan`: secrets and personal data in files, folders and standard input. Only joins: what is found is the
 * sidecar's business, what is quiet that of findings/. It must never print a whole secret.
 */
import { dirname, relative, resolve, sep } from 'node:path';
import { isOutriggerError } from '../../../client/errors.ts';
import type { Match } from '../../../protocol/methods/text.ts';
import { BASELINE_NAME, type Baseline, BaselineError, readBaseline, writeBaseline } from '../../findings/baseline.ts';
import { findingsOf } from '../../findings/findings.ts';
import { Lines } from '../../findings/lines.ts';
import { packageVersion } from '../../version.ts';
import { type Command, CommandFailure, EXIT, flag, type Invocation, jsonOption, text, value } from '../command.ts';
import { plural } from '../quantities.ts';
import { reachOptions, withSidecar } from '../reach.ts';
import { Inputs, type InputText, inOrder } from '../texts/inputs.ts';
import { Passage } from '../texts/passage.ts';
import { rulesetOf, rulesOption } from '../texts/rules.ts';
import { type PlacedFinding, sarifLog } from '../texts/sarif.ts';

/** How much of a match is shown: enough to know it by, too little to use it. */
const SHOWN_MAX = 4;

export function masked(match: string): string {
  const shown = [...match].slice(0, Math.min(SHOWN_MAX, Math.floor(match.length / 4))).join('');
  return `${shown.replace(/\s/g, ' ')}…`;
}

interface Known {
  readonly file: string;
  readonly baseline: Baseline;
}

async function readKnown({ options }: Invocation): Promise<Known> {
  const file = resolve(text(options, 'baseline') ?? BASELINE_NAME);
  try {
    return { file, baseline: await readBaseline(file) };
  } catch (error) {
    if (error instanceof BaselineError) throw new CommandFailure(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** A file as the baseline names it: from the baseline's folder, with forward slashes. */
function baselinePath(name: string, file: string): string {
  return name === '-' ? '-' : relative(dirname(file), resolve(name)).split(sep).join('/');
}

type Scan = (texts: string[]) => Promise<{ matches: readonly Match[] }>;

async function scanBatch(batch: InputText[], scan: Scan, known: Known): Promise<PlacedFinding[]> {
  const texts = batch.map(({ text: content }) => content.toWellFormed());
  const { matches } = await scan(texts);
  const byText = new Map<number, Match[]>();
  for (const match of matches) {
    const index = match.text ?? 0;
    const own = byText.get(index);
    if (own === undefined) byText.set(index, [match]);
    else own.push(match);
  }
  return [...byText].flatMap(([index, own]) => {
    const { name } = batch[index] as InputText;
    const content = texts[index] as string;
    const lines = new Lines(content);
    const quiet = { baseline: known.baseline, path: baselinePath(name, known.file) };
    return findingsOf(content, own, quiet, lines).map(({ rule, start, end, text: matched }) => {
      const from = lines.forPeople(start);
      const to = lines.forPeople(end);
      return { path: name, rule, ...from, endLine: to.line, endColumn: to.column, text: matched };
    });
  });
}

/**
 * The findings of a batch. One that holds more than a reply can is scanned text by text, and a text that does so alone is
 * told to have failed: its findings are not told, and those of others are.
 */
async function scanWithin(batch: InputText[], scan: Scan, known: Known, inputs: Inputs): Promise<PlacedFinding[]> {
  try {
    return await scanBatch(batch, scan, known);
  } catch (error) {
    if (!isOutriggerError(error) || error.code !== 'TooLarge') throw error;
    const [first] = batch;
    if (batch.length === 1 && first !== undefined) {
      inputs.fail(first.name, 'has more findings than can be told');
      return [];
    }
    const all: PlacedFinding[][] = [];
    for (const each of batch) all.push(await scanWithin([each], scan, known, inputs));
    return all.flat();
  }
}

function tell(findings: readonly PlacedFinding[], inputs: Inputs, { options, terminal }: Invocation): void {
  if (options.sarif === true) terminal.json(sarifLog(findings, packageVersion()));
  else if (options.json === true) {
    terminal.json({
      findings: findings.map(({ text: matched, ...place }) => ({ ...place, preview: masked(matched) })),
      files: inputs.read,
      skipped: inputs.skipped,
      failed: inputs.failed,
    });
  } else {
    for (const { path, line, column, rule, text: matched } of findings) {
      terminal.print(
        `${terminal.paint('bold', `${path}:${line}:${column}`)}  ${terminal.paint('red', rule)}  ${masked(matched)}`,
      );
    }
    const where = `in ${plural(inputs.read, 'file')}`;
    terminal.complain(
      findings.length === 0 ? `Nothing found ${where}.` : `${plural(findings.length, 'finding')} ${where}.`,
    );
  }
}

export const scanCommand: Command = {
  name: 'scan',
  operands: '[PATH...]',
  maxOperands: Number.POSITIVE_INFINITY,
  describe: 'Find secrets and personal data in files and folders',
  options: {
    rules: rulesOption,
    baseline: value(`findings that are known and stay quiet; ${BASELINE_NAME} here, if there is one`),
    'write-baseline': flag('add all findings to the baseline'),
    'no-ignore': flag('look into files that .gitignore leaves out, too'),
    sarif: flag('print SARIF 2.1.0'),
    ...reachOptions,
    json: jsonOption,
  },
  examples: [
    ['$0 scan', 'secrets in the project of this folder'],
    ['$0 scan --rules secrets,pii prompts/', 'personal data too'],
    ['git diff | $0 scan -', 'standard input'],
    ['$0 scan --write-baseline', 'what is there now stays quiet from here on'],
  ],
  epilogue:
    'Binary files and those over 48 MiB are left out. A comment `outrigger:ignore` or `outrigger:ignore RULE` keeps its line quiet, or the next ' +
    'one when it stands alone. The exit code is 1 when something is found, or a file could not be read.',
  async run(invocation) {
    const { options, operands, terminal } = invocation;
    const rules = rulesetOf(options);
    const known = await readKnown(invocation);
    const inputs = new Inputs(terminal, options['no-ignore'] === true);
    const findings: PlacedFinding[] = [];
    await withSidecar(options, async ({ rig }) => {
      const batches = inputs.batches(operands.length === 0 ? ['.'] : operands);
      const passage = new Passage(rig);
      const scan = (texts: string[]) => passage.pass(texts, (sources) => rig.text.scan(sources, rules));
      for await (const found of inOrder(batches, (batch) => scanWithin(batch, scan, known, inputs))) {
        // one by one: as arguments, those of a large file would overflow the stack
        for (const finding of found) findings.push(finding);
        terminal.progress(undefined, `${plural(inputs.read, 'file')}, ${plural(findings.length, 'finding')}`);
      }
      terminal.endProgress();
    });
    if (options['write-baseline'] === true) {
      const entries = findings.map(({ rule, text: matched, path }) => ({
        rule,
        text: matched,
        path: baselinePath(path, known.file),
      }));
      await writeBaseline(known.file, known.baseline.with(entries));
      terminal.complain(`${plural(findings.length, 'finding')} added to ${known.file}.`);
      return inputs.failed > 0 ? EXIT.failed : EXIT.ok;
    }
    tell(findings, inputs, invocation);
    return findings.length > 0 || inputs.failed > 0 ? EXIT.failed : EXIT.ok;
  },
};
