/** How much the two kinds of run measure: `quick` for a look, `full` for figures that are kept. */
import type { Effort } from './results.ts';

export const EFFORTS: Readonly<Record<Effort['kind'], Effort>> = {
  quick: { kind: 'quick', rounds: 10, warmups: 2, warmupMs: 300 },
  full: { kind: 'full', rounds: 15, warmups: 3, warmupMs: 1000 },
};
