/** A Python program with nothing of ours calls the running sidecar, and hashlib judges every digest. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startSidecar } from './running-sidecar.ts';

const run = promisify(execFile);

test("163,840 records, odd sizes and mixed lengths are hashlib's digests in each of the four dialects", async () => {
  await using sidecar = await startSidecar();
  const { stdout } = await run('python3', [join(import.meta.dirname, 'hashlib_oracle.py'), sidecar.path]);
  expect(stdout.trim().split('\n')).toEqual([
    "NewlineJson: every digest is hashlib's",
    "ContentLengthJson: every digest is hashlib's",
    "ContentLengthMessagePack: every digest is hashlib's",
    "MessagePackRpc: every digest is hashlib's",
  ]);
});
