/**
 * One sidecar served at one endpoint, from its start to its exit code: log, sidecar, door, and everything that may end it
 * (signals, the client's exit, its death, a fault). Ends in one place, in the order that `#end` reads.
 */
import { sockname } from '../../protocol/endpoint.js';
import { redirectConsole, redirectWarnings } from '../log/console.js';
import { StderrLog } from '../log/log.js';
import { createSidecar } from '../sidecar.js';
import { watchProcess } from './process-watch.js';
import { Server } from './server.js';
/** How long what is in flight may take when the sidecar is told to end. */
const DRAIN_MS = 5000;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];
class Running {
    kind;
    pid = process.pid;
    version;
    ended;
    #log;
    #sidecar;
    #server;
    #door;
    #watches = [];
    #resolve = () => { };
    #ending = false;
    constructor(options, sidecar, log) {
        this.kind = options.stdio === true ? 'stdio' : 'listening';
        this.version = sidecar.version;
        this.#log = log;
        this.#sidecar = sidecar;
        this.#server = new Server({ dispatcher: sidecar.dispatcher, limits: sidecar.limits, log });
        this.ended = new Promise((resolve) => {
            this.#resolve = resolve;
        });
        for (const signal of SIGNALS)
            process.on(signal, this.#onSignal);
        process.on('uncaughtException', this.#onFault);
        if (options.clientPid !== undefined)
            this.#watch(options.clientPid);
    }
    get path() {
        return this.#door?.path;
    }
    stop() {
        void this.#end(0, DRAIN_MS);
    }
    /** Opens the door; returns who serves the path already, if someone does. */
    async open(options) {
        // a door is loaded when it is opened: each module costs a start about half a millisecond
        if (this.kind === 'stdio') {
            const { openStdioDoor } = await import('./doors/stdio.js');
            let code = 0;
            openStdioDoor(this.#server, {
                exited: (asked) => {
                    code = asked;
                },
                watch: (processId) => this.#watch(processId),
                closed: () => void this.#end(code, 0),
            });
            return undefined;
        }
        const { SocketDoor } = await import('./doors/socket.js');
        const door = await SocketDoor.open(this.#server, options.socket ?? sockname(), this.#log);
        if (door.kind === 'served') {
            await this.#end(0, 0);
            return door;
        }
        this.#door = door;
        this.#log.info('listening', { path: door.path });
        return undefined;
    }
    /** Gives up before it served anyone. */
    async abandon() {
        await this.#end(1, 0);
    }
    #onSignal = (signal) => {
        this.#log.info('told to end', { signal });
        // the second signal doesn't wait
        if (this.#ending)
            this.#server.destroy();
        else
            this.stop();
    };
    #onFault = (error) => {
        this.#log.error('a fault', { detail: error instanceof Error ? error.stack : String(error) });
        void this.#end(1, 0);
    };
    #watch(processId) {
        this.#watches.push(watchProcess(processId, () => {
            this.#log.info('the client has ended', { processId });
            void this.#end(0, 0);
        }));
    }
    async #end(code, drainMs) {
        if (this.#ending)
            return;
        this.#ending = true;
        this.#door?.close();
        if (drainMs > 0)
            await this.#server.drain(drainMs);
        else
            this.#server.destroy();
        await this.#sidecar.close();
        for (const stopWatching of this.#watches)
            stopWatching();
        for (const signal of SIGNALS)
            process.off(signal, this.#onSignal);
        process.off('uncaughtException', this.#onFault);
        this.#log.close();
        this.#resolve(code);
    }
}
/**
 * Serves, or tells who does already. To be called before anything was printed: `console` and Node's warnings become log
 * lines, since stdout belongs to the protocol.
 * @throws EndpointRefused where the path can't be listened on, ProtocolError InvalidParams for a limit out of its range.
 */
export async function serve(options = {}) {
    const log = new StderrLog(options.logLevel ?? 'info');
    redirectConsole(log);
    redirectWarnings(log);
    const sidecar = await createSidecar({
        workers: options.workers,
        pin: options.pin,
        nice: options.nice,
        hostComputes: options.hostComputes,
        limits: options.limits,
        fault: (message, detail) => log.error(message, { detail }),
        notice: (message) => log.info(message),
        droppedLogLines: () => log.dropped,
    });
    const service = new Running(options, sidecar, log);
    try {
        return (await service.open(options)) ?? service;
    }
    catch (error) {
        await service.abandon();
        throw error;
    }
}
