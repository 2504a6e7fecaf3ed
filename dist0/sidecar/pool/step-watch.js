/** How long a step may go on after its job was closed. Built-in operations end within 10 ms; slow disks don't. */
const CLOSING_GRACE_MS = 2000;
export class StepWatch {
    control;
    workers;
    stepMs;
    sightings = [];
    closedAt = new Map();
    overdueSlots = new Set();
    constructor(control, workers, stepMs) {
        this.control = control;
        this.workers = workers;
        this.stepMs = stepMs;
    }
    /** A job was closed while workers may still touch it. */
    closing(slot, now) {
        if (!this.closedAt.has(slot))
            this.closedAt.set(slot, now);
    }
    /** The slot's job has ended. */
    ended(slot) {
        this.closedAt.delete(slot);
        this.overdueSlots.delete(slot);
    }
    /** The worker is gone. */
    forget(worker) {
        this.sightings[worker] = undefined;
    }
    /** Whether a worker on this slot was found to be over `stepMs`. */
    overdue(slot) {
        return this.overdueSlots.has(slot);
    }
    /** The workers to terminate now, each once. To be called about ten times a second, with the time in milliseconds. */
    stuck(now) {
        const found = [];
        for (let worker = 0; worker < this.workers; worker++) {
            const slot = this.control.current(worker);
            if (slot < 0) {
                this.sightings[worker] = undefined;
                continue;
            }
            const steps = this.control.steps(worker);
            const seen = this.sightings[worker];
            if (seen === undefined || seen.slot !== slot || seen.steps !== steps) {
                this.sightings[worker] = { slot, steps, since: now, terminated: false };
                continue;
            }
            const tooLong = now - seen.since > this.stepMs;
            const closedFor = now - (this.closedAt.get(slot) ?? now);
            if (seen.terminated || !(tooLong || closedFor > CLOSING_GRACE_MS))
                continue;
            seen.terminated = true;
            if (tooLong)
                this.overdueSlots.add(slot);
            found.push(worker);
        }
        return found;
    }
}
