/** The program from outside: help, exit codes, and every command but `hash` and `serve`, which have files of their own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sockname } from '../../protocol/endpoint.ts';
import { type RunningSidecar, startSidecar } from '../outside/running-sidecar.ts';
import { environment, MAIN, run } from './program.ts';
import { temporaryFolder } from './sha256sum.ts';

const COMMANDS = ['serve', 'call', 'hash', 'status', 'sockname', 'doctor', 'bench'];
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));

let sidecar: RunningSidecar;
beforeAll(async () => {
  sidecar = await startSidecar();
});
afterAll(() => sidecar?.[Symbol.asyncDispose]());

describe('help and usage', () => {
  test('--version prints the version of the package', () => {
    expect(run(['--version'])).toEqual({ stdout: `${manifest.version}\n`, stderr: '', code: 0 });
  });

  test('--help lists every command', () => {
    const { stdout, code } = run(['--help']);
    expect(code).toBe(0);
    for (const command of [...COMMANDS, 'completion'])
      expect(stdout).toMatch(new RegExp(`^ *outrigger ${command}\\b`, 'm'));
  });

  test.each(COMMANDS)('%s --help shows its options and examples', (command) => {
    const { stdout, stderr, code } = run([command, '--help']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain(`outrigger ${command} [options]`);
    expect(stdout).toContain('--json');
    expect(stdout).toContain('Examples:');
  });

  test.each([
    [[]],
    [['statsu']],
    [['status', '--bogus']],
    [['status', 'operand']],
    [['hash', '--algorithm', 'md5']],
    [['hash', '--algorithm']],
    [['call']],
    [['call', 'server/status', 'operand']],
    [['call', 'server/status', '--params', '{']],
    [['call', 'server/status', '--params', '7']],
    [['call', 'server/status', '--params', '@/nowhere']],
    [['bench', '--bytes', 'many']],
    [['serve', '--workers', '0']],
    [['serve', '--frame-bytes', '-1']],
    [['serve', '--stdio', '--socket', 'x']],
  ])('wrong usage is exit code 2, with a hint on stderr and nothing on stdout: %j', (args) => {
    const { stdout, stderr, code } = run(args, { input: '' });
    expect({ stdout, code, stderr }).toEqual({ stdout: '', code: 2, stderr: expect.stringContaining('--help') });
    expect(stderr).toMatch(/^outrigger: /);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('a misspelt command is told what was probably meant', () => {
    expect(run(['statsu']).stderr).toContain('status');
  });

  test('completion prints a script that bash accepts, and completes commands', () => {
    const { stdout, code } = run(['completion'], { env: { SHELL: '/bin/bash' } });
    expect(code).toBe(0);
    execFileSync('bash', ['-n'], { input: stdout });
    expect(run(['--get-yargs-completions', 'outrigger', 'so']).stdout.split('\n')).toContain('sockname');
  });
});

describe('sockname', () => {
  test('prints the path that everyone uses', () => {
    const path = sockname();
    const env = { XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR };
    expect(run(['sockname'], { env })).toEqual({ stdout: `${path}\n`, stderr: '', code: 0 });
    expect(JSON.parse(run(['sockname', '--json'], { env }).stdout)).toEqual({ path });
  });

  test('follows XDG_RUNTIME_DIR', () => {
    expect(run(['sockname'], { env: { XDG_RUNTIME_DIR: '/run/x' } }).stdout).toBe('/run/x/outrigger/v1.sock\n');
  });
});

describe('call', () => {
  const digest = createHash('sha256').update('abcdef').digest('base64');
  const params = JSON.stringify({ algorithm: 'sha256', recordSize: 6, data: 'abcdef' });

  test('prints the result as JSON, bytes as base64, from a sidecar that it starts for the call', () => {
    const { stdout, stderr, code } = run(['call', 'hash/records', '--params', params]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ count: 1, digests: { base64: digest } });
  });

  test('takes params from a file and from standard input', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'params.json');
    writeFileSync(path, params);
    const fromFile = run(['call', 'hash/records', '--params', `@${path}`, '--socket', sidecar.path]);
    const fromStdin = run(['call', 'hash/records', '-', '--socket', sidecar.path], { input: params });
    for (const { stdout } of [fromFile, fromStdin]) expect(JSON.parse(stdout).digests.base64).toBe(digest);
  });

  test('uses the sidecar that listens where --socket or --pipe says', () => {
    for (const option of ['--socket', '--pipe']) {
      const { stdout } = run(['call', 'server/status', `${option}=${sidecar.path}`]);
      expect(JSON.parse(stdout).pid).toBe(sidecar.process.pid);
    }
  });

  test('where nobody listens at a named socket, no sidecar is started: exit code 1 and the path', () => {
    const { stdout, stderr, code } = run(['call', 'server/status', '--socket', '/nonexistent-outrigger/x.sock']);
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toContain('/nonexistent-outrigger/x.sock');
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test("an error's name and message go to stderr, with exit code 1", () => {
    const wrong = JSON.stringify({ algorithm: 'sha256', recordSise: 6, data: 'abcdef' });
    const { stdout, stderr, code } = run(['call', 'hash/records', '--params', wrong, '--socket', sidecar.path]);
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toMatch(/^outrigger: InvalidParams: recordSise: /);
    expect(run(['call', 'no/such', '--socket', sidecar.path]).stderr).toMatch(/^outrigger: MethodNotFound: /);
  });

  test('--json prints results and errors on one line of stdout', () => {
    const good = run(['call', 'server/status', '--json', '--socket', sidecar.path]);
    expect(good.stdout.trim().split('\n')).toHaveLength(1);
    const bad = run(['call', 'no/such', '--json', '--socket', sidecar.path]);
    expect(JSON.parse(bad.stdout)).toMatchObject({ error: { code: -32601, name: 'MethodNotFound' } });
    expect(bad.code).toBe(1);
  });
});

describe('status', () => {
  test("shows the running sidecar's workers, queue and arena", () => {
    const { stdout, stderr, code } = run(['status', '--socket', sidecar.path]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain(`outrigger    ${manifest.version}, pid ${sidecar.process.pid}`);
    expect(stdout).toContain(sidecar.path);
    expect(stdout).toMatch(/^worker 0 +(?:idle|starting), /m);
  });

  test('--json is the answer of server/status', () => {
    const status = JSON.parse(run(['status', '--json', '--socket', sidecar.path]).stdout);
    expect(status).toMatchObject({
      version: manifest.version,
      pid: sidecar.process.pid,
      queue: { length: 0, bytes: 0 },
    });
  });

  test('where none runs, it says so, and shows one that it started for the call', () => {
    const { stdout, stderr, code } = run(['status']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^outrigger: no sidecar is running at /);
    expect(stdout).toContain('worker 0');
  });
});

describe('doctor', () => {
  test('says what this machine can do, and exits with 0 where outrigger works', () => {
    const { stdout, stderr, code } = run(['doctor']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    for (const title of ['Node', 'WebAssembly SIMD', 'shared memory', 'node:ffi', 'cores', 'a sidecar']) {
      expect(stdout).toMatch(new RegExp(`^[✓–] ${title} `, 'm'));
    }
  });

  test('--json has a finding for each, with why not', () => {
    const env = { OUTRIGGER_NO_FFI: '1' };
    const { works, findings } = JSON.parse(run(['doctor', '--json'], { env }).stdout);
    expect(works).toBe(true);
    const byId = new Map(findings.map((finding: { id: string }) => [finding.id, finding]));
    expect(byId.get('ffi')).toMatchObject({
      ok: false,
      required: false,
      detail: expect.stringContaining('OUTRIGGER_NO_FFI'),
    });
    expect(byId.get('guard-pages')).toMatchObject({ ok: false });
    expect(byId.get('sidecar')).toMatchObject({ ok: true, required: true });
  });

  test('where address space is short, it says what there is less of, and that outrigger works', () => {
    const script = `ulimit -v 2000000; exec '${process.execPath}' '${MAIN}' doctor`;
    const stdout = execFileSync('bash', ['-c', script], { env: environment() }).toString();
    expect(stdout).toMatch(/^– its arena +\d+ bytes instead of \d+/m);
    expect(stdout).toMatch(/^✓ a sidecar /m);
  });

  test('where the kernel is broken, it says so and exits with 1', () => {
    using folder = temporaryFolder();
    const root = join(import.meta.dirname, '..', '..');
    for (const part of ['protocol', 'client', 'sidecar', 'package.json']) {
      cpSync(join(root, part), join(folder.path, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
    writeFileSync(join(folder.path, 'sidecar/kernel/kernel.wasm'), 'broken');
    const main = join(folder.path, 'sidecar/cli/main.ts');
    const { stdout, status } = spawnSync(process.execPath, [main, 'doctor'], { env: environment(), encoding: 'utf8' });
    expect(stdout).toMatch(/^✗ the kernel /m);
    expect(stdout).toMatch(/^✗ a sidecar /m);
    expect(stdout).toContain('outrigger cannot work here');
    expect(status).toBe(1);
  });
});

describe('bench', () => {
  test('prints a figure for each contender, the speed-up, and that the digests agree', () => {
    const { stdout, stderr, code } = run(['bench', '--bytes', '1m', '--runs', '1']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('16,384 random records of 64 bytes');
    expect(stdout.match(/\d MB\/s/g)?.length).toBe(4);
    expect(stdout).toContain('All digests agree');
  });

  test('--json has the same for a program', () => {
    const told = JSON.parse(run(['bench', '--bytes', '64k', '--runs', '1', '--json']).stdout);
    expect(told).toMatchObject({ bytes: 65_536, recordSize: 64, digestsAgree: true });
    expect(told.speedUp).toBeGreaterThan(0);
  });
});

describe('on a terminal', () => {
  /** Runs the program with a pseudo-terminal for all of its streams. */
  function onTerminal(args: string[], env: NodeJS.ProcessEnv): string {
    const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(' ');
    return execFileSync('script', ['-qec', command, '/dev/null'], { env: environment(env), input: '' }).toString();
  }

  test('there are colours, unless NO_COLOR is set', () => {
    expect(onTerminal(['doctor'], { NO_COLOR: '', TERM: 'xterm' })).toContain('\u001b[32m');
    expect(onTerminal(['doctor'], { NO_COLOR: '1', TERM: 'xterm' })).not.toContain('\u001b[3');
  });

  test('hash draws a progress bar for work that takes a while, and none is left at its end', () => {
    using folder = temporaryFolder();
    const sparse = join(folder.path, 'sparse');
    execFileSync('truncate', ['-s', '1G', sparse]);
    const shown = onTerminal(['hash', sparse], { TERM: 'xterm' });
    expect(shown).toMatch(/[█░].* %/);
    const afterTheBar = shown.slice(shown.lastIndexOf('\r\u001b[K') + 4);
    expect(afterTheBar).toMatch(/^[0-9a-f]{64} {2}\S+\r?\n$/);
  });
});
