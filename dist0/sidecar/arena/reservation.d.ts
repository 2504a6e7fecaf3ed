export interface Reservation {
    readonly memory: WebAssembly.Memory;
    readonly bytes: number;
    /** Why it is smaller than wanted, in words for `initialize` and the log; undefined when it isn't. */
    readonly shortfall: string | undefined;
    /**
     * Whether a forbidden page in it is a trap. Where Node checks bounds by code instead (no room for the reservation, or
     * --disable-wasm-trap-handler), touching one is a SIGSEGV that ends the process.
     */
    readonly faultsTrap: boolean;
}
/** Reserves `wanted` bytes or, where there is no room for them, half of that, and so on. */
export declare function reserveMemory(wanted: number): Reservation;
/** How many worker threads there is address space for now; 0 when V8 would end the process at the first. */
export declare function threadsThatFit(): number;
