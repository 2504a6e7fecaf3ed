export class GatheringWriter {
    #stream;
    #corked = false;
    constructor(stream) {
        this.#stream = stream;
    }
    write(parts) {
        if (!this.#stream.writable)
            return;
        if (!this.#corked) {
            this.#corked = true;
            this.#stream.cork();
            process.nextTick(() => {
                this.#corked = false;
                this.#stream.uncork();
            });
        }
        for (const part of parts)
            this.#stream.write(part);
    }
}
