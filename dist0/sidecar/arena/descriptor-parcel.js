/**
 * A file descriptor on its way to a client: of an open file description of its own, so that the kernel counts whoever
 * receives it apart from us. It is closed here once it was sent or can't be; never the segment's own.
 */
import { closeSync } from 'node:fs';
import { reopen, sendWithDescriptor } from './native.js';
export class DescriptorParcel {
    fd;
    open = true;
    /** Throws what the system says if the file can't be opened anew. */
    constructor(fd) {
        this.fd = reopen(fd);
    }
    /**
     * Sends bytes on a connected Unix socket, the descriptor with the first of them, and never waits.
     * Returns how many bytes the kernel took: 0 when it takes none now, and then the descriptor isn't sent either.
     */
    send(socket, bytes) {
        if (!this.open)
            throw new Error('the descriptor was closed');
        return sendWithDescriptor(socket, bytes, this.fd);
    }
    close() {
        if (!this.open)
            return;
        this.open = false;
        closeSync(this.fd);
    }
}
