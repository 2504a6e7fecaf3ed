import type { Body, Wire } from '../../protocol/codec/outgoing.ts';
export declare class Batch {
    #private;
    constructor(wire: Wire, send: (wire: Wire, body: Body) => void);
    /** Bytes of replies that wait for the others. */
    get bytes(): number;
    /** A reply will come. */
    expect(): void;
    /** A reply came. Returns whether the batch is complete, and was sent. */
    add(body: Body): boolean;
    /** The batch is read to its end. Returns whether it is complete, and was sent. */
    close(): boolean;
}
