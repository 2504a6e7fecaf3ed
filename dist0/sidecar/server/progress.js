const REPORT_EVERY_MS = 100;
export class Progress {
    #send;
    #begun;
    #over = false;
    #reportedAt = Number.NEGATIVE_INFINITY;
    constructor(send) {
        this.#send = send;
    }
    /** Takes a value as the method reports it. */
    tell(token, value) {
        if (this.#over)
            return;
        if (this.#begun === undefined) {
            this.#begun = { token, last: value };
            if (value.kind !== 'begin')
                this.#send(token, { ...value, kind: 'begin' });
        }
        this.#begun.last = value;
        if (value.kind === 'report') {
            const now = performance.now();
            if (now - this.#reportedAt < REPORT_EVERY_MS)
                return;
            this.#reportedAt = now;
        }
        if (value.kind === 'end')
            this.#over = true;
        this.#send(token, value);
    }
    /** The reply comes next: ends a progress that was begun and not ended, as one does that is cancelled. */
    finish() {
        if (!this.#over && this.#begun !== undefined) {
            this.#send(this.#begun.token, { ...this.#begun.last, kind: 'end' });
        }
        this.#over = true;
    }
}
