import { Failure } from '../arena/job-table.js';
import { Kernel } from '../kernel/instance.js';
import { sharedNow } from './clock.js';
import { Cancelled, decodeArguments, ShardFailure } from './operation.js';
import { operationById } from './operations.js';
export class ShardRunner {
    table;
    kernel;
    bytes;
    words;
    window;
    benches = [];
    constructor(module, share, slab, control) {
        this.table = control.table;
        this.kernel = new Kernel(module, share, slab);
        this.bytes = new Uint8Array(share.memory.buffer);
        this.words = new Uint32Array(share.memory.buffer);
        this.window = slab.window;
    }
    /** Runs a claimed shard, or its first step: then the steps that are left. Arguments not given are in the job table. */
    begin(slot, shard, given) {
        const { table } = this;
        if (shard === 0)
            table.setStartedAt(slot, sharedNow());
        try {
            const operation = operationById(table.operation(slot));
            const args = given ?? decodeArguments(operation, table, slot);
            const steps = operation.run(args, shard, this.workbench(slot));
            if (steps !== undefined)
                return this.resume(slot, steps) ? steps : undefined;
            this.finish(slot);
        }
        catch (error) {
            this.fail(slot, error);
        }
        return undefined;
    }
    /** Runs the next step: whether there are more. */
    resume(slot, steps) {
        try {
            if (steps.next().done === true) {
                this.finish(slot);
                return false;
            }
            this.checkStack();
            return true;
        }
        catch (error) {
            this.fail(slot, error);
            return false;
        }
    }
    /** Ends a shard between two steps: it gives back what it holds. */
    abandon(steps) {
        try {
            steps.return();
        }
        catch {
            // Its job is ending anyway, and there is nobody to tell; a kernel that trapped here traps again at its next use.
        }
    }
    finish(slot) {
        this.checkStack();
        this.table.finishShard(slot);
    }
    /** An overflow that didn't trap: it has harmed nobody yet, and the instance is thrown away. */
    checkStack() {
        if (this.kernel.stackOverran)
            throw new WebAssembly.RuntimeError('stack overflow');
    }
    /** One a slot, made once: shards of tiny jobs are shorter than the making of an object with its functions. */
    workbench(slot) {
        const made = this.benches[slot];
        if (made !== undefined)
            return made;
        const { table, kernel, bytes, words, window } = this;
        const bench = {
            kernel,
            bytes,
            words,
            window,
            job: table.address(slot),
            checkCancelled() {
                if (table.isCancelled(slot))
                    throw new Cancelled();
            },
            addProgress(count) {
                table.addProgress(slot, count);
            },
        };
        this.benches[slot] = bench;
        return bench;
    }
    fail(slot, error) {
        const { table } = this;
        if (error instanceof Cancelled)
            table.fail(slot, Failure.cancelled, '');
        else if (error instanceof ShardFailure)
            table.fail(slot, error.failure, error.message);
        else if (isTrap(error)) {
            // The panic is read before the rebuild, which clears it. Without one (out of bounds, a stack overflow) the trap speaks.
            table.fail(slot, Failure.trap, this.kernel.panicMessage() ?? error.message);
            this.kernel.rebuild();
        }
        else
            table.fail(slot, Failure.internal, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
}
/** The engine's own stack overflows as a RangeError: it too leaves the instance in the middle of something. */
function isTrap(error) {
    return error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /call stack/.test(error.message));
}
