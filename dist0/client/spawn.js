import { fileURLToPath } from 'node:url';
import { ChildOutlet } from './child-outlet.js';
import { OutriggerError } from './errors.js';
/**
 * Starts a sidecar. Resolves once the process runs: calls may be made at once, and are answered when it is ready.
 * @throws OutriggerError SpawnFailed: the program can't be started. One that ends before its first answer rejects the
 * calls with SpawnFailed, `data: {pid, exitCode, signal, stderr}`.
 */
export async function spawn(options = {}) {
    // the session's modules take 11 ms to load: meanwhile the child starts
    const starting = startSidecar(options).then((child) => new ChildOutlet(child));
    const [outlet, { Outrigger }] = await Promise.all([starting, import('./outrigger.js')]);
    return new Outrigger(outlet);
}
/** A running child with piped stdio, or SpawnFailed. */
export async function startSidecar(options) {
    const { spawn: spawnChild } = await import('node:child_process');
    const [command, args] = commandLine(options);
    const env = childEnvironment(options);
    return new Promise((resolve, reject) => {
        const child = spawnChild(command, args, {
            stdio: ['pipe', 'pipe', 'pipe'],
            windowsHide: true,
            env,
            ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        });
        child.on('error', (error) => {
            const data = { command, syscallCode: error.code ?? '' };
            const message = `the sidecar could not be started: ${error.message}`;
            reject(new OutriggerError('SpawnFailed', message, { cause: error, data }));
        });
        child.once('spawn', () => resolve(child));
    });
}
function commandLine(options) {
    const args = [...(options.args ?? [])];
    if (options.command !== undefined)
        return [options.command, args];
    // a checkout runs its sources, the package all of them in one file, which starts in half of the time
    const file = import.meta.url.endsWith('.ts') ? 'serve.ts' : 'spawned.cjs';
    const entry = fileURLToPath(new URL(`../sidecar/${file}`, import.meta.url));
    const flags = options.hostComputes ? ['--host-computes'] : [];
    return [
        options.execPath ?? process.execPath,
        [entry, '--stdio', '--client-pid', `${process.pid}`, ...flags, ...args],
    ];
}
/** The child's environment: this process's, with the caller's laid over it. */
export function childEnvironment(options) {
    // an Electron binary opens a window unless it is told to be a Node; one named by execPath is its caller's business
    const electron = process.versions.electron !== undefined && options.command === undefined;
    return { ...process.env, ...(electron ? { ELECTRON_RUN_AS_NODE: '1' } : {}), ...options.env };
}
