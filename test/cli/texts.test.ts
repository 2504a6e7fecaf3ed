/** `scan`, `redact` and `tokens` from outside: what they print, what they leave alone, and their exit codes. */
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from './program.ts';
import { temporaryFolder } from './sha256sum.ts';

// Written in two halves, so that no scanner takes these sources for a leak.
const AWS_KEY = `AKIA${'QYLPMN5HHHFPZAM2'}`;
const GITHUB_TOKEN = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`;

let cwd: string;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  cwd = folder.path;
  mkdirSync(join(cwd, 'sub'));
  write('a.txt', `😀 key = "${AWS_KEY}"\nmail bob@example.org\n`);
  write('sub/b.yml', `\r\ntoken: ${GITHUB_TOKEN}\r\n`);
});

afterEach(() => folder[Symbol.dispose]());

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(cwd, name), content);
}

const outrigger = (args: string[], input = '') => run([...args, '--private'], { cwd, input });

describe('scan', () => {
  test('prints path, line, column and rule of each finding, never the secret, and exits with 1', () => {
    const { stdout, code } = outrigger(['scan']);
    expect(code).toBe(1);
    expect(stdout).toBe('a.txt:1:10  aws-access-key-id  AKIA…\nsub/b.yml:2:8  github-pat  ghp_…\n');
  });

  test('exits with 0 and prints nothing on stdout where nothing is found', () => {
    expect(outrigger(['scan', '-'], 'nothing here\n')).toMatchObject({ stdout: '', code: 0 });
  });

  test('leaves out what .gitignore leaves out, binary files, and lines with an ignore comment', () => {
    write('.gitignore', '*.yml\n!keep.yml\n');
    write('keep.yml', `token: ${GITHUB_TOKEN}\n`);
    write('bin.dat', Buffer.from(`\0${AWS_KEY}`));
    write('a.txt', `key = "${AWS_KEY}" # outrigger:ignore\n`);
    expect(outrigger(['scan']).stdout).toBe('keep.yml:1:8  github-pat  ghp_…\n');
    expect(outrigger(['scan', '--no-ignore']).stdout.split('\n').length - 1).toBe(2);
  });

  test('findings that were written to the baseline stay quiet, and new ones show', () => {
    expect(outrigger(['scan', '--write-baseline']).code).toBe(0);
    expect(readFileSync(join(cwd, '.outrigger-baseline.json'), 'utf8')).not.toContain(AWS_KEY);
    expect(outrigger(['scan'])).toMatchObject({ stdout: '', code: 0 });
    write('new.txt', `key = "${AWS_KEY}"\n`);
    expect(outrigger(['scan'])).toMatchObject({ stdout: 'new.txt:1:8  aws-access-key-id  AKIA…\n', code: 1 });
  });

  test('rules of the user in a file go with packs', () => {
    write('rules.json', JSON.stringify({ rules: [{ id: 'ticket', pattern: 'T-\\d+' }] }));
    write('notes.md', 'see T-123\n');
    const { stdout } = outrigger(['scan', '--rules', 'pii,rules.json', 'notes.md', 'a.txt']);
    expect(stdout).toBe('notes.md:1:5  ticket  T…\na.txt:2:6  email  bob…\n');
  });

  test('--json and --sarif tell the places without the secrets', () => {
    const { findings, files } = JSON.parse(outrigger(['scan', '--json']).stdout);
    expect(files).toBe(2);
    expect(findings[0]).toEqual({
      path: 'a.txt',
      rule: 'aws-access-key-id',
      line: 1,
      column: 10,
      endLine: 1,
      endColumn: 30,
      preview: 'AKIA…',
    });
    const { stdout } = outrigger(['scan', '--sarif']);
    const { runs } = JSON.parse(stdout);
    expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      'aws-access-key-id',
      'github-pat',
    ]);
    expect(runs[0].results[0].locations[0].physicalLocation.region).toEqual({
      startLine: 1,
      startColumn: 10,
      endLine: 1,
      endColumn: 30,
    });
    expect(stdout).not.toContain(AWS_KEY);
  });

  test('a file that is missing is told, fails the run, and stops nothing else', () => {
    const { stdout, stderr, code } = outrigger(['scan', 'missing', 'sub']);
    expect({ stdout, code }).toEqual({ stdout: 'sub/b.yml:2:8  github-pat  ghp_…\n', code: 1 });
    expect(stderr).toContain('missing: No such file or directory');
  });

  test('a damaged baseline and an unknown pack are told', () => {
    write('.outrigger-baseline.json', '{}');
    expect(outrigger(['scan'])).toMatchObject({ code: 1, stderr: expect.stringContaining('version: expected 1') });
    expect(outrigger(['scan', '--rules', 'nonsense'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('large files', () => {
  test('of tens of megabytes are scanned and counted, and what is larger is told and fails', () => {
    write('large.log', `${'a line of a log 12:30\n'.repeat(800_000)}mail bob@example.org\n`);
    const { stdout, code } = outrigger(['scan', '--rules', 'pii', 'large.log']);
    expect({ stdout, code }).toEqual({ stdout: 'large.log:800001:6  email  bob…\n', code: 1 });
    expect(outrigger(['tokens', 'large.log']).stdout).toMatch(/^ +8,000,00\d {2}large\.log\n$/);
    truncateSync(join(cwd, 'large.log'), 49 * 2 ** 20);
    const refused = outrigger(['scan', 'large.log']);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('large.log: left out: larger than 48 MiB'),
    });
  });

  test('with more findings than a call has arguments are told in full, and with more than a reply holds by name', () => {
    const mails = (count: number) => Array.from({ length: count }, (_, i) => `b${i}@example.org\n`).join('');
    write('mails.csv', mails(150_000));
    const { stdout, code } = outrigger(['scan', '--rules', 'pii', 'mails.csv']);
    expect({ lines: stdout.split('\n').length, code }).toEqual({ lines: 150_001, code: 1 });
    write('mails.csv', mails(400_000));
    const refused = outrigger(['scan', '--rules', 'pii', 'mails.csv', 'a.txt']);
    expect(refused.stderr).toContain('mails.csv: has more findings than can be told');
    expect(refused.stdout).toContain('a.txt:');
  });
});

describe('redact', () => {
  test('names a file that it can do nothing with, and goes on with the others', () => {
    writeFileSync(join(cwd, 'latin.txt'), Buffer.from('caf\xe9', 'latin1'));
    const { stdout, stderr, code } = outrigger(['redact', 'latin.txt', 'missing.txt', 'a.txt']);
    expect(stdout).toContain('[aws-access-key-id]');
    expect(stderr).toContain('latin.txt: not UTF-8 text');
    expect(stderr).toContain('missing.txt: No such file or directory');
    expect(code).toBe(1);
  });

  test('prints the text without what was found, byte for byte otherwise', () => {
    expect(outrigger(['redact', 'a.txt'])).toMatchObject({
      stdout: '😀 key = "[aws-access-key-id]"\nmail [email]\n',
      code: 0,
    });
    expect(outrigger(['redact', '--rules', 'pii', '--replacement', '<{rule}>'], 'mail bob@example.org').stdout).toBe(
      'mail <email>',
    );
  });

  test('--in-place rewrites the file and nothing else', () => {
    expect(outrigger(['redact', '-i', 'a.txt'])).toMatchObject({ stdout: '', code: 0 });
    expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).toBe('😀 key = "[aws-access-key-id]"\nmail [email]\n');
    expect(outrigger(['redact', '-i', '-'])).toMatchObject({ code: 2 });
  });
});

describe('tokens', () => {
  test('prints a count a file and a total', () => {
    write('hello.txt', 'hello world');
    const { stdout, code } = outrigger(['tokens', 'hello.txt', 'hello.txt']);
    expect({ stdout, code }).toEqual({
      stdout: `${'2'.padStart(12)}  hello.txt\n${'2'.padStart(12)}  hello.txt\n${'4'.padStart(12)}  total\n`,
      code: 0,
    });
    expect(JSON.parse(outrigger(['tokens', '--json', '--encoding', 'cl100k_base'], 'hello world').stdout)).toEqual({
      encoding: 'cl100k_base',
      files: [{ path: '-', tokens: 2 }],
      total: 2,
    });
  });
});

test('scan finds in a folder of many files what it finds in each alone', () => {
  const names = Array.from({ length: 600 }, (_, i) => `many-${String(i).padStart(3, '0')}.txt`);
  for (const [i, name] of names.entries()) write(name, i % 50 === 0 ? `key = "${AWS_KEY}"\n` : `plain text ${i}\n`);
  const { stdout } = outrigger(['scan', ...names]);
  const hits = names.filter((_, i) => i % 50 === 0);
  expect(stdout).toBe(hits.map((name) => `${name}:1:8  aws-access-key-id  AKIA…\n`).join(''));
});
