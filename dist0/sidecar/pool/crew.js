/**
 * The worker threads: started when the first job needs them, replaced when one is lost or won't stop, stopped at the
 * end. It knows threads and nothing of jobs; what a lost worker was touching is the scheduler's business.
 */
import { Worker } from 'node:worker_threads';
/** A worker that fails to start this often in a row is given up. */
const START_ATTEMPTS = 3;
/** From source it is worker.ts, from dist all of it in one file (scripts/package/bundle.ts), which starts and is held cheaper. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker-bundle.js', import.meta.url);
export class Crew {
    arena;
    module;
    options;
    events;
    members;
    started = false;
    stopping = false;
    constructor(arena, module, options, events) {
        this.arena = arena;
        this.module = module;
        this.options = options;
        this.events = events;
        this.members = Array.from({ length: options.count }, () => ({
            thread: undefined,
            ready: false,
            stopped: false,
            restarts: 0,
            failures: 0,
            lastFailure: '',
        }));
    }
    get count() {
        return this.members.length;
    }
    /** Starts the threads, once. They don't hold the process: the scheduler does, while there is work. */
    start() {
        if (this.started || this.stopping)
            return;
        this.started = true;
        if (this.members.length === 0)
            this.events.broken();
        for (let worker = 0; worker < this.members.length; worker++)
            this.spawn(worker);
    }
    /** Started, and not ready yet. */
    isStarting(worker) {
        const member = this.members[worker];
        return member?.thread !== undefined && !member.ready;
    }
    restarts(worker) {
        return this.members[worker]?.restarts ?? 0;
    }
    /** Ends a worker at once, wherever it is; `lost` follows. */
    terminate(worker) {
        void this.members[worker]?.thread?.terminate();
    }
    /**
     * Asks all workers to stop after their step, and terminates those that haven't after `graceMs`: how many those were. A
     * worker that is still starting has nothing to stop, and is terminated at once.
     */
    async stop(graceMs) {
        this.stopping = true;
        const working = this.members.filter(({ ready }) => ready);
        const exits = this.members.map((_, worker) => this.stopOne(worker, graceMs));
        this.arena.control.wakeWorkers(this.members.length);
        await Promise.all(exits);
        return working.filter(({ stopped }) => !stopped).length;
    }
    async stopOne(worker, graceMs) {
        const { thread, ready } = this.members[worker] ?? {};
        if (thread === undefined)
            return;
        this.arena.control.requestStop(worker, true);
        // Held until it has ended: an unreferenced thread lets the process end in the middle of this.
        thread.ref();
        const terminate = () => void thread.terminate();
        const timer = setTimeout(terminate, ready ? graceMs : 0);
        await new Promise((resolve) => thread.once('exit', resolve));
        clearTimeout(timer);
    }
    spawn(worker) {
        const member = this.members[worker];
        if (member === undefined)
            return;
        const { control } = this.arena;
        control.requestStop(worker, false);
        const processor = this.options.processors[worker % Math.max(1, this.options.processors.length)] ?? -1;
        const { nice } = this.options;
        const start = { worker, share: this.arena.share, module: this.module(), processor, nice };
        const thread = this.tryThread(worker, member, start);
        if (thread === undefined)
            return;
        member.thread = thread;
        member.ready = false;
        member.stopped = false;
        thread.on('message', (message) => this.heard(member, message));
        thread.on('error', (thrown) => this.failed(member, `worker ${worker} failed`, thrown));
        thread.once('exit', () => this.exited(worker, member));
    }
    /** A new thread, or undefined where there can't be one (a permission, a limit): then there is no use in trying again. */
    tryThread(worker, member, start) {
        try {
            const thread = new Worker(workerFile, {
                workerData: start,
                name: `kernel-${worker}`,
                // stdout belongs to the protocol: what a worker prints must not reach it.
                stdout: true,
                stderr: false,
                // The host's flags are not for us: an --import would run in each thread, an --input-type refuses our file.
                execArgv: [],
            });
            thread.unref();
            return thread;
        }
        catch (error) {
            member.failures = START_ATTEMPTS;
            this.failed(member, `worker ${worker} could not start`, error);
            this.giveUpIfAlone();
            return undefined;
        }
    }
    failed(member, message, thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        member.lastFailure = error.stack ?? error.message;
        this.events.fault(message, member.lastFailure);
    }
    giveUpIfAlone() {
        if (this.members.every(({ thread, failures }) => thread === undefined && failures >= START_ATTEMPTS)) {
            this.events.broken();
        }
    }
    heard(member, message) {
        if (message.kind === 'ready') {
            member.ready = true;
            member.failures = 0;
        }
        else if (message.kind === 'stopped') {
            member.stopped = true;
        }
        else {
            member.lastFailure = message.stack || message.message;
            this.events.fault('a worker failed', member.lastFailure);
        }
    }
    exited(worker, member) {
        const wasReady = member.ready;
        member.ready = false;
        member.thread = undefined;
        this.events.lost(worker);
        if (this.stopping)
            return;
        member.restarts++;
        member.failures = wasReady ? 0 : member.failures + 1;
        if (member.failures < START_ATTEMPTS)
            this.spawn(worker);
        else
            this.giveUpIfAlone();
    }
}
