/** The command that scans the workspace, against `outrigger scan` over the same 5,000 files; and the ends of all who take part. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { connect } from '../../client/index.ts';
import { entry } from '../entry.ts';
import { Editor } from './editor.ts';
import { PLANTED, SECRETS } from './planted.ts';

const FILES = 5000;
const SCAN = { command: 'outrigger.scanWorkspace' };
const PROGRESS = { window: { workDoneProgress: true } };

/** Some with secrets, some ignored, some binary, some known by a comment. */
function manyFiles(): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {
    '.gitignore': 'ignored/\n*.log\n',
    'sub/.gitignore': 'own.txt\n',
  };
  const filler = 'const ordinary = compute(1, 2, 3); // nothing to see\n'.repeat(20);
  for (let index = 0; index < FILES; index++) {
    const secret = index % 50 === 0 ? PLANTED : '';
    files[`src/${index % 40}/file-${index}.txt`] = `${filler}${secret}`;
  }
  files['ignored/a.txt'] = PLANTED;
  files['a.log'] = PLANTED;
  files['sub/own.txt'] = PLANTED;
  files['sub/binary.bin'] = Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(PLANTED)]);
  files['sub/quiet.txt'] = `${SECRETS['npm-token']} # outrigger:ignore`;
  return files;
}

interface Placed {
  path: string;
  line: number;
  column: number;
  rule: string;
}

/** What `outrigger scan --json` finds, as `path:line:rule`. */
async function scannedByCommand(workspace: string, runtime: string): Promise<string[]> {
  const args = ['--no-warnings', entry('sidecar/cli/main'), 'scan', '--json'];
  const env = { ...process.env, XDG_RUNTIME_DIR: runtime };
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: workspace, env, maxBuffer: 2 ** 26 }, (_, out) => resolve(out));
  });
  const { findings } = JSON.parse(stdout) as { findings: Placed[] };
  return findings.map(({ path, line, rule }) => `${pathToFileURL(join(workspace, path)).href}:${line}:${rule}`).sort();
}

function shown(editor: Editor): string[] {
  return [...editor.published.values()]
    .flatMap(({ uri, diagnostics }) => diagnostics.map(({ code, range }) => `${uri}:${range.start.line + 1}:${code}`))
    .sort();
}

describe('a scan of the workspace', () => {
  it('of 5,000 files tells its progress, and finds what outrigger scan finds', async () => {
    await using editor = await Editor.open({ files: manyFiles(), capabilities: PROGRESS });
    const totals = await editor.connection.sendRequest('workspace/executeCommand', SCAN);
    expect(totals).toMatchObject({ files: FILES + 3, findings: 300, skipped: 1 });
    const kinds = editor.told
      .filter(({ method }) => method === '$/progress')
      .map(({ params }) => (params as { value: { kind: string } }).value.kind);
    expect([kinds[0], kinds.at(-1)]).toEqual(['begin', 'end']);
    expect(kinds).toContain('report');
    expect(shown(editor)).toEqual(await scannedByCommand(editor.workspace, editor.folder));
  });

  it('ends at once when it is cancelled, by the request and by the button', async () => {
    await using editor = await Editor.open({ files: manyFiles(), capabilities: PROGRESS });
    const source = new CancellationTokenSource();
    const scan = editor.connection.sendRequest('workspace/executeCommand', SCAN, source.token);
    await editor.until(() => editor.told.some(({ method }) => method === '$/progress'));
    source.cancel();
    await expect(scan).rejects.toMatchObject({ code: -32800 });
    const before = editor.told.length;
    const again = editor.connection.sendRequest('workspace/executeCommand', SCAN);
    const begun = await editor.until(() => editor.told.slice(before).find(({ method }) => method === '$/progress'));
    const { token } = begun.params as { token: string };
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token });
    await expect(again).rejects.toMatchObject({ code: -32800 });
    // it is as ready as before
    await editor.show('a.txt', PLANTED);
    await editor.diagnostics('a.txt', (seen) => seen.length === 3);
  });

  it('goes on when files vanish under it', async () => {
    await using editor = await Editor.open({ files: manyFiles() });
    const scan = editor.connection.sendRequest('workspace/executeCommand', SCAN);
    rmSync(join(editor.workspace, 'src', '7'), { recursive: true });
    expect(await scan).toHaveProperty('findings');
  });
});

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (lives(pid)) await sleep(50);
}

/** The process id of the sidecar that listens in an editor's runtime folder. */
async function sidecarOf(editor: Editor): Promise<number> {
  const path = join(editor.folder, 'outrigger', 'v1.sock');
  await using rig = await connect({ path });
  return (await rig.server.status()).pid;
}

describe('a sidecar that dies', () => {
  it('is replaced by another, and the editor sees fresh diagnostics', async () => {
    await using editor = await Editor.open({});
    await editor.show('a.txt', PLANTED);
    await editor.diagnostics('a.txt', (seen) => seen.length === 3);
    const first = await sidecarOf(editor);
    process.kill(first, 'SIGKILL');
    await editor.change('a.txt', { text: SECRETS['npm-token'] });
    await editor.diagnostics('a.txt', (seen) => seen.length === 1);
    expect(await sidecarOf(editor)).not.toBe(first);
    expect(await editor.quit()).toBe(0);
  });
});

describe('the end of an editor', () => {
  it('ends the language server and the sidecar that it started', async () => {
    const editor = await Editor.open({});
    await editor.show('a.txt', PLANTED);
    await editor.diagnostics('a.txt');
    const sidecar = await sidecarOf(editor);
    await editor[Symbol.asyncDispose]();
    expect(await editor.exit).toBe(1);
    await gone(sidecar);
  });

  it('that is killed is seen by its process id, though its pipes stay open', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    await using editor = await Editor.open({ initialize: { processId: stranger.pid ?? null } });
    await editor.show('a.txt', PLANTED);
    await editor.diagnostics('a.txt');
    const sidecar = await sidecarOf(editor);
    stranger.kill('SIGKILL');
    expect(await editor.exit).toBe(1);
    await gone(sidecar);
  });

  it('with a private sidecar leaves no socket behind', async () => {
    await using editor = await Editor.open({ flags: ['--private'] });
    await editor.show('a.txt', PLANTED);
    await editor.diagnostics('a.txt', (seen) => seen.length === 3);
    await expect(sidecarOf(editor)).rejects.toMatchObject({ code: 'ConnectFailed' });
    expect(await editor.quit()).toBe(0);
  });
});

describe('editors that connect by a socket', () => {
  it.each(['socket', 'pipe'])('are served through --%s', async (way) => {
    const { createServer } = await import('node:net');
    const folder = mkdtempSync(join(tmpdir(), 'outrigger-lsp-'));
    mkdirSync(join(folder, 'w'));
    writeFileSync(join(folder, 'w', 'outrigger.json'), '{}');
    const server = createServer();
    const pipe = join(folder, 'p');
    server.listen(way === 'pipe' ? { path: pipe } : { port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const address = server.address();
    const flag = typeof address === 'string' ? `--pipe=${pipe}` : `--socket=${address?.port}`;
    const flags = ['--no-warnings', entry('sidecar/cli/main'), 'lsp', flag, `--clientProcessId=${process.pid}`];
    const child = spawn(process.execPath, flags, { env: { ...process.env, XDG_RUNTIME_DIR: folder }, stdio: 'ignore' });
    const [socket] = (await once(server, 'connection')) as [import('node:net').Socket];
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    socket.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    // header and body may come apart
    let answer = '';
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      answer += chunk;
      if (answer.includes('"serverInfo"')) break;
    }
    expect(answer).toContain('"serverInfo":{"name":"outrigger"');
    socket.destroy();
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
