/**
 * All suites by name, in the order of the results. Each is loaded by itself, and late: they import packages that may have to be
 * installed first, and what one of them imports must not lie in the memory of another that is measured.
 */
import type { Suite } from '../harness/results.ts';

const LOADERS = new Map<string, () => Promise<Suite>>([
  ['batch', async () => (await import('./batch.ts')).batch],
  ['kernel', async () => (await import('./kernel.ts')).kernel],
  ['rpc', async () => (await import('./rpc.ts')).rpc],
  ['zero-copy', async () => (await import('./zero-copy.ts')).zeroCopy],
  ['scale', async () => (await import('./scale.ts')).scale],
  ['startup', async () => (await import('./startup.ts')).startup],
  ['text', async () => (await import('./text.ts')).text],
  ['tokens', async () => (await import('./tokens.ts')).tokens],
  ['dedupe', async () => (await import('./dedupe.ts')).dedupe],
  ['secrets', async () => (await import('./secrets.ts')).secrets],
  ['case-study', async () => (await import('./case-study.ts')).caseStudy],
  ['editor', async () => (await import('./editor.ts')).editor],
]);

/** In the order of the results. */
export const SUITE_NAMES: readonly string[] = [...LOADERS.keys()];

/** @throws where there is no such suite. */
export async function loadSuite(name: string): Promise<Suite> {
  const load = LOADERS.get(name);
  if (load === undefined) throw new Error(`no suite ${name}; there are ${SUITE_NAMES.join(', ')}`);
  const suite = await load();
  if (suite.name !== name) throw new Error(`the suite ${name} calls itself ${suite.name}`);
  return suite;
}
