/**
 * The client on Deno and Bun, over the socket, and `outrigger/local` in them. The programs come from the environment
 * (OUTRIGGER_DENO, OUTRIGGER_BUN: .ci/run installs them) or from bench/node_modules; where there are none it is skipped, and says so.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { blake3 } from '@noble/hashes/blake3.js';
import { describe, expect, test } from 'vitest';
import { startSidecar } from '../outside/running-sidecar.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MODULES = join(ROOT, 'bench', 'node_modules');
const SCRIPT = join(import.meta.dirname, 'call.ts');

const RUNTIMES = [
  {
    name: 'Deno',
    program: process.env.OUTRIGGER_DENO ?? join(MODULES, 'deno/deno'),
    flags: ['run', '--quiet', '--no-check', '--allow-all', '--no-lock'],
  },
  { name: 'Bun', program: process.env.OUTRIGGER_BUN ?? join(MODULES, 'bun/bin/bun.exe'), flags: ['run'] },
];

const run = promisify(execFile);
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

describe.each(RUNTIMES)('on $name', ({ program, flags }) => {
  test.skipIf(!existsSync(program))(
    'the client calls, cancels and moves bytes, and local hashes by itself',
    async () => {
      await using sidecar = await startSidecar('--workers', '1');
      const { stdout } = await run(program, [...flags, SCRIPT, sidecar.path], { cwd: ROOT });
      expect(JSON.parse(stdout)).toEqual({
        small: sha256(new Uint8Array(64).fill(7)).repeat(10),
        large: Buffer.from(blake3(new Uint8Array(3_000_000).fill(9))).toString('hex'),
        many: sha256('99'),
        there: sha256(new Uint8Array(64).fill(3)),
        back: 3,
        refused: 'InvalidParams',
        aborted: 'RequestCancelled',
        local: sha256(new Uint8Array(64).fill(7)).repeat(10),
      });
    },
  );
});
