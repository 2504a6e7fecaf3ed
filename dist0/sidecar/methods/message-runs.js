/**
 * Cuts a list of messages into shards: runs of neighbours. Pure arithmetic. The result is the index of each run's first
 * message, and one more for the end; every message is in exactly one run, in order.
 */
import { FILE_RUN_BYTES, FILE_RUN_MESSAGES } from '../pool/operations/hash-file-messages.js';
/**
 * A shard of memory: small enough that workers end close together. 10 MB take as long as with 256 KiB; 0.4 MB on two workers
 * gain 1.6 times instead of 1.4.
 */
export const SHARD_BYTES = 64 * 1024;
/** What a message costs beside its bytes (padding, table, call), in bytes of hashing. */
const MESSAGE_OVERHEAD_BYTES = 64;
/** Runs of about SHARD_BYTES of work, of messages that lie in memory. */
export function memoryRuns(lengths) {
    const bounds = [0];
    let work = 0;
    lengths.forEach((length, i) => {
        work += length + MESSAGE_OVERHEAD_BYTES;
        if (work < SHARD_BYTES && i < lengths.length - 1)
            return;
        bounds.push(i + 1);
        work = 0;
    });
    return bounds;
}
/** Runs of at most FILE_RUN_BYTES and FILE_RUN_MESSAGES of messages in a file; what is longer is a run by itself. */
export function fileRuns(lengths) {
    const bounds = [0];
    let first = 0;
    let bytes = 0;
    lengths.forEach((length, i) => {
        if (i > first && (bytes + length > FILE_RUN_BYTES || i - first === FILE_RUN_MESSAGES)) {
            bounds.push(i);
            first = i;
            bytes = 0;
        }
        bytes += length;
    });
    if (lengths.length > 0)
        bounds.push(lengths.length);
    return bounds;
}
