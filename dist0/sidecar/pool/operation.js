/**
 * What a step works on at most: 0.3 ms by OpenSSL, 1.3 ms by Wasm on one message. Measured in steps of 64 KiB to 4 MiB,
 * SHA-256 is as fast in all of them (402–409 MB/s), BLAKE3 loses 1.5 % against the largest (1,900 of 1,929 MB/s); a file
 * is read and hashed as fast in any window from 32 KiB to 1 MiB.
 */
export const STEP_BYTES = 512 * 1024;
/** The job was cancelled while a shard ran. */
export class Cancelled extends Error {
}
/** A shard failed for a reason that the client is told: `failure` of the job table's list, and its detail. */
export class ShardFailure extends Error {
    failure;
    constructor(failure, detail) {
        super(detail);
        this.failure = failure;
    }
}
/** The arguments in the order of the operation's fields, for the job table. */
export function encodeArguments(operation, args) {
    return operation.fields.map((field) => args[field]);
}
/** The opposite of encodeArguments, from the slot of the job table. */
export function decodeArguments(operation, table, slot) {
    const args = {};
    let index = 0;
    for (const field of operation.fields)
        args[field] = table.argument(slot, index++);
    return args;
}
