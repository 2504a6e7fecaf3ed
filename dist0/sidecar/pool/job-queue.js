import { JOB_SLOTS } from '../arena/job-table.js';
/** Slots that bulk jobs leave to interactive ones. */
const INTERACTIVE_RESERVE = 16;
/**
 * Slots of one owner, by priority: enough to keep the workers busy while the main thread refills them. Workers take turns
 * with slots, so the fewer there are, the more even the shares of an owner with a backlog and of one with a single job.
 */
const OWNER_SLOTS = { interactive: { min: 8, max: 24 }, bulk: { min: 4, max: 24 } };
function ownerSlots(priority, workers) {
    const { min, max } = OWNER_SLOTS[priority];
    return Math.max(min, Math.min(max, workers));
}
/** The jobs of one priority. */
class Line {
    /** In the order of the owners' turns; an owner without waiting jobs isn't in it. */
    waiting = new Map();
    slots = new Map();
    length = 0;
    taken = 0;
    add(job) {
        const { owner } = job.spec;
        const jobs = this.waiting.get(owner);
        if (jobs === undefined)
            this.waiting.set(owner, new Set([job]));
        else
            jobs.add(job);
        this.length++;
    }
    delete(job) {
        const { owner } = job.spec;
        const jobs = this.waiting.get(owner);
        if (jobs?.delete(job) !== true)
            return false;
        if (jobs.size === 0)
            this.waiting.delete(owner);
        this.length--;
        return true;
    }
    /** The oldest job of the next owner in turn that has fewer than `most` slots; it has one more now. */
    take(most) {
        for (const [owner, jobs] of this.waiting) {
            const slots = this.slots.get(owner) ?? 0;
            if (slots >= most)
                continue;
            const [job] = jobs;
            if (job === undefined)
                continue;
            this.delete(job);
            // To the end of the turns.
            if (this.waiting.delete(owner))
                this.waiting.set(owner, jobs);
            this.slots.set(owner, slots + 1);
            this.taken++;
            return job;
        }
        return undefined;
    }
    giveBack(owner) {
        const slots = (this.slots.get(owner) ?? 0) - 1;
        if (slots > 0)
            this.slots.set(owner, slots);
        else
            this.slots.delete(owner);
        this.taken--;
    }
}
export class JobQueue {
    lines = { interactive: new Line(), bulk: new Line() };
    workers;
    queuedBytes = 0;
    constructor(workers) {
        this.workers = workers;
    }
    /** Jobs that wait, and their input bytes. */
    get size() {
        return { length: this.lines.interactive.length + this.lines.bulk.length, bytes: this.queuedBytes };
    }
    add(job) {
        this.lines[job.spec.priority].add(job);
        this.queuedBytes += job.spec.bytes;
    }
    /** Takes out a job that doesn't want to wait any longer: whether it did wait. */
    delete(job) {
        if (!this.lines[job.spec.priority].delete(job))
            return false;
        this.queuedBytes -= job.spec.bytes;
        return true;
    }
    /** The next job for a slot, if any may have one now: its slot is given back by `giveBack`. */
    take() {
        const { interactive, bulk } = this.lines;
        if (interactive.taken + bulk.taken >= JOB_SLOTS)
            return undefined;
        let job = interactive.take(ownerSlots('interactive', this.workers));
        if (job === undefined && bulk.taken < JOB_SLOTS - INTERACTIVE_RESERVE) {
            job = bulk.take(ownerSlots('bulk', this.workers));
        }
        if (job !== undefined)
            this.queuedBytes -= job.spec.bytes;
        return job;
    }
    /** A job that was taken has left its slot. */
    giveBack(job) {
        this.lines[job.spec.priority].giveBack(job.spec.owner);
    }
    /** Every job that waits. */
    *[Symbol.iterator]() {
        for (const line of Object.values(this.lines))
            for (const jobs of line.waiting.values())
                yield* jobs;
    }
}
