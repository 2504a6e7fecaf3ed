/** A server program of bench/programs that listens on a Unix socket of its own in a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServing } from '../programs/serving.ts';
import { Conversation } from './conversation.ts';

const PROGRAMS = join(import.meta.dirname, '..', 'programs');

export interface Listening {
  readonly path: string;
  readonly pid: number;
  close(): Promise<void>;
}

function temporary(): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-bench-'));
  return { path: join(folder, 's.sock'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts `NAME.ts PATH ...args` and waits for it to say that it listens. */
export async function startProgram(name: string, args: readonly string[] = []): Promise<Listening> {
  const { path, remove } = temporary();
  const talk = new Conversation(process.execPath, ['--no-warnings', join(PROGRAMS, `${name}.ts`), path, ...args]);
  await talk.said();
  return {
    path,
    pid: talk.child.pid as number,
    async close() {
      await talk.end();
      remove();
    },
  };
}

/** Starts the built sidecar. */
export async function startSidecar(args: readonly string[]): Promise<Listening> {
  const { path, remove } = temporary();
  const server = await startServing(path, args);
  return {
    path,
    pid: server.pid as number,
    async close() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      remove();
    },
  };
}
