/** `outrigger hash` beside the real `sha256sum`: the same bytes on stdout, the same words on stderr, the same exit code. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSidecar, serveAt } from '../outside/running-sidecar.ts';
import { MAIN, run } from './program.ts';
import { outriggerHash, type Ran, type RawOptions, runScript, sha256sum, temporaryFolder } from './sha256sum.ts';

/** One sidecar runs for all of them, as a user's does; what a test's own user can't reach starts its own. */
const runtime = temporaryFolder();
const env = { XDG_RUNTIME_DIR: runtime.path };
let sidecar: RunningSidecar;
beforeAll(async () => {
  sidecar = await serveAt('', ['--log-level', 'silent'], env);
});
afterAll(async () => {
  await sidecar?.[Symbol.asyncDispose]();
  runtime[Symbol.dispose]();
});

const ODD_NAMES = [
  'two words',
  '"quoted"',
  "it's",
  '--tag',
  '-c',
  'true',
  'new\nline',
  'back\\slash',
  'carriage\rreturn',
  '\\',
  '*',
  'naïve 😀',
  '0x10',
  '007',
  'a=b',
  Buffer.from([0x6e, 0x6f, 0xff, 0x75, 0x74, 0x66, 0x38]),
  Buffer.from([0xc3, 0x28, 0x0a]),
];

function fill(folder: string): void {
  for (const [i, name] of ODD_NAMES.entries()) writeFileSync(inFolder(folder, name), `content ${i}`);
}

function inFolder(folder: string, name: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
}

/** Nested folders with `count` files, of sizes around those that matter to SHA-256 and to the kernel's windows. */
function plantTree(root: string, count: number): void {
  const sizes = [0, 1, 55, 56, 63, 64, 65, 119, 128, 1000, 4096, 65_537];
  for (let i = 0; i < count; i++) {
    const folder = join(root, `d${i % 37}`, `e${i % 5}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `f${i}`), randomBytes(sizes[i % sizes.length] as number));
  }
  writeFileSync(join(root, 'big'), randomBytes(20_000_000));
  fill(join(root, 'd0'));
}

/** Bytes as latin1, so that a difference can be shown; of thousands of lines only those that differ. */
function shown({ stdout, stderr, code }: Ran, other: Ran) {
  const lines = stdout.toString('latin1').split('\n');
  const others = other.stdout.toString('latin1').split('\n');
  const different = lines.filter((line, i) => line !== others[i]);
  return { count: lines.length, different: different.slice(0, 5), stderr, code };
}

function expectSame(ours: Ran, theirs: Ran): void {
  expect(shown(ours, theirs)).toEqual(shown(theirs, ours));
  expect(ours.stdout.equals(theirs.stdout)).toBe(true);
}

function expectSameFor(args: (string | Uint8Array)[], options: RawOptions): void {
  expectSame(outriggerHash(args, { ...options, env }), sha256sum(args, options));
}

test('a tree of a few thousand files, with folders and missing names among them, is told to the byte', () => {
  using folder = temporaryFolder();
  plantTree(folder.path, 3000);
  const script = (program: string) => `shopt -s globstar dotglob; exec ${program} missing -- ** 'also missing'`;
  const theirs = runScript(script('sha256sum'), { cwd: folder.path });
  expect(theirs.stdout.toString('latin1').split('\n').length).toBeGreaterThan(3000);
  expect(theirs.code).toBe(1);
  expectSame(runScript(script(`'${process.execPath}' '${MAIN}' hash`), { cwd: folder.path, env }), theirs);
});

test.each([[], ['-b'], ['-t'], ['-z'], ['--tag'], ['-bz']])(
  'odd names are printed as sha256sum %s prints them',
  (...options) => {
    using folder = temporaryFolder();
    fill(folder.path);
    expectSameFor([...options, '--', ...ODD_NAMES], { cwd: folder.path });
  },
);

test('missing, unreadable and looping names, and folders, are told in its words, and the exit code is 1', () => {
  using folder = temporaryFolder();
  fill(folder.path);
  mkdirSync(join(folder.path, 'folder'));
  writeFileSync(join(folder.path, 'secret'), 'x');
  chmodSync(join(folder.path, 'secret'), 0);
  symlinkSync('loop', join(folder.path, 'loop'));
  symlinkSync('nowhere', join(folder.path, 'dangling'));
  chmodSync(folder.path, 0o777);
  const names = [
    'folder',
    'secret',
    'loop',
    'dangling',
    'true',
    'true/below',
    '',
    'gone',
    'n'.repeat(300),
    'a: b',
    './gone\n',
  ];
  const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const theirs = sha256sum(['--', ...names], { cwd: folder.path, ...nobody });
  expect(theirs.stderr).toContain('secret: Permission denied');
  expectSame(outriggerHash(['--', ...names], { cwd: folder.path, env, ...nobody }), theirs);
});

test('a name below a link keeps its dots: a/../b is what the system says, not what the letters say', () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'x', 'y'), { recursive: true });
  writeFileSync(join(folder.path, 'x', 'b'), 'behind the link');
  writeFileSync(join(folder.path, 'b'), 'before the link');
  symlinkSync('x/y', join(folder.path, 'a'));
  expectSameFor(['a/../b', './/b'], { cwd: folder.path });
});

describe('standard input', () => {
  test.each([[[]], [['-']], [['-', '-']], [['--tag', '-']]])('is read with the operands %j', (args) => {
    using folder = temporaryFolder();
    expectSameFor(args, { cwd: folder.path, input: randomBytes(3_000_000) });
  });

  test('stands in its place among files', () => {
    using folder = temporaryFolder();
    fill(folder.path);
    expectSameFor(['true', '-', '007'], { cwd: folder.path, input: Buffer.from('abc') });
  });
});

describe('what is no regular file', () => {
  test.each(['fifo', '/dev/zero', '/dev/stdin'])('is refused with its reason, and nothing waits for it: %s', (name) => {
    using folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder.path, 'fifo')]);
    const ran = run(['hash', name], { cwd: folder.path, input: 'x', env });
    expect(ran).toEqual({
      stdout: '',
      stderr: `outrigger: ${name}: Not a regular file (a FIFO, device or socket)\n`,
      code: 1,
    });
  });

  test("a pipe of the caller's by its number is the caller's, not one of the sidecar's files", () => {
    using folder = temporaryFolder();
    const ours = runScript(`'${process.execPath}' '${MAIN}' hash <(echo x)`, { cwd: folder.path, env });
    expect(ours.stderr).toMatch(/^\/dev\/fd\/\d+: Not a regular file/);
    expect(ours.code).toBe(1);
  });

  test('a /proc file, which says that it is empty, is read to its end', () => {
    expectSameFor(['/proc/version'], { cwd: '/' });
  });
});

describe('-c', () => {
  /** A list with everything in it: right, wrong, missing, escaped, tagged, malformed. */
  function plantList(folder: string): void {
    fill(folder);
    const right = sha256sum(['--', ...ODD_NAMES], { cwd: folder }).stdout;
    const tagged = sha256sum(['--tag', '--', ...ODD_NAMES], { cwd: folder }).stdout;
    const wrong = `${'0'.repeat(64)}  true\n${'A'.repeat(64)} *007\n`;
    const rest = `# comment\n\n${'0'.repeat(64)}  gone\nnonsense\r\n${'0'.repeat(63)}  short\n`;
    writeFileSync(join(folder, 'list'), Buffer.concat([right, Buffer.from(wrong), tagged, Buffer.from(rest)]));
    writeFileSync(join(folder, 'good'), right);
    writeFileSync(join(folder, 'absent'), `${'0'.repeat(64)}  gone\n`);
    writeFileSync(join(folder, 'nonsense'), 'nonsense\n');
  }

  test.each([
    ['-c', 'list'],
    ['-c', 'good'],
    ['-c', '--quiet', 'list'],
    ['-c', '--status', 'list'],
    ['-c', '--status', 'good'],
    ['-cw', 'list'],
    ['-c', '--warn', '--quiet', 'list'],
    ['-c', '--quiet', '-w', 'list'],
    ['-c', '--ignore-missing', 'list'],
    ['-c', '--ignore-missing', 'absent'],
    ['-c', '--strict', 'good'],
    ['-c', '--strict', '--quiet', 'good', 'list'],
    ['-c', 'nonsense'],
    ['-c', 'nowhere', 'good'],
    ['-c', '.'],
    ['--check', 'absent', 'good', 'nonsense'],
  ])('is as sha256sum %s %s %s %s', (...args) => {
    using folder = temporaryFolder();
    plantList(folder.path);
    expectSameFor(args, { cwd: folder.path });
  });

  test('reads a list from standard input, which can list no digest of standard input', () => {
    using folder = temporaryFolder();
    plantList(folder.path);
    const list = Buffer.from(`${'0'.repeat(64)}  -\n${'0'.repeat(64)}  true\n`);
    expectSameFor(['-c'], { cwd: folder.path, input: list });
    expectSameFor(['-c', '-w', '-'], { cwd: folder.path, input: list });
  });

  test.each([
    ['-c', '-z'],
    ['-c', '--tag'],
    ['-c', '-b'],
    ['--quiet', 'true'],
    ['--tag', '-t', 'true'],
  ])('wrong mixtures such as %s %s are wrong usage: exit code 2', (...args) => {
    const { stdout, stderr, code } = run(['hash', ...args]);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain('--help');
  });
});

describe('BLAKE3', () => {
  /** BLAKE3 of the empty message and of "abc", from its authors. */
  const EMPTY = 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262';
  const ABC = '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85';

  test('digests files and standard input, and checks its own lines', () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'empty'), '');
    writeFileSync(join(folder.path, 'abc'), 'abc');
    const printed = run(['hash', '-a', 'blake3', 'empty', '-', 'abc'], { cwd: folder.path, input: 'abc', env });
    expect(printed.stdout).toBe(`${EMPTY}  empty\n${ABC}  -\n${ABC}  abc\n`);
    const tagged = run(['hash', '--algorithm', 'blake3', '--tag', 'empty', 'abc'], { cwd: folder.path, env });
    expect(tagged.stdout).toBe(`BLAKE3 (empty) = ${EMPTY}\nBLAKE3 (abc) = ${ABC}\n`);
    const checked = run(['hash', '-a', 'blake3', '-c'], { cwd: folder.path, input: tagged.stdout, env });
    expect(checked).toEqual({ stdout: 'empty: OK\nabc: OK\n', stderr: '', code: 0 });
  });

  test('of long standard input is that of the same bytes in a file', () => {
    using folder = temporaryFolder();
    const content = randomBytes(9_000_000);
    writeFileSync(join(folder.path, 'file'), content);
    const [stdin, file] = ['-', 'file'].map((name) =>
      run(['hash', '-a', 'blake3', name], { cwd: folder.path, input: content, env }).stdout.slice(0, 64),
    );
    expect(stdin).toMatch(/^[0-9a-f]{64}$/);
    expect(stdin).toBe(file);
  });
});

test('--json tells digests and errors in the order of the names, bytes for a name that is no UTF-8', () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'abc'), 'abc');
  const odd = Buffer.from([0xff]);
  writeFileSync(inFolder(folder.path, odd), 'abc');
  const ran = outriggerHash(['--json', 'abc', 'gone', odd], { cwd: folder.path, env });
  const digest = createHash('sha256').update('abc').digest('hex');
  const { files } = JSON.parse(ran.stdout.toString());
  expect(files).toMatchObject([
    { path: 'abc', bytes: 3, digest },
    { path: 'gone', error: { code: 8, data: { name: 'FileError', code: 'ENOENT' } } },
    { path: { base64: '/w==' }, digest },
  ]);
  expect(ran.code).toBe(1);
});

test('a reader that goes away ends it quietly', () => {
  using folder = temporaryFolder();
  plantTree(folder.path, 500);
  const ours = runScript(`shopt -s globstar; '${process.execPath}' '${MAIN}' hash ** | head -1`, {
    cwd: folder.path,
    env,
  });
  expect(ours.stdout.toString()).toMatch(/^[0-9a-f]{64} {2}\S+\n$/);
  expect(ours.stderr).not.toMatch(/EPIPE|Error/);
});
