/** Neovim, unmodified, calls the sidecar over MessagePack-RPC: `sockconnect('pipe', …, {rpc = true})` and `rpcrequest`. */
import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hostOnSocket } from '../server/sidecar-process.ts';
import { hasProgram } from './programs.ts';

const run = promisify(execFile);

interface Told {
  ok: boolean;
  result: unknown;
}

const digest = (...messages: (string | Buffer)[]) =>
  messages.map((message) => createHash('sha256').update(message).digest('hex')).join('');

describe.runIf(hasProgram('nvim', 'neovim'))('Neovim', () => {
  it('calls, gets results and errors it can read, and goes on after each', async () => {
    await using host = await hostOnSocket();
    const { stdout } = await run(
      'nvim',
      ['--headless', '--clean', '-n', '-S', join(import.meta.dirname, 'neovim.lua'), '+qa!'],
      {
        env: { ...process.env, OUTRIGGER_SOCKET: host.path, NVIM_LOG_FILE: '/dev/null' },
      },
    );
    const told = JSON.parse(stdout) as Record<string, Told>;
    const pid = host.process.child.pid;
    expect(told.channel).toBe(true);
    // params [[]], [] and [{}]: Lua's empty table is an empty list, too
    for (const call of ['status', 'bare', 'empty', 'after']) expect(told[call]?.result).toHaveProperty('pid', pid);
    expect(told.records?.result).toMatchObject({ count: 3, digests: digest('abc', '', 'é') });
    expect(told.base64?.result).toMatchObject({
      count: 2,
      digests: digest(Buffer.from([255, 254]), Buffer.from([253, 252])),
    });
    // a Lua string that is no UTF-8 goes out as str: it must not be hashed as something else
    expect(told.binary).toEqual({ ok: false, result: expect.stringContaining('InvalidParams: messages[1]: expected') });
    expect(told.wrong).toEqual({ ok: false, result: expect.stringContaining('InvalidParams: recordSize: expected') });
    expect(told.unknown).toEqual({ ok: false, result: expect.stringContaining('MethodNotFound: ') });
    expect(told.many).toBe(500);
  });
});
