/**
 * Which program the tests start: what `npm test` has just built, as users run it and at half the cost of a start, or the
 * sources, where vitest is run alone and dist may be old.
 */
import { join } from 'node:path';

const BUILT = process.env.OUTRIGGER_TEST_ENTRY === 'dist';

/** The file of `sidecar/serve` or `sidecar/cli/main`. */
export function entry(name: string): string {
  const root = join(import.meta.dirname, '..');
  return BUILT ? join(root, 'dist', `${name}.js`) : join(root, `${name}.ts`);
}
