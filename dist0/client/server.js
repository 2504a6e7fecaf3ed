export class Server {
    #call;
    #info;
    constructor(call, info) {
        this.#call = call;
        this.#info = info;
    }
    /** Who answers, what it can do, and its limits. Asked once a connection, along with the first call. */
    info() {
        return this.#info();
    }
    /** What it is doing now: workers, connections, queue, arena. */
    status(options) {
        return this.#call('server/status', {}, options);
    }
    /** Counters and latency histograms per method since its start. */
    stats(options) {
        return this.#call('server/stats', {}, options);
    }
}
