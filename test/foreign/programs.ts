/**
 * Finds the foreign programs that tests drive. One that is missing skips its tests with a printed reason; in CI it fails them:
 * there a skipped promise would go unseen.
 */
import { spawnSync } from 'node:child_process';

/** Whether tests of `program` can run. @throws in CI where the program is missing. */
export function hasProgram(program: string, debianPackage: string): boolean {
  const found = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
  if (found) return true;
  const reason = `${program} is not installed (Debian: apt-get install ${debianPackage})`;
  if (process.env.CI === 'true') throw new Error(`${reason}, and CI must not skip its tests`);
  console.warn(`skipped: ${reason}`);
  return false;
}
