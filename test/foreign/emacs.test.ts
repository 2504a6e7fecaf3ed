/** Emacs, unmodified, calls the sidecar by its own jsonrpc.el, over a socket and over stdio. */
import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ENTRY, hostOnSocket } from '../server/sidecar-process.ts';
import { hasProgram } from './programs.ts';

const run = promisify(execFile);

interface Told {
  ok: boolean;
  result?: unknown;
  code?: number;
  message?: string;
}

const digest = (...messages: (string | Buffer)[]) => ({
  base64: Buffer.concat(messages.map((message) => createHash('sha256').update(message).digest())).toString('base64'),
});

describe.runIf(hasProgram('emacs', 'emacs-nox'))('Emacs', () => {
  it('calls by socket and by stdio, gets results and errors, and goes on after each', async () => {
    await using host = await hostOnSocket();
    const { stdout } = await run('emacs', ['--batch', '--quick', '--load', join(import.meta.dirname, 'emacs.el')], {
      env: {
        ...process.env,
        LC_ALL: 'C.UTF-8',
        OUTRIGGER_SOCKET: host.path,
        OUTRIGGER_COMMAND: [process.execPath, ENTRY, '--stdio', '--workers', '1'].join('\n'),
      },
    });
    const both = JSON.parse(stdout) as Record<'socket' | 'stdio', Record<string, Told>>;
    for (const told of [both.socket, both.stdio]) {
      expect(told.initialize?.result).toMatchObject({ serverInfo: { name: 'outrigger' } });
      expect(told.bare?.result).toHaveProperty('pid');
      expect(told.messages?.result).toMatchObject({ count: 3, digests: digest('abc', '', 'é😀') });
      expect(told.base64?.result).toMatchObject({
        count: 2,
        digests: digest(Buffer.from([255, 254]), Buffer.from([253, 252])),
      });
      expect(told.wrong).toMatchObject({
        ok: false,
        code: -32602,
        message: expect.stringMatching(/^recordSize: expected /),
      });
      expect(told.unknown).toMatchObject({ ok: false, code: -32601 });
      expect(told.many).toBe(200);
      expect(told.after?.result).toHaveProperty('pid');
    }
    expect(both.socket.after?.result).toHaveProperty('pid', host.process.child.pid);
  });
});
