/**
 * All connections of the sidecar, whatever door they came in by: numbers them, bounds them, and ends them together. Owns no
 * socket: doors hand it their streams.
 */
import { Buffer } from 'node:buffer';
import { Channel } from './channel.js';
export class Server {
    readBuffer;
    #options;
    #channels = new Map();
    #lastId = 0;
    #idle;
    constructor(options) {
        this.#options = options;
        const { buffer, byteOffset, byteLength } = options.dispatcher.readBuffer;
        this.readBuffer = Buffer.from(buffer, byteOffset, byteLength);
    }
    /** Whether one more connection is within the limit. */
    get hasRoom() {
        return this.#channels.size < this.#options.limits.connections;
    }
    /** Opens a channel whose replies go to `stream`. The caller reads for it and tells it when the stream is closed. */
    open(door, stream, events = {}) {
        const { dispatcher, limits, log } = this.#options;
        const host = {
            dispatcher,
            limits,
            log,
            exited: (channel, code) => this.#channels.get(channel)?.exited?.(code),
            watch: (channel, processId) => this.#channels.get(channel)?.watch?.(processId),
            closed: (channel) => this.#closed(channel),
        };
        this.#lastId += 1;
        const channel = new Channel(this.#lastId, door, stream, host);
        this.#channels.set(channel, events);
        log.debug('opened a connection', { connection: channel.id, door });
        return channel;
    }
    /** Answers what is in flight and ends every connection; after `graceMs` those that still aren't done are cut. */
    async drain(graceMs) {
        for (const channel of [...this.#channels.keys()])
            channel.drain();
        if (this.#channels.size > 0) {
            let timer;
            await new Promise((resolve) => {
                this.#idle = resolve;
                timer = setTimeout(resolve, graceMs);
            });
            clearTimeout(timer);
        }
        this.destroy();
    }
    /** Ends every connection at once. */
    destroy() {
        for (const channel of [...this.#channels.keys()])
            channel.destroy();
    }
    #closed(channel) {
        const events = this.#channels.get(channel);
        this.#channels.delete(channel);
        this.#options.log.debug('closed a connection', { connection: channel.id });
        events?.closed?.();
        if (this.#channels.size === 0)
            this.#idle?.();
    }
}
