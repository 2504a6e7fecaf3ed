/**
 * Watches for steps that don't end: a shard that runs longer than `stepMs`, or one that goes on although its job was
 * closed. Such a worker is to be terminated; the kernel's own operations look at their cancel word every millisecond.
 */
import { performance } from 'node:perf_hooks';
import type { ControlBlock } from '../arena/control.ts';
import type { Crew } from './crew.ts';

/** How long a shard may go on after its job was closed. Built-in operations end within 10 ms; slow disks don't. */
const CLOSING_GRACE_MS = 2000;

interface Sighting {
  slot: number;
  steps: number;
  since: number;
  terminated: boolean;
}

export class StepWatch {
  private readonly control: ControlBlock;
  private readonly crew: Crew;
  private readonly stepMs: number;
  private readonly sightings: (Sighting | undefined)[] = [];
  private readonly closedAt = new Map<number, number>();
  private readonly overdueSlots = new Set<number>();

  constructor(control: ControlBlock, crew: Crew, stepMs: number) {
    this.control = control;
    this.crew = crew;
    this.stepMs = stepMs;
  }

  /** A job was closed while workers may still touch it. */
  closing(slot: number): void {
    if (!this.closedAt.has(slot)) this.closedAt.set(slot, performance.now());
  }

  ended(slot: number): void {
    this.closedAt.delete(slot);
    this.overdueSlots.delete(slot);
  }

  forget(worker: number): void {
    this.sightings[worker] = undefined;
  }

  /** Whether a worker on this slot was found to be over `stepMs`. */
  overdue(slot: number): boolean {
    return this.overdueSlots.has(slot);
  }

  /** The workers to terminate now, each once. To be called about ten times a second. */
  stuck(now: number): number[] {
    const found: number[] = [];
    for (let worker = 0; worker < this.crew.count; worker++) {
      const slot = this.control.hazard(worker);
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
      if (seen.terminated || !(tooLong || closedFor > CLOSING_GRACE_MS)) continue;
      seen.terminated = true;
      if (tooLong) this.overdueSlots.add(slot);
      found.push(worker);
    }
    return found;
  }
}
