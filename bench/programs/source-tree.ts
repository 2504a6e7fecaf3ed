/**
 * A folder as a scanner of secrets is given one, seeded: chat logs, code and configuration, and here and there a secret whose
 * place is known. The secrets are drawn here, so that none stands in a file of this project.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chat } from './chat.ts';
import { type Below, dice } from './dice.ts';

export interface Planted {
  /** From the folder, with forward slashes. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly kind: string;
}

export interface SourceTree {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly planted: readonly Planted[];
  remove(): void;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const ANY = UPPER + LOWER + DIGITS;

/** What is planted, as its vendor makes it: only kinds that every scanner of secrets has a rule for. */
const SECRETS: readonly [kind: string, make: (draw: (from: string, count: number) => string) => string][] = [
  ['AWS access key', (draw) => `AKIA${draw(`${UPPER}234567`, 16)}`],
  ['GitHub token', (draw) => `ghp_${draw(ANY, 36)}`],
  ['GitLab token', (draw) => `glpat-${draw(ANY, 20)}`],
  ['npm token', (draw) => `npm_${draw(ANY, 36)}`],
  ['SendGrid key', (draw) => `SG.${draw(ANY, 22)}.${draw(ANY, 43)}`],
  ['Slack token', (draw) => `xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${draw(ANY, 24)}`],
  ['Stripe key', (draw) => `sk_live_${draw(ANY, 24)}`],
];

/** One file in so many has a secret. */
const PLANTED_EVERY = 4;

const WORDS =
  'account address amount area balance batch block body bound branch buffer bundle cache change channel chunk client clock code column command config context copy count cursor customer data date delay depth device digest document edge email engine entry error event factor field file filter flag folder format frame graph group handler header height host id image index input invoice item job kind label layer layout length level limit line link list local lock log map mask match member memory message method metric mode model month name next node note number object offset option order output owner package page panel parent part path patch pattern payload peer period phase pixel place plan point policy port position prefix price priority process product profile project property query queue range rate ratio reason record region remote report request result review role root round route row rule sample scale schedule schema scope score section segment sender series service session shape sheet sign signal site size slot source space span stack stage start state status step store stream string style subject suffix sum symbol table tag target task team template text theme thread time title topic total trace track tree trigger type unit update url user value vector vendor version view volume watch weight width window worker zone'.split(
    ' ',
  );
/** Words that scanners look more closely at, and how often they come: in one line of 25, as in the code of npm's packages. */
const SUSPECT_WORDS = ['accessKey', 'apiUrl', 'auth', 'credential', 'key', 'password', 'secret', 'token'];
const SUSPECT_EVERY = 120;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Lines of one kind of file, as many as it takes. */
const LINES: Readonly<Record<string, (word: () => string, below: Below) => string>> = {
  ts: (word, below) =>
    [
      `import { ${word()}${capital(word())} } from './${word()}-${word()}.ts';`,
      `/** Returns the ${word()} of a ${word()}, or undefined where there is no ${word()}. */`,
      `export async function ${word()}${capital(word())}(${word()}: string, ${word()} = ${below(1000)}): Promise<void> {`,
      `  const ${word()} = await this.${word()}.${word()}(${word()}.${word()}, { ${word()}: ${below(100)} });`,
      `  if (${word()}.length === 0) throw new Error(\`no \${${word()}} in \${this.${word()}}\`);`,
      `  for (const ${word()} of ${word()}s) ${word()}.set(${word()}.id, ${word()} ?? '${word()}');`,
      '}',
      '',
    ][below(8)] ?? '',
  py: (word, below) =>
    [
      `def ${word()}_${word()}(self, ${word()}: str, ${word()}: int = ${below(100)}) -> None:`,
      `    """The ${word()} of each ${word()}, by ${word()}."""`,
      `    ${word()} = self.${word()}["${word()}"].get("${word()}", ${below(1000)})`,
      `    for ${word()} in sorted(each.${word()} for each in ${word()}s):`,
      `        logger.info("${word()} %s of %s", ${word()}, self.${word()})`,
      '',
    ][below(6)] ?? '',
  yaml: (word, below) =>
    [
      `${word()}:`,
      `  ${word()}-${word()}: ${below(10_000)}`,
      `  ${word()}_url: "https://${word()}.example.com/${word()}/${below(100)}"`,
      `  - name: ${word()}`,
      `    ${word()}_${word()}: \${${word().toUpperCase()}_${word().toUpperCase()}}`,
      `  # the ${word()} of ${word()}s; see ${word()}.md`,
    ][below(6)] ?? '',
  json: (word, below) =>
    [
      `  { "id": ${below(100_000)}, "${word()}": "${word()} ${word()}", "${word()}": [${below(9)}, ${below(9)}] },`,
      `  { "${word()}${capital(word())}": null, "${word()}": { "${word()}": ${below(1000) / 10}, "${word()}": true } },`,
    ][below(2)] ?? '',
};
const KINDS = [...Object.keys(LINES), 'md'];

/** How a secret stands in a line of each kind of file. */
const HOLDING: Readonly<Record<string, (secret: string) => string>> = {
  ts: (secret) => `  const client = new Client({ region: 'eu', token: '${secret}' });`,
  py: (secret) => `    client = Client(region="eu", token="${secret}")`,
  yaml: (secret) => `  access: "${secret}"`,
  json: (secret) => `  { "id": 7, "value": "${secret}" },`,
  md: (secret) => `It works for me with "${secret}", but don't tell anyone.`,
};

class Seed {
  below = dice(0x1b873593);
  word = () => {
    const words = this.below(SUSPECT_EVERY) === 0 ? SUSPECT_WORDS : WORDS;
    return words[this.below(words.length)] ?? '';
  };
  draw = (from: string, count: number) => Array.from({ length: count }, () => from[this.below(from.length)]).join('');
}

function linesOf(kind: string, bytes: number, seed: Seed, messages: Iterator<string>): string[] {
  const lines: string[] = [];
  for (let total = 0; total < bytes; ) {
    const line = kind === 'md' ? `${messages.next().value}`.trimEnd() : LINES[kind]?.(seed.word, seed.below);
    lines.push(...(line ?? '').split('\n'));
    total += Buffer.byteLength(line ?? '') + 1;
  }
  return lines;
}

/** Writes at least `bytes` of files of 2 to 50 KB into a temporary folder. `remove` deletes it. */
export function plantSourceTree(bytes: number): SourceTree {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-source-'));
  const seed = new Seed();
  const messages = chat(bytes / 2)[Symbol.iterator]();
  const [paths, planted]: [string[], Planted[]] = [[], []];
  let total = 0;
  for (let i = 0; total < bytes; i++) {
    const kind = KINDS[i % KINDS.length] ?? '';
    const path = `${seed.word()}/${seed.word()}-${i}.${kind}`;
    const lines = linesOf(kind, 2_000 + seed.below(48_000), seed, messages);
    if (i % PLANTED_EVERY === 0) {
      const [name, make] = SECRETS[planted.length % SECRETS.length] as (typeof SECRETS)[number];
      const at = seed.below(lines.length);
      lines.splice(at, 0, HOLDING[kind]?.(make(seed.draw)) ?? '');
      planted.push({ path, line: at + 1, kind: name });
    }
    const text = `${lines.join('\n')}\n`;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    paths.push(path);
    total += Buffer.byteLength(text);
  }
  return { folder, paths, bytes: total, planted, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
