export class Trace {
    #level = 'off';
    #wire;
    get on() {
        return this.#level !== 'off';
    }
    /** Traces go out the way the message came in that asked for them. */
    set(level, wire) {
        this.#level = level;
        this.#wire = wire;
    }
    /** The wire and params of a `$/logTrace`, or undefined while tracing is off. */
    tell({ method, outcome, elapsedMs, requestBytes }) {
        if (this.#level === 'off' || this.#wire === undefined)
            return undefined;
        const how = 'error' in outcome ? outcome.error.name : 'ok';
        const message = `${method}: ${how} in ${elapsedMs.toFixed(3)} ms`;
        const params = this.#level === 'verbose' ? { message, verbose: `request of ${requestBytes} bytes` } : { message };
        return { wire: this.#wire, params };
    }
}
