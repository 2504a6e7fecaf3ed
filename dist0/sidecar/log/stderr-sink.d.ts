export declare class StderrSink {
    #private;
    /** Lines that were not written. */
    get dropped(): number;
    write(line: string): void;
    /** Drops what waits: the process must end, whoever reads. */
    close(): void;
}
