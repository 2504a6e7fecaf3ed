import { Progress } from './progress.js';
export class PendingCall {
    id;
    method;
    params;
    envelope;
    /** Set once dispatch has started it. */
    handle;
    /** What its reply carries. */
    parcel;
    #sendProgress;
    #passesDescriptors;
    #progress;
    constructor(id, method, params, envelope, passesDescriptors, sendProgress) {
        this.id = id;
        this.method = method;
        this.params = params;
        this.envelope = envelope;
        // replies in a batch have no first byte of their own
        this.#passesDescriptors = passesDescriptors && envelope.batch === undefined;
        this.#sendProgress = sendProgress;
    }
    get receivedAt() {
        return this.envelope.receivedAt;
    }
    get frame() {
        return this.envelope.frame;
    }
    get codec() {
        return this.envelope.wire.codec;
    }
    get passDescriptor() {
        if (!this.#passesDescriptors)
            return undefined;
        return (parcel) => {
            this.parcel = parcel;
        };
    }
    onProgress(token, value) {
        this.#progress ??= new Progress((of, what) => this.#sendProgress(this.envelope.wire, of, what));
        this.#progress.tell(token, value);
    }
    /** The reply comes next: a progress that was begun ends before it. */
    finishProgress() {
        this.#progress?.finish();
    }
}
