/**
 * The language server's way to a sidecar: this user's, one it starts on this user's socket where none runs, or one of its
 * own. When the sidecar dies the next call finds or starts another. It must never hold results: only the way to them.
 */
import { spawn as spawnChild } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect } from '../../client/connect.js';
import { isOutriggerError } from '../../client/errors.js';
import { spawn } from '../../client/spawn.js';
/** What a call may be made again after: the sidecar went away under it, or had no room. */
const AGAIN = ['ConnectionClosed', 'ConnectFailed', 'SpawnFailed', 'Busy', 'WorkerLost', 'Disposed'];
const ATTEMPTS = 5;
/** How often a started sidecar is looked for, and how long at most, in milliseconds. */
const LOOK_EVERY_MS = 20;
const LOOK_FOR_MS = 10_000;
export class SidecarLink {
    #options;
    #rig;
    #closed = false;
    constructor(options) {
        this.#options = options;
    }
    /**
     * Calls a method; where the sidecar went away, again on another one. Only for methods that change nothing.
     * @throws OutriggerError as `Outrigger.call` does.
     */
    async call(method, params, options = {}) {
        for (let attempt = 1;; attempt++) {
            const opening = this.#open();
            try {
                const rig = await opening;
                return await rig.call(method, params, options);
            }
            catch (error) {
                if (!isOutriggerError(error) || !AGAIN.includes(error.code))
                    throw error;
                if (attempt === ATTEMPTS || this.#closed || options.signal?.aborted)
                    throw error;
                if (error.code === 'Busy') {
                    await sleep(Number(error.data?.retryAfterMs ?? 50));
                    continue;
                }
                this.#options.log(`the sidecar went away during ${method} (${error.code}): another one is used`);
                this.#drop(opening);
                if (attempt > 1)
                    await sleep(50 * attempt);
            }
        }
    }
    /** Ends the connection, and a private sidecar. */
    async close() {
        this.#closed = true;
        const rig = await this.#rig?.catch(() => undefined);
        await rig?.dispose({ graceMs: 1000 });
    }
    #open() {
        this.#rig ??= this.#options.private ? spawn() : this.#shared();
        return this.#rig;
    }
    /** Forgets a connection that failed, unless another took its place already. */
    #drop(failed) {
        if (this.#rig === failed)
            this.#rig = undefined;
        void failed.then((rig) => rig.dispose({ graceMs: 100 })).catch(() => { });
    }
    async #shared() {
        try {
            return await connect();
        }
        catch (error) {
            if (!isOutriggerError(error) || error.code !== 'ConnectFailed')
                throw error;
        }
        return this.#started();
    }
    /** Starts one that ends with this process, and connects. Of racing starts one listens, and all connect to that. */
    async #started() {
        // a checkout runs its sources, the package all of them in one file, which starts in half of the time
        const file = import.meta.url.endsWith('.ts') ? 'serve.ts' : 'spawned.cjs';
        const entry = fileURLToPath(new URL(`../${file}`, import.meta.url));
        const args = [entry, '--client-pid', `${process.pid}`, '--log-level', 'error'];
        // in a session of its own: a Ctrl-C for the editor's terminal is not for a sidecar that others may use
        const child = spawnChild(process.execPath, args, { stdio: 'ignore', detached: true, windowsHide: true });
        let failure;
        child.once('error', (error) => {
            failure = error;
        });
        child.unref();
        const until = Date.now() + LOOK_FOR_MS;
        for (;;) {
            await sleep(LOOK_EVERY_MS);
            try {
                return await connect();
            }
            catch (error) {
                const ended = child.exitCode !== null && child.exitCode !== 0;
                if (failure !== undefined)
                    throw failure;
                if (ended || Date.now() > until)
                    throw error;
            }
        }
    }
}
