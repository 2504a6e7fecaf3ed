/**
 * Watches for steps that don't end: one that runs longer than `stepMs`, or that goes on although its job was closed. Such
 * a worker is to be terminated; the kernel's own operations look at their cancel word every millisecond.
 */
import type { ControlBlock } from '../arena/control.ts';
export declare class StepWatch {
    private readonly control;
    private readonly workers;
    private readonly stepMs;
    private readonly sightings;
    private readonly closedAt;
    private readonly overdueSlots;
    constructor(control: ControlBlock, workers: number, stepMs: number);
    /** A job was closed while workers may still touch it. */
    closing(slot: number, now: number): void;
    /** The slot's job has ended. */
    ended(slot: number): void;
    /** The worker is gone. */
    forget(worker: number): void;
    /** Whether a worker on this slot was found to be over `stepMs`. */
    overdue(slot: number): boolean;
    /** The workers to terminate now, each once. To be called about ten times a second, with the time in milliseconds. */
    stuck(now: number): number[];
}
