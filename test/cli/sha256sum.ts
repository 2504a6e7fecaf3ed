/** The real `sha256sum`, which is the oracle of `outrigger hash`, and a folder of files for both. Judges nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, MAIN } from './program.ts';

export interface Ran {
  stdout: Buffer;
  /** Without the program's own name in front of each line. */
  stderr: string;
  code: number | null;
}

/** Arguments go through a shell's printf, since Node's spawn can't pass bytes that are no UTF-8. */
function shellWord(argument: Uint8Array | string): string {
  const octal = Array.from(Buffer.from(argument), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return `"$(printf '${octal}x')"`; // $(…) strips newlines at the end: the x keeps them
}

export interface RawOptions {
  cwd: string;
  input?: Uint8Array;
  env?: NodeJS.ProcessEnv;
  /** Run as this user: a superuser can read what nobody may. */
  uid?: number;
}

/** Runs a program with arguments of any bytes (but NUL). */
export function runRaw(program: readonly string[], args: readonly (Uint8Array | string)[], options: RawOptions): Ran {
  const script = [
    ...args.map((argument, i) => `a${i}=${shellWord(argument)}; a${i}=\${a${i}%x}`),
    `exec ${quotedWords(program)} ${args.map((_, i) => `"$a${i}"`).join(' ')}`,
  ].join('\n');
  return runScript(script, options);
}

const quotedWords = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

/** Runs a shell script: the way to give a program the names that a glob finds. */
export function runScript(script: string, { cwd, input, env, uid }: RawOptions): Ran {
  const ran = spawnSync('bash', ['-c', script], {
    cwd,
    input: input ?? '',
    env: environment(env),
    maxBuffer: 2 ** 28,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const stderr = ran.stderr.toString('latin1').replace(/^(?:sha256sum|outrigger): /gm, '');
  return { stdout: ran.stdout, stderr, code: ran.status };
}

export function sha256sum(args: readonly (Uint8Array | string)[], options: RawOptions): Ran {
  return runRaw(['sha256sum'], args, options);
}

export function outriggerHash(args: readonly (Uint8Array | string)[], options: RawOptions): Ran {
  return runRaw([process.execPath, MAIN, 'hash'], args, options);
}

/** A folder that is gone at the end of the scope. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'outrigger-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
