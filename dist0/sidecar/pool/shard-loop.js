import { isRunnable, JOB_SLOTS, SlotState } from '../arena/job-table.js';
/** Every so many turns a bulk job goes first, so that interactive ones can't starve it. */
const BULK_TURN = 8;
export class ShardLoop {
    worker;
    control;
    runner;
    open = new Map();
    lastSlot = 0;
    turns = 0;
    constructor(worker, control, runner) {
        this.worker = worker;
        this.control = control;
        this.runner = runner;
    }
    /** Runs one step of the job whose turn it is; false when there was none. */
    turn() {
        const slot = this.pick();
        if (slot < 0)
            return false;
        const { control, worker } = this;
        this.lastSlot = slot;
        control.setCurrent(worker, slot);
        const open = this.step(slot);
        control.setCurrent(worker, -1);
        if (!open)
            this.leave(slot);
        return true;
    }
    /** Gives up what is open. */
    close() {
        for (const slot of [...this.open.keys()]) {
            this.abandon(slot);
            this.leave(slot);
        }
    }
    /** The next job in turn, of the priority whose turn it is if there is one; a job that shall be left before all. */
    pick() {
        const { table } = this.control;
        for (const slot of this.open.keys())
            if (table.state(slot) === SlotState.closing)
                return slot;
        const first = ++this.turns % BULK_TURN === 0 ? SlotState.bulk : SlotState.interactive;
        let other = -1;
        for (let step = 1; step <= JOB_SLOTS; step++) {
            const slot = (this.lastSlot + step) % JOB_SLOTS;
            const priority = this.open.size > 0 ? (this.open.get(slot)?.priority ?? table.state(slot)) : table.state(slot);
            if (priority === first)
                return slot;
            if (other < 0 && isRunnable(priority))
                other = slot;
        }
        return other;
    }
    /** One step: true while the shard stays open. */
    step(slot) {
        const { control, worker, runner } = this;
        const { table } = control;
        const shard = this.open.get(slot);
        if (shard !== undefined) {
            if (table.state(slot) === SlotState.closing)
                this.abandon(slot);
            else {
                control.countStep(worker);
                if (runner.resume(slot, shard.steps))
                    return true;
                this.open.delete(slot);
            }
            return false;
        }
        control.touch(worker, slot);
        const priority = table.state(slot);
        if (!isRunnable(priority))
            return false;
        const claimed = table.claim(slot);
        if (claimed < 0)
            return false;
        if (table.join(slot, worker))
            control.countJob(worker);
        control.countStep(worker);
        const steps = runner.begin(slot, claimed);
        if (steps === undefined)
            return false;
        this.open.set(slot, { steps, priority });
        return true;
    }
    abandon(slot) {
        const shard = this.open.get(slot);
        this.open.delete(slot);
        if (shard !== undefined)
            this.runner.abandon(shard.steps);
    }
    /**
     * Leaves the slot, and rings when the main thread may have to end the job. It must look after it left: whoever leaves
     * a job last then finds it done (or closing), whatever order the others came in.
     */
    leave(slot) {
        const { control, worker } = this;
        control.leave(worker, slot);
        if (control.table.isDone(slot) || control.table.state(slot) === SlotState.closing)
            control.ring();
    }
}
