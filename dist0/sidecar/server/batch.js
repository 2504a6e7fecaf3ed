/**
 * The replies to one batch: gathered until every request of it is answered, then sent as one array. A batch of
 * notifications alone is answered with nothing.
 */
import { Buffer } from 'node:buffer';
export class Batch {
    #wire;
    #send;
    #bodies = [];
    /** Replies to come, and one more while the batch itself is still being read. */
    #open = 1;
    #bytes = 0;
    constructor(wire, send) {
        this.#wire = wire;
        this.#send = send;
    }
    /** Bytes of replies that wait for the others. */
    get bytes() {
        return this.#bytes;
    }
    /** A reply will come. */
    expect() {
        this.#open += 1;
    }
    /** A reply came. Returns whether the batch is complete, and was sent. */
    add(body) {
        this.#bodies.push(body);
        this.#bytes += Buffer.byteLength(body);
        return this.close();
    }
    /** The batch is read to its end. Returns whether it is complete, and was sent. */
    close() {
        this.#open -= 1;
        if (this.#open > 0)
            return false;
        if (this.#bodies.length > 0)
            this.#send(this.#wire, this.#wire.batch(this.#bodies));
        return true;
    }
}
