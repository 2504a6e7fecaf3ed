/**
 * A keystroke scans a stretch and not the file: what is found that way must be what a scan of the whole text finds, after any
 * edits, and the kernel's finders must read no further than the stretch allows for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outrigger } from '../../client/index.ts';
import type { ScanMatch } from '../../sidecar/findings/findings.ts';
import type { Edit } from '../../sidecar/lsp/document.ts';
import {
  AHEAD,
  BACK,
  BLOCK_BEGIN,
  DASHES_MAX,
  joinEdits,
  PEM_REACH,
  placeMatches,
  type ScanWindow,
  windowOf,
} from '../../sidecar/lsp/scan-window.ts';
import { useRig } from '../text/rig.ts';
import { SECRETS } from './planted.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const base64 = (length: number) => 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY3zA5'.repeat(length).slice(0, length);
const BEGIN = `-----${'BEGIN'} RSA PRIVATE KEY-----`;
const END = '-----END RSA PRIVATE KEY-----';
const pem = (lines: number) => `${BEGIN}\n${`${base64(64)}\n`.repeat(lines)}${END}\n`;

/** What texts are made of: findings of every kind, what makes and breaks them, and much between. */
const PIECES = [
  ...Object.values(SECRETS),
  `password = "tr0ub4dor&3!x"\n`,
  `api_key: ${base64(40)}\n`,
  `postgres://admin:${base64(12)}@db.internal/x `,
  `Authorization: Bearer ${base64(60)}\n`,
  `machine host\n  login me\n  password ${base64(14)}\n`,
  `- name: DB_PASSWORD\n  value: "${base64(16)}!"\n`,
  `curl -u admin:${base64(12)} `,
  'mail anna.schmidt@example.org, call +49 30 1234567 or 4111 1111 1111 1111\n',
  'born on\n\tMarch 12, 1985 ',
  'id,dob,created\n1,1985-03-12,2024-05-01\n2,1990-01-02,2024-05-02\n',
  pem(12),
  pem(240),
  `${BEGIN}\n${base64(64)}\n`,
  `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "me"\n${`${base64(64)}\n`.repeat(20)}`,
  `Private-Lines: 14\n${`${base64(64)}\n`.repeat(14)}Private-MAC: `,
  `$ANSIBLE_VAULT;1.1;AES256\n${`${'6162393839'.repeat(8)}\n`.repeat(60)}`,
  `-----BEGIN OpenVPN Static key V1-----\n${`${'0a1b2c3d'.repeat(4)}\n`.repeat(16)}`,
  `${'6162393839'.repeat(8)}\n`,
  BEGIN,
  END,
  `${base64(64)}\n`,
  '-'.repeat(40),
  '-'.repeat(DASHES_MAX + 10),
  '\n',
  '\n\n',
  '"',
  '\\',
  ' ',
  'é漢😀',
  'x',
  'token ',
] as const;
const FILLERS = [
  (count: number) => '  const value = compute(1, "text é"); // as people write it\n'.repeat(count * 20),
  (count: number) => `${base64(64)}\n`.repeat(count * 8),
  (count: number) => 'words on one line without an end, '.repeat(count * 20),
];

const piece = fc.constantFrom(...PIECES);
const filler = fc
  .tuple(fc.constantFrom(...FILLERS), fc.integer({ min: 1, max: 40 }))
  .map(([make, count]) => make(count));
const content = fc
  .array(fc.oneof({ weight: 3, arbitrary: filler }, { weight: 2, arbitrary: piece }), { minLength: 8, maxLength: 24 })
  .map((parts) => parts.join(''));
/** Where in the text (in millionths, or at the next place of some words), how much goes, what comes. */
const step = fc.record({
  at: fc.nat(999_999),
  words: fc.constantFrom('', '', BEGIN, 'KEY-----', END, 'ghp_', 'password', '"'),
  gone: fc.oneof(fc.constantFrom(0, 0, 0, 1, 5, 60), fc.nat(3000)),
  put: fc.oneof(fc.constant(''), piece, piece, filler),
});

interface Step {
  at: number;
  words: string;
  gone: number;
  put: string;
}

function applied(text: string, { at, words, gone, put }: Step): [string, Edit] {
  const from = Math.floor((text.length * at) / 1_000_000);
  const found = text.indexOf(words, from);
  const start = found < 0 ? from : found;
  const oldEnd = Math.min(text.length, start + gone);
  return [text.slice(0, start) + put + text.slice(oldEnd), { start, oldEnd, newEnd: start + put.length }];
}

async function scanned(rig: Outrigger, text: string): Promise<ScanMatch[]> {
  const rules = ['secrets', 'pii'] as const;
  const { matches } = await rig.call('text/scan', { text: Buffer.from(text), rules: [...rules], encoding: 'utf-16' });
  return matches;
}

describe('what a window gives', () => {
  const sidecar = useRig();

  it('is what a scan of the whole text gives, after any edits', { timeout: 120_000 }, async () => {
    const seen = { windows: 0, matches: 0 };
    const check = async (first: string, steps: Step[], together: boolean) => {
      let text = first;
      let matches = await scanned(sidecar.rig, text);
      let before = text;
      let edit: Edit | undefined;
      for (const [index, each] of steps.entries()) {
        const [after, made] = applied(text, each);
        edit = joinEdits(edit, made);
        text = after;
        // edits that come while a scan runs are one
        if (together && index % 2 === 0 && index < steps.length - 1) continue;
        const whole = await scanned(sidecar.rig, text);
        const window: ScanWindow | undefined = windowOf(before, text, edit);
        if (window !== undefined) {
          const found = await scanned(sidecar.rig, text.slice(window.from, window.to));
          expect(placeMatches(matches, found, window)).toEqual(whole);
          seen.windows++;
          seen.matches += whole.length;
        }
        [matches, before, edit] = [whole, text, undefined];
      }
    };
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    await fc.assert(fc.asyncProperty(content, steps, fc.boolean(), check), { numRuns: 200 });
    expect(seen.windows).toBeGreaterThan(100);
    expect(seen.matches).toBeGreaterThan(100);
  });

  it('is little of a large text, and nothing where no bound holds', () => {
    const text = 'const value = compute(1);\n'.repeat(40_000);
    const at = 500_000;
    const key = { start: at, oldEnd: at, newEnd: at + 1 };
    const after = `${text.slice(0, at)}x${text.slice(at)}`;
    const { from, to } = windowOf(text, after, key) as ScanWindow;
    expect(to - from).toBeLessThan(2 * (BACK + 2 * AHEAD));
    expect(from).toBeLessThan(at - AHEAD);
    expect(to).toBeGreaterThan(at + AHEAD);
    const flat = after.replaceAll('\n', ' ');
    expect(windowOf(text.replaceAll('\n', ' '), flat, key)).toBeUndefined();
    const dashes = '-'.repeat(DASHES_MAX);
    const end = at + dashes.length;
    const dashed = text.slice(0, at) + dashes + text.slice(at);
    expect(windowOf(text, dashed, { start: at, oldEnd: at, newEnd: end })).toBeUndefined();
    expect(windowOf(dashed, text, { start: at, oldEnd: end, newEnd: at })).toBeUndefined();
  });
});

describe('the kernel', () => {
  const packs = join(ROOT, 'crates', 'kernel', 'src', 'text', 'packs');
  const bounds = (file: string) =>
    [...readFileSync(join(packs, file), 'utf8').matchAll(/const (\w+): usize = ([\d *]+);/g)].map(
      ([, name, value]) =>
        [name as string, (value as string).split('*').reduce((product, part) => product * Number(part), 1)] as const,
    );

  it('reads no further around a match than windows allow for', () => {
    const known = new Map(
      [
        'scan.rs',
        'assign/mod.rs',
        'assign/columns.rs',
        'dfa.rs',
        'finders.rs',
        'credentials.rs',
        'pii/birth/mod.rs',
        'pii/birth/table.rs',
        'pii/mod.rs',
      ].flatMap(bounds),
    );
    const of = (name: string) => known.get(name) ?? Number.NaN;
    expect(of('VALUE_AWAY')).toBeLessThan(of('REACH_BACK'));
    // to the literal, and from there over the name that it is part of and the beginning of its line, or a list of columns
    expect(of('REACH_BACK') + of('NAME_BYTES') + 40).toBeLessThanOrEqual(BACK);
    expect(of('REACH_BACK') + of('NAME_BYTES') + of('COLUMNS_BYTES')).toBeLessThanOrEqual(BACK);
    // from a date to the name of its column, and from there over the header; and from a name to the first row's end
    expect(of('TABLE_BYTES')).toBeLessThan(of('REACH_BACK'));
    expect(of('TABLE_BYTES') + of('HEADER_BYTES')).toBeLessThanOrEqual(BACK);
    expect(2 * of('TABLE_BYTES') + of('HEADER_BYTES')).toBeLessThanOrEqual(AHEAD);
    const longest = Math.max(of('TOKEN_BYTES'), of('VALUE_BYTES'), of('VALUE_WITHIN'), of('WITHIN'), of('REACH_AHEAD'));
    expect(longest * 2).toBeLessThanOrEqual(AHEAD);
    expect(of('PEM_BYTES') + DASHES_MAX + 64 + 80 + 10).toBeLessThanOrEqual(PEM_REACH);
  });

  it('has no rule whose match could hold a line feed but those of blocks, whose beginnings windows look for', () => {
    const folder = join(ROOT, 'rules', 'secrets');
    const files = readdirSync(folder).map((name) => join(folder, name));
    const rules = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const patterns = [...rules.matchAll(/^pattern = '(.*)'$/gm)].map(([, pattern]) => pattern as string);
    expect(patterns.length).toBe(rules.match(/^pattern\b/gm)?.length);
    expect(patterns.length).toBeGreaterThan(300);
    for (const pattern of patterns) {
      // a class that is negated, a dot, an escape of a class or a flag could match one
      const outside = pattern.replaceAll(/\\[^A-Za-z0-9]/g, '').replaceAll(/\[(?!\^)[^\]]*\]/g, '');
      expect(outside).not.toMatch(/\\|\.|\[|\(\?(?!:)/);
      // tabs and apostrophes are no line feeds; what else has a letter behind a backslash must be a block
      if (/\\[A-Za-z]/.test(pattern.replaceAll(/\\t|\\x27/g, ''))) {
        const begin = /^(?:[A-Za-z0-9 :;_-]|\\\$)+/.exec(pattern)?.[0].replaceAll('\\', '') ?? '';
        expect(begin.search(BLOCK_BEGIN), pattern).toBe(0);
      }
    }
    expect(rules.match(/^finder = 'pem'$/gm)).toHaveLength(1);
  });
});
