/**
 * Digests of byte ranges by the engine that is fastest for their shape: the kernel's lanes for short messages,
 * OpenSSL (through node:crypto, which reads arena views in place) for long ones. Shared by the hash operations.
 */
import { createHash, hash as hashOnce } from 'node:crypto';
import { Failure } from '../../arena/job-table.js';
import { ALGORITHM_IDS, KernelStatus } from '../../kernel/instance.js';
import { Cancelled, ShardFailure, STEP_BYTES } from '../operation.js';
export const ENGINE_IDS = { auto: 0, wasm: 1, openssl: 2 };
/**
 * From this many bytes a message on, OpenSSL (SHA-NI) beats the kernel's lanes. Measured (bench/pool/crossing.ts), µs a
 * message, wasm against OpenSSL: records of 1,024 B 1.34 : 1.46, of 1,280 B 1.61 : 1.51; mixed lengths around 768 B
 * 1.04 : 1.13, around 1,024 B 1.40 : 1.22.
 */
export const OPENSSL_FROM_BYTES = 1024;
/** The same where there are too few messages for the lanes: one of 256 B 1.43 : 1.47, one of 512 B 2.02 : 1.57. */
const OPENSSL_FROM_BYTES_ALONE = 320;
const LANES = 4;
/** How many bytes of small OpenSSL messages between two looks at the cancel word. */
const POLL_BYTES = 512 * 1024;
/** Whether messages of about `bytes` each go to OpenSSL, of which `count` are neighbours. */
export function usesOpenSsl(algorithm, engine, bytes, count) {
    if (algorithm !== ALGORITHM_IDS.sha256 || engine === ENGINE_IDS.wasm)
        return false;
    if (engine === ENGINE_IDS.openssl)
        return true;
    return bytes >= (count < LANES ? OPENSSL_FROM_BYTES_ALONE : OPENSSL_FROM_BYTES);
}
/** Turns a kernel's status into what the worker's loop understands. */
export function checkStatus(status) {
    if (status === KernelStatus.ok)
        return;
    if (status === KernelStatus.cancelled)
        throw new Cancelled();
    const names = {
        [KernelStatus.badRange]: 'the kernel refused an address range',
        [KernelStatus.badArgument]: 'the kernel refused an argument',
        [KernelStatus.outOfMemory]: "the worker's heap is full",
    };
    const failure = status === KernelStatus.outOfMemory ? Failure.outOfMemory : Failure.internal;
    throw new ShardFailure(failure, names[status] ?? `the kernel answered ${status}`);
}
/** Hashes short messages (up to STEP_BYTES) that lie in memory with OpenSSL, each digest written to `out`. */
export class OpenSslMessages {
    bench;
    sincePoll = 0;
    constructor(bench) {
        this.bench = bench;
    }
    hash(address, length, out) {
        const { bytes } = this.bench;
        bytes.set(hashOnce('sha256', bytes.subarray(address, address + length), 'buffer'), out);
        this.sincePoll += length;
        if (this.sincePoll >= POLL_BYTES)
            this.flush();
    }
    /** Counts what was hashed since the last look. To be called once at the end. */
    flush() {
        this.bench.addProgress(this.sincePoll);
        this.sincePoll = 0;
        this.bench.checkCancelled();
    }
}
export function beginDigest(bench, algorithm, openSsl) {
    return openSsl ? new OpenSslDigester(bench) : new KernelDigester(bench, algorithm);
}
/** Digests a range of memory that is too long for one step. */
export function* digestRange(bench, digester, address, length, out) {
    try {
        for (let done = 0; done < length; done += STEP_BYTES) {
            digester.update(address + done, Math.min(STEP_BYTES, length - done));
            bench.checkCancelled();
            if (done + STEP_BYTES < length)
                yield;
        }
        digester.finish(out);
    }
    finally {
        digester.end();
    }
}
class OpenSslDigester {
    bench;
    digest = createHash('sha256');
    constructor(bench) {
        this.bench = bench;
    }
    update(address, length) {
        this.digest.update(this.bench.bytes.subarray(address, address + length));
        this.bench.addProgress(length);
    }
    finish(out) {
        this.bench.bytes.set(this.digest.digest(), out);
    }
    end() { }
}
/** A streaming state in the worker's slab. It goes with the slab when another job's shard traps between two steps. */
class KernelDigester {
    bench;
    generation;
    /** Its address, 0 when it is given back. */
    state;
    constructor(bench, algorithm) {
        this.bench = bench;
        this.generation = bench.kernel.generation;
        this.state = bench.kernel.entries.hash_stream_begin(algorithm);
        if (this.state === 0)
            checkStatus(KernelStatus.outOfMemory);
    }
    get lost() {
        return this.bench.kernel.generation !== this.generation;
    }
    update(address, length) {
        checkStatus(this.enter((state) => this.bench.kernel.entries.hash_stream_update(this.bench.job, state, address, length)));
    }
    finish(out) {
        checkStatus(this.enter((state) => this.bench.kernel.entries.hash_stream_finish(state, out)));
        this.state = 0;
    }
    end() {
        if (this.state !== 0 && !this.lost)
            this.bench.kernel.entries.hash_stream_abort(this.state);
        this.state = 0;
    }
    /** Calls the kernel with the state. After a trap there is none: the instance must not be entered again. */
    enter(call) {
        // The address may be another stream's by now: that one's digest would be of both.
        if (this.lost)
            throw new ShardFailure(Failure.lost, '');
        const { state } = this;
        this.state = 0;
        const status = call(state);
        this.state = state;
        return status;
    }
}
