export declare class DescriptorParcel {
    private readonly fd;
    private open;
    /** Throws what the system says if the file can't be opened anew. */
    constructor(fd: number);
    /**
     * Sends bytes on a connected Unix socket, the descriptor with the first of them, and never waits.
     * Returns how many bytes the kernel took: 0 when it takes none now, and then the descriptor isn't sent either.
     */
    send(socket: number, bytes: Uint8Array): number;
    close(): void;
}
