/** The shape of all results: what suites give, what is written as JSON, and what tables, plots and goals are made from. */
import type { MachineDescription } from './machine.ts';
import type { Spread } from './statistics.ts';

export interface Row {
  readonly name: string;
  /** In the measure's unit. */
  readonly value: Spread;
  /** Against the measure's first row, by round where rounds were interleaved; above 1 is better than it, whatever the unit. */
  readonly ratio?: Spread | undefined;
  readonly note?: string | undefined;
}

/** One column of figures, with how it was measured beside it. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly method: string;
  readonly rows: readonly Row[];
}

export interface SuiteResult {
  readonly suite: string;
  readonly title: string;
  readonly measures: readonly Measure[];
  /** What goals are judged by. */
  readonly facts: Readonly<Record<string, number>>;
  /** What could not be run here, and why. */
  readonly missing: readonly string[];
}

export interface Results {
  readonly kind: 'quick' | 'full';
  readonly when: string;
  /** The commit that was measured, with `+` when the tree had changes. */
  readonly commit: string;
  readonly machine: MachineDescription;
  readonly suites: readonly SuiteResult[];
}

/** How often contestants run. */
export interface Pacing {
  /** Runs of each that are timed. */
  readonly rounds: number;
  /** Runs of each before that, at least. */
  readonly warmups: number;
  /** Milliseconds that these take, at least: short runs are repeated until V8 has compiled what they run. */
  readonly warmupMs: number;
  /**
   * Whether each contestant runs twice in its turn, and the second counts: what is meant to be warm, and so short that it would
   * mostly show what others have left in the caches.
   */
  readonly inRow?: boolean;
}

/** How much a run measures: `full` takes its time. */
export interface Effort extends Pacing {
  readonly kind: 'quick' | 'full';
}

export interface Suite {
  readonly name: string;
  readonly title: string;
  run(effort: Effort): Promise<Omit<SuiteResult, 'suite' | 'title'>>;
}
