import { failureError, OutriggerError } from './errors.js';
import { Hash } from './hash.js';
import { Prompt } from './prompt.js';
import { Server } from './server.js';
import { Session } from './session.js';
import { Text } from './text.js';
import { callShape, runBatch, textBatch } from './text-batch.js';
import { TextBlocks } from './text-blocks.js';
const PROTOCOL_VERSION = 1;
const GRACE_MS = 5000;
export class Outrigger {
    hash;
    text;
    prompt;
    server;
    #session;
    #outlet;
    #active = new Set();
    #blocks = new TextBlocks({ call: this.call.bind(this), info: () => this.#info() });
    #greeting;
    #segments;
    #disposal;
    constructor(outlet) {
        this.#outlet = outlet;
        this.#session = new Session(outlet);
        outlet.attach(this.#session);
        const call = this.call.bind(this);
        this.hash = new Hash(call);
        this.text = new Text(call);
        this.prompt = new Prompt(call);
        this.server = new Server(call, () => this.#info());
    }
    /** The sidecar's process id if it was spawned; `server.status()` tells that of any. */
    get pid() {
        return this.#outlet.pid;
    }
    /**
     * Calls any method by its name, typed by the protocol's table. Byte arrays in `params` are sent from where they lie: they
     * must not change before the call has settled.
     * @throws OutriggerError with the sidecar's error; ConnectionClosed if it went away; Disposed after `dispose()`.
     */
    async call(method, params, options = {}) {
        if (this.#disposal !== undefined)
            throw disposed(method);
        const work = this.#start(method, { ...params }, options);
        this.#active.add(work);
        try {
            return (await work);
        }
        finally {
            this.#active.delete(work);
        }
    }
    #start(method, fields, options) {
        const batch = textBatch(method, fields, options);
        if (batch !== undefined)
            return runBatch(batch, this.#blocks, (part) => this.#run(method, part, options));
        const unpack = callShape(method, fields)?.unpack;
        if (unpack === undefined)
            return this.#run(method, fields, options);
        const many = fields.texts !== undefined || fields.lengths !== undefined;
        return this.#run(method, { ...fields, packed: true }, options).then((packed) => unpack(packed, many ? 0 : undefined));
    }
    async #run(method, fields, options) {
        const { signal, onProgress, deadlineMs, priority } = options;
        if (deadlineMs !== undefined)
            fields.deadlineMs = deadlineMs;
        if (priority !== undefined)
            fields.priority = priority;
        const greeting = this.#greet();
        const request = () => this.#session.request(method, fields, { signal, onProgress });
        let outcome = await request();
        if (isOverFrameLimit(outcome)) {
            // perhaps the sidecar takes more than could be known so far
            const known = this.#session.frameLimit;
            this.#session.hold();
            await greeting;
            this.#session.release();
            if (this.#session.frameLimit > known)
                outcome = await request();
        }
        if ('failure' in outcome)
            throw failureError(outcome.failure);
        return outcome.result;
    }
    /** Resolves when every call that is in flight now has settled. */
    async #quiet() {
        await Promise.allSettled([...this.#active]);
    }
    /**
     * Memory that the kernel computes on, `bytes` long: on Linux and Node 26 its very pages are mapped here. Its first use
     * holds zeros, a reused one what this connection wrote before. Give it back by `dispose()` or `await using`.
     * @throws OutriggerError OutOfMemory: the arena, or this connection's share of it, has no such free range.
     */
    async segment(bytes) {
        if (this.#disposal !== undefined)
            throw disposed('segment()');
        this.#segments ??= this.#loadSegments();
        return (await this.#segments).segment(bytes);
    }
    async #loadSegments() {
        const { SegmentPool } = await import('./segment-pool.js');
        return new SegmentPool({
            call: this.call.bind(this),
            info: () => this.#info(),
            quiet: () => this.#quiet(),
            spare: () => this.#blocks.closeStage(),
        });
    }
    /**
     * Ends the connection, and the sidecar if it was spawned: calls in flight are awaited, then `shutdown`, the end of
     * its stdin, its exit; after a grace it is killed. Calls made from now on reject with Disposed. Never rejects.
     */
    dispose(options = {}) {
        this.#disposal ??= this.#dispose(options.graceMs ?? GRACE_MS);
        return this.#disposal;
    }
    [Symbol.asyncDispose]() {
        return this.dispose();
    }
    async #dispose(graceMs) {
        const session = this.#session;
        session.hold();
        await this.#quiet();
        await (await this.#segments)?.disposeAll();
        await this.#blocks.closeStage();
        if (session.spoken)
            await within(graceMs, session.request('shutdown', {}));
        this.#outlet.end();
        await this.#outlet.gone(graceMs);
        session.release();
    }
    /** Says hello once, in the same write as the first call: it costs no round trip. */
    #greet() {
        this.#greeting ??= this.#initialize();
        return this.#greeting;
    }
    async #initialize() {
        const params = {
            protocolVersion: PROTOCOL_VERSION,
            clientInfo: { name: 'outrigger' },
            capabilities: { structuredErrors: true },
        };
        const outcome = await this.#session.request('initialize', params, { background: true });
        if ('result' in outcome) {
            const frameLimit = outcome.result.limits?.frameBytes;
            if (frameLimit !== undefined)
                this.#session.frameLimit = frameLimit;
        }
        else if (Array.isArray(outcome.failure.options.data?.supported)) {
            const { message, options } = outcome.failure;
            this.#outlet.destroy({
                code: 'VersionMismatch',
                message: `the sidecar speaks another version: ${message}`,
                options,
            });
        }
        return outcome;
    }
    async #info() {
        if (this.#disposal !== undefined)
            throw disposed('server.info()');
        this.#session.hold();
        try {
            const outcome = await this.#greet();
            if ('failure' in outcome)
                throw failureError(outcome.failure);
            return outcome.result;
        }
        finally {
            this.#session.release();
        }
    }
}
function disposed(what) {
    return new OutriggerError('Disposed', `${what} was called after dispose()`);
}
function isOverFrameLimit(outcome) {
    return 'failure' in outcome && outcome.failure.code === 'TooLarge' && outcome.failure.options.rpcCode === undefined;
}
/** Waits for `work` to settle, but no longer than `ms`. */
async function within(ms, work) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(resolve, ms);
    });
    await Promise.race([work, late]);
    clearTimeout(timer);
}
