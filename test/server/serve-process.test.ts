/** The serving process from outside: how it starts, how it ends, and what it leaves; whoever reads its stderr, or nobody. */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { privateFolder } from './private-folder.ts';
import { Conversation, ENTRY, hostOnSocket, hostOnStdio, startServe, whenListening } from './sidecar-process.ts';
import { type Heard, SPEAKERS, type Speaker } from './speaker.ts';

const [newline, header, , , rpc] = SPEAKERS as [Speaker, Speaker, Speaker, Speaker, Speaker];

describe('stdio', () => {
  it.each([header, rpc].map((speaker) => [speaker.name, speaker] as const))(
    'exit after shutdown is exit code 0, else 1: %s',
    async (_, speaker) => {
      const orderly = hostOnStdio();
      (await orderly.converse(speaker)).say(speaker.request(1, 'shutdown'), speaker.notify('exit'));
      expect(await orderly.process.exit).toBe(0);
      const abrupt = hostOnStdio();
      (await abrupt.converse(speaker)).say(speaker.notify('exit'));
      expect(await abrupt.process.exit).toBe(1);
    },
  );

  it('ends with stdin, having answered what a pipe of lines asked', async () => {
    const host = hostOnStdio();
    const conversation = await host.converse(newline);
    conversation
      .say('{"jsonrpc":"2.0","id":1,"method":"server/status"}\n\n{"jsonrpc":"2.0","id":2,"method":"rpc.discover"}')
      .endInput();
    expect(((await conversation.rest()) as Heard[]).map(({ id }) => id).sort()).toEqual([1, 2]);
    expect(await host.process.exit).toBe(0);
  });

  it('reads a file and writes a file', async () => {
    using folder = privateFolder();
    writeFileSync(folder.at('in'), '{"jsonrpc":"2.0","id":1,"method":"server/status"}\n');
    const files = [openSync(folder.at('in'), 'r'), openSync(folder.at('out'), 'w')];
    const child = spawn(process.execPath, [ENTRY, '--stdio'], { stdio: [...files, 'ignore'] });
    expect(await once(child, 'exit')).toEqual([0, null]);
    for (const file of files) closeSync(file);
    expect(JSON.parse(readFileSync(folder.at('out'), 'utf8'))).toMatchObject({ id: 1, result: { pid: child.pid } });
  });

  it('writes nothing to stdout that is not of the protocol', async () => {
    const host = hostOnStdio();
    const conversation = await host.converse(header);
    await conversation.ask('server/status');
    conversation.endInput();
    expect(await conversation.rest()).toEqual([]);
  });

  it('ends when nobody reads stdout any more', async () => {
    const host = hostOnStdio();
    const conversation = await host.converse(newline);
    await conversation.ask('server/status');
    host.process.child.stdout?.destroy();
    while (host.process.child.exitCode === null) {
      conversation.say(newline.request(1, 'server/status'));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await host.process.exit).toBe(0);
  });

  it.each([
    ['processId', (pid: number) => ['initialize', { processId: pid }] as const, () => []],
    ['--client-pid', () => ['server/status', {}] as const, (pid: number) => ['--client-pid', `${pid}`]],
  ])('ends with the process that %s names', async (_what, request, args) => {
    const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const host = hostOnStdio(...args(client.pid as number));
    const conversation = await host.converse(rpc);
    const [method, params] = request(client.pid as number);
    await conversation.ask(method, params);
    client.kill('SIGKILL');
    expect(await host.process.exit).toBe(0);
  });

  it('tells wrong usage by exit code 2 and one line', async () => {
    for (const args of [['--nonsense'], ['--workers', 'two'], ['--nice', '20'], ['--arena-bytes', '1'], ['operand']]) {
      const served = startServe(['--stdio', ...args]);
      expect(await served.exit).toBe(2);
      expect(served.stderr()).toMatch(/^outrigger: [^\n]+\n$/);
    }
  });
});

describe('an editor that never reads stderr', () => {
  it('gets its answers, the lost lines are counted, and the process still exits', async () => {
    const served = startServe(['--stdio', '--workers', '1', '--log-level', 'debug'], { stderr: 'unread' });
    const { stdin, stdout } = served.child;
    const conversation = new Conversation(
      rpc,
      stdin as NonNullable<typeof stdin>,
      stdout as NonNullable<typeof stdout>,
    );
    // each is refused with a line in the log: over a megabyte of lines, where a pipe holds 64 KiB
    const deep = Buffer.concat([Buffer.from([0x94, 0, 5, 0xa1, 0x6d]), Buffer.alloc(200, 0x91), Buffer.from([0xc0])]);
    let refused = 0;
    for (let round = 0; round < 10; round += 1) {
      conversation.say(Buffer.concat(new Array(1000).fill(deep)));
      refused += (await conversation.hear(1000)).length;
    }
    expect(refused).toBe(10_000);
    const { result } = await conversation.ask('server/stats');
    expect((result as { log: { dropped: number } }).log.dropped).toBeGreaterThan(0);
    conversation.endInput();
    expect(await served.exit).toBe(0);
  });
});

describe('the log', () => {
  it("is JSON lines with pid, level and reason, and never holds a client's bytes", async () => {
    await using host = await hostOnSocket();
    const conversation = await host.converse(newline);
    conversation.say('SECRET');
    await conversation.rest();
    while (!host.process.stderr().includes('no dialect')) await new Promise((resolve) => setTimeout(resolve, 20));
    const lines = host.process.stderr().trim().split('\n');
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), pid: host.process.child.pid });
    expect(lines.join()).not.toContain('SECRET');
  });

  it("takes Node's warnings and the console's words, and stdout stays the protocol's", async () => {
    // the channel that publishes requests tells a module, which is preloaded, when to speak
    const spoken = "() => { process.emitWarning('careful'); console.log('hello'); console.error('%s', 'there'); }";
    const preload = `import { subscribe } from 'node:diagnostics_channel'; subscribe('outrigger:request', ${spoken});`;
    const env = {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}`,
      // of whoever runs the tests
      NODE_NO_WARNINGS: undefined,
    };
    const served = startServe(['--stdio'], { env });
    const { stdin, stdout } = served.child;
    const conversation = new Conversation(
      header,
      stdin as NonNullable<typeof stdin>,
      stdout as NonNullable<typeof stdout>,
    );
    expect(await conversation.ask('server/status')).toHaveProperty('result.pid', served.child.pid);
    conversation.endInput();
    expect(await conversation.rest()).toEqual([]);
    expect(await served.exit).toBe(0);
    const lines = served
      .stderr()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 30, from: 'console', msg: 'hello' },
      { level: 40, from: 'console', msg: 'there' },
      { level: 40, warning: 'Warning', msg: 'careful' },
    ]);
  });

  it('is silent when asked, by flag or OUTRIGGER_LOG', async () => {
    for (const [args, env] of [
      [['--log-level', 'silent'], {}],
      [[], { OUTRIGGER_LOG: 'silent' }],
    ] as const) {
      const served = startServe(['--stdio', ...args], { env });
      served.child.stdin?.end('garbage');
      expect(await served.exit).toBe(0);
      expect(served.stderr()).toBe('');
    }
  });
});

describe('a socket', () => {
  it('of twelve starts at once is served by one, and the others say by whom and exit with 0', async () => {
    using folder = privateFolder();
    const path = folder.at('v1.sock');
    // a socket that nobody serves lies there already
    const stale = startServe(['--socket', path]);
    await whenListening(path, stale);
    stale.child.kill('SIGKILL');
    await stale.exit;
    expect(existsSync(path)).toBe(true);

    const starts = Array.from({ length: 12 }, () => startServe(['--socket', path]));
    const ends = starts.map((start) => start.exit);
    const losers = new Set<number>();
    for (const [i, end] of ends.entries()) void end.then(() => losers.add(i));
    while (losers.size < 11) await new Promise((resolve) => setTimeout(resolve, 20));
    const winner = starts.findIndex((_, i) => !losers.has(i));
    const pid = starts[winner]?.child.pid;
    for (const i of losers) {
      expect(await ends[i]).toBe(0);
      expect(starts[i]?.stderr()).toBe(`outrigger: ${path} is served already, by pid ${pid}\n`);
    }
    const socket = connect(path);
    const conversation = new Conversation(newline, socket, socket);
    expect((await conversation.ask('server/status')).result).toHaveProperty('pid', pid);
    socket.destroy();
    starts[winner]?.child.kill('SIGTERM');
    expect(await ends[winner]).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it('is refused with exit code 1 and the reason where others may enter its directory', async () => {
    using folder = privateFolder();
    mkdirSync(folder.at('open'));
    chmodSync(folder.at('open'), 0o755);
    const served = startServe(['--socket', folder.at('open/v1.sock')]);
    expect(await served.exit).toBe(1);
    expect(served.stderr()).toMatch(/^outrigger: the directory .* has mode 0755, not 0700: [^\n]*\n$/);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'answers what is in flight on %s, then exits with 0 and is gone',
    async (signal) => {
      using folder = privateFolder();
      writeFileSync(folder.at('file'), Buffer.alloc(64 * 2 ** 20));
      const path = folder.at('v1.sock');
      const served = startServe(['--socket', path]);
      await whenListening(path, served);
      expect(lstatSync(path).mode & 0o777).toBe(0o600);
      const socket = connect(path);
      const conversation = new Conversation(rpc, socket, socket);
      // one worker's work of a fifth of a second, and the signal in the middle of it
      const params = {
        algorithm: 'sha256',
        recordSize: 65_536,
        data: { path: folder.at('file') },
        engine: 'wasm',
        progressToken: 1,
      };
      conversation.say(rpc.request(1, 'hash/records', params));
      await conversation.hear(1);
      served.child.kill(signal);
      const replies = (await conversation.rest()) as Heard[];
      expect(replies.at(-1)).toMatchObject({ id: 1, result: { count: 1024 } });
      expect(await served.exit).toBe(0);
      expect(existsSync(path)).toBe(false);
    },
  );
});
