/** `outrigger serve` from outside: what it says, how it can be called, and how it ends. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../client/index.ts';
import { serveAt, startSidecar } from '../outside/running-sidecar.ts';
import { environment, MAIN, run } from './program.ts';
import { temporaryFolder } from './sha256sum.ts';

test('it prints where it listens, and the lines that it prints call it', async () => {
  await using sidecar = await startSidecar();
  expect(sidecar.greeting).toContain(`listens on ${sidecar.path} (pid ${sidecar.process.pid})`);
  const shellLine = sidecar.greeting.split('\n').find((line) => line.includes('nc -N -U')) as string;
  const reply = execFileSync('bash', ['-c', shellLine], { encoding: 'utf8' });
  expect(JSON.parse(reply)).toMatchObject({ id: 1, result: { pid: sidecar.process.pid } });
  const program = /npx outrigger (status .*)/.exec(sidecar.greeting)?.[1] as string;
  expect(run(program.split(' ')).stdout).toContain(`pid ${sidecar.process.pid}`);
});

test('the printed lines call it too where its path needs quotes', async () => {
  using folder = temporaryFolder();
  const odd = join(folder.path, "it's $HOME; here");
  execFileSync('mkdir', ['-m', '700', odd]);
  const path = join(odd, 'a.sock');
  await using sidecar = await serveAt(path, ['--socket', path]);
  const shellLine = sidecar.greeting.split('\n').find((line) => line.includes('nc -N -U')) as string;
  const reply = execFileSync('bash', ['-c', shellLine], { encoding: 'utf8' });
  expect(JSON.parse(reply)).toMatchObject({ result: { pid: sidecar.process.pid } });
});

test('--json tells it to a program', async () => {
  await using sidecar = await startSidecar('--json');
  expect(JSON.parse(sidecar.greeting)).toMatchObject({ listening: sidecar.path, pid: sidecar.process.pid });
});

test('a socket that is served already is said by whom, and the exit code is 0', async () => {
  await using sidecar = await startSidecar();
  const pid = sidecar.process.pid;
  const told = run(['serve', '--socket', sidecar.path, '--log-level', 'silent']);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toMatch(new RegExp(`^${sidecar.path} is served already, by outrigger \\S+ \\(pid ${pid}\\)\\n$`));
  const json = run(['serve', '--pipe', sidecar.path, '--json', '--log-level', 'silent']);
  expect(JSON.parse(json.stdout)).toMatchObject({ served: true, path: sidecar.path, pid });
});

test('a path that is no socket is refused with the reason, exit code 1, and stays as it is', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'precious');
  writeFileSync(path, 'content');
  const { stdout, stderr, code } = run(['serve', '--socket', path, '--log-level', 'silent']);
  expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  expect(stderr).toMatch(/^outrigger: .*precious/);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(readFileSync(path, 'utf8')).toBe('content');
});

test('limits and workers are what the flags say, with units, and initialize tells them', async () => {
  await using sidecar = await startSidecar(
    '--workers',
    '1',
    '--frame-bytes',
    '1m',
    '--in-flight=7',
    '--arena-bytes',
    '128MiB',
  );
  const rig = await connect({ path: sidecar.path });
  const { limits } = await rig.server.info();
  expect(limits).toMatchObject({ frameBytes: 1024 ** 2, inFlight: 7, arenaBytes: 128 * 1024 ** 2 });
  expect((await rig.server.status()).workers).toHaveLength(1);
  await rig.dispose();
});

test('only its user can reach the socket, SIGTERM ends it with exit code 0, and the socket is gone', async () => {
  await using sidecar = await startSidecar();
  expect(statSync(sidecar.path).mode & 0o777).toBe(0o600);
  sidecar.process.kill('SIGTERM');
  expect(await once(sidecar.process, 'exit')).toEqual([0, null]);
  expect(statSync(sidecar.path, { throwIfNoEntry: false })).toBeUndefined();
});

test('without options it listens where sockname says', async () => {
  using folder = temporaryFolder();
  const env = { XDG_RUNTIME_DIR: folder.path };
  const expected = run(['sockname'], { env }).stdout.trim();
  await using sidecar = await serveAt(expected, [], env);
  expect(sidecar.greeting).toContain(`listens on ${expected} `);
  expect(sidecar.greeting).not.toContain('--socket');
  expect(run(['status'], { env }).stdout).toContain(`pid ${sidecar.process.pid}`);
});

test('--stdio speaks the protocol and nothing else on stdout, and ends with stdin', () => {
  const input = '{"jsonrpc":"2.0","id":"a","method":"server/status"}\n';
  const { stdout, code } = run(['serve', '--stdio'], { input });
  expect(code).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ id: 'a', result: { queue: { length: 0 } } }]);
});

test('a pipe into serve --stdio works in a shell', () => {
  const line = `printf '{"jsonrpc":"2.0","id":1,"method":"hash/messages","params":{"algorithm":"sha256","messages":["abc"]}}'`;
  const ran = spawnSync('bash', ['-c', `${line} | '${process.execPath}' '${MAIN}' serve --stdio`], {
    env: environment(),
  });
  const { result } = JSON.parse(ran.stdout.toString());
  expect(Buffer.from(result.digests.base64, 'base64').toString('hex')).toMatch(/^ba7816bf8f01cfea/);
});
