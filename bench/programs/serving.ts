/** Starts `serve.js --socket PATH` of the built package, and waits until it accepts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('../../dist/sidecar/serve.js', import.meta.url));
/** The `outrigger` program. */
export const CLI = fileURLToPath(new URL('../../dist/sidecar/cli/main.js', import.meta.url));
const PATIENCE_MS = 20_000;

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Resolves when it accepts. The process is a child of this one, and ends with it. */
export async function startServing(path: string, args: readonly string[]): Promise<ChildProcess> {
  const flags = ['--socket', path, '--client-pid', `${process.pid}`, '--log-level', 'error', ...args];
  const server = spawn(process.execPath, [SERVE, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
  const start = performance.now();
  while (!(await accepts(path))) {
    if (server.exitCode !== null || performance.now() - start > PATIENCE_MS) throw new Error('serve.js does not serve');
    await sleep(10);
  }
  return server;
}
