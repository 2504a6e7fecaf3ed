/**
 * A suite in a process of its own. When all ran in one, later suites' short calls paid for what earlier ones had left (a large heap,
 * code that V8 has seen called with all kinds of values): a ratio of 7.1 to 7.5 is 8 to 10 by itself. Must never let a suite fall
 * silent: a result comes whole, or the run fails.
 */
import { fork } from 'node:child_process';
import type { Effort, SuiteResult } from './results.ts';

/** Contestants' garbage is collected between their runs, however the parent was started. */
const COLLECTS = '--expose-gc';

function isResult(value: unknown, name: string): value is SuiteResult {
  const { suite, measures, facts, missing } = (value ?? {}) as Partial<Record<keyof SuiteResult, unknown>>;
  return suite === name && Array.isArray(measures) && Array.isArray(missing) && typeof facts === 'object';
}

/**
 * Runs `program NAME KIND` on this Node with this process's flags, on the same terminal, and takes the result that it sends.
 *
 * @throws where it ends with an error, or with none but without a result. What it says of it is on the terminal by then.
 */
export function measureApart(program: string, name: string, kind: Effort['kind']): Promise<SuiteResult> {
  const execArgv = [...process.execArgv.filter((flag) => flag !== COLLECTS), COLLECTS];
  // structured clones: JSON would make nothing of a figure that isn't a number
  const child = fork(program, [name, kind], { execArgv, serialization: 'advanced', stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    let sent: unknown;
    child.once('message', (message) => {
      sent = message;
    });
    child.once('error', reject);
    // after all that was sent has come
    child.once('close', (code, signal) => {
      if (code !== 0) reject(new Error(`the suite ${name} failed: ${signal ?? `exit code ${code}`}`));
      else if (!isResult(sent, name)) reject(new Error(`the suite ${name} ended without a result`));
      else resolve(sent);
    });
  });
}
