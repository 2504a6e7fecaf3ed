/**
 * `one-suite.ts NAME quick|full`: runs one suite and sends its result to bench/main.ts, which starts this; by hand (as for a profile)
 * it shows it. Ends with an error where the suite fails: never with part of a result.
 */
import { EFFORTS } from './harness/effort.ts';
import type { Effort, SuiteResult } from './harness/results.ts';
import { showSuite } from './harness/terminal.ts';
import { loadSuite } from './suites/catalogue.ts';

/** Resolves when it is sent, or shown where nobody waits for it. */
async function answer(result: SuiteResult): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  if (process.send === undefined) {
    console.log(showSuite(result));
    resolve();
  } else process.send(result, undefined, undefined, (error) => (error === null ? resolve() : reject(error)));
  await promise;
}

const [name = '', kind = 'quick'] = process.argv.slice(2);
const effort = EFFORTS[kind as Effort['kind']];
if (effort === undefined) throw new Error(`${kind} is neither of ${Object.keys(EFFORTS).join(', ')}`);
process.once('disconnect', () => {
  console.error(`${name}: the bench is gone that asked for it`);
  process.exit(1);
});
// a suite that waits for nothing must end here, not wait on
process.channel?.unref();
const suite = await loadSuite(name);
await answer({ suite: suite.name, title: suite.title, ...(await suite.run(effort)) });
process.exit(0);
