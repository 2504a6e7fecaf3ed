import { PAGE, STATICS_BYTES } from '../arena/layout.js';
/** The version of the ABI in docs/KERNEL-ABI.md that this host speaks. */
export const ABI_VERSION = 1;
/** Status codes of the entries; the control block's Failure table begins with them. */
export const KernelStatus = {
    ok: 0,
    cancelled: 1,
    badRange: 2,
    badArgument: 3,
    outOfMemory: 4,
    /** A text that is no UTF-8. */
    notText: 5,
    /** More matches than the limit. */
    tooMany: 6,
    /** A chunk size that a single character's tokens don't fit. */
    tooSmall: 7,
};
export const ALGORITHM_IDS = { sha256: 1, blake3: 2 };
/**
 * What lies in the red zone under the stack, every so many bytes and densest next to the stack. The guard page below it
 * makes a trap of a load or store, but V8 copies and fills memory (`memory.copy`) by a C function, whose fault ends the
 * process: so a stack that ran over a little is to be found before it reaches the guard.
 */
const CANARY = 0x5ca1ab1e;
const CANARY_STRIDE_BYTES = 4096;
const CANARY_DENSE_WORDS = 4;
function canaryPlaces(slab) {
    const places = [];
    const end = slab.redZone + PAGE;
    for (let at = slab.redZone; at < end; at += CANARY_STRIDE_BYTES)
        places.push(at);
    for (let word = 1; word <= CANARY_DENSE_WORDS; word++)
        places.push(end - word * 4);
    return Uint32Array.from(places, (address) => address / 4);
}
export class Kernel {
    module;
    share;
    slab;
    words;
    /** Indices of the canaries in `words`. */
    canaries;
    current;
    panicAddress = 0;
    answerAt = 0;
    rebuilds = 0;
    constructor(module, share, slab) {
        this.module = module;
        this.share = share;
        this.slab = slab;
        this.words = new Uint32Array(share.memory.buffer);
        this.canaries = canaryPlaces(slab);
        this.current = this.instantiate();
    }
    /** The entries of the instance in use. */
    get entries() {
        return this.current;
    }
    /** Changes when the slab is made anew: what was allocated in it before is gone. */
    get generation() {
        return this.rebuilds;
    }
    /** Throws the instance and its slab away and makes both anew: 24–170 µs. */
    rebuild() {
        this.rebuilds++;
        this.current = this.instantiate();
    }
    /** Arena address of what the last entry answered, as u32s: address and length of its bytes, then the entry's own four numbers. */
    get answerAddress() {
        return this.answerAt;
    }
    /** What the last entry answered. */
    answer() {
        const { words } = this;
        const at = this.answerAt / 4;
        const [a = 0, b = 0, c = 0, d = 0] = [words[at + 2], words[at + 3], words[at + 4], words[at + 5]];
        return { address: words[at] ?? 0, length: words[at + 1] ?? 0, values: [a, b, c, d] };
    }
    /** What the last panic in this slab said, or undefined when the trap was no panic (out of bounds, stack overflow). */
    panicMessage() {
        const view = new DataView(this.share.memory.buffer);
        const length = view.getUint32(this.panicAddress, true);
        if (length === 0 || length > 508)
            return undefined;
        const bytes = new Uint8Array(this.share.memory.buffer, this.panicAddress + 4, length);
        return Buffer.from(bytes.slice()).toString();
    }
    /** Whether the stack has run over its end. */
    get stackOverran() {
        for (const place of this.canaries)
            if (this.words[place] !== CANARY)
                return true;
        return false;
    }
    instantiate() {
        const { memory } = this.share;
        const instance = new WebAssembly.Instance(this.module, { env: { memory } });
        const exports = instance.exports;
        if (exports.__heap_base.value > STATICS_BYTES)
            throw new Error('the kernel has more statics than the arena keeps');
        if (exports.__tls_size.value > this.slab.heap - this.slab.tls)
            throw new Error('the kernel has too much TLS');
        for (const place of this.canaries)
            this.words[place] = CANARY;
        exports.__stack_pointer.value = this.slab.stackTop;
        exports.__wasm_init_tls(this.slab.tls);
        const version = exports.outrigger_abi_version();
        if (version !== ABI_VERSION)
            throw new Error(`the kernel speaks ABI ${version}, this host ${ABI_VERSION}`);
        exports.outrigger_slab_init(this.slab.heap, this.slab.heapEnd);
        // Wasm's i32 comes as a signed number: a slab may lie above 2 GiB.
        this.panicAddress = exports.outrigger_panic_ptr() >>> 0;
        this.answerAt = exports.outrigger_answer_ptr() >>> 0;
        return exports;
    }
}
