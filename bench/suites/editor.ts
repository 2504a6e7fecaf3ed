/** What someone who types in a large file feels of the language server: keystrokes to fresh diagnostics, from outside. */
import type { Effort, Row, Suite } from '../harness/results.ts';
import { quantile, spread } from '../harness/statistics.ts';
import { measureTyping, type Typing } from '../lsp/typing.ts';

const row = (name: string, { keystrokes, burst }: Typing): Row => {
  const p95 = quantile(keystrokes, 0.95).toFixed(1);
  const note = `p95 ${p95} ms; 200 at once: ${burst.scans} scan${burst.scans === 1 ? '' : 's'} in all, fresh ${burst.settledMs.toFixed(0)} ms after the last`;
  return { name, value: spread(keystrokes), note };
};

export const editor: Suite = {
  name: 'editor',
  title: 'The language server',
  async run(effort: Effort) {
    const keystrokes = effort.kind === 'full' ? 300 : 100;
    const packs = await measureTyping(keystrokes);
    const own = await measureTyping(keystrokes, true);
    const method =
      'A file of 1 MB is open in an LSP client; keystrokes all over it, one at a time, each until its diagnostics are there.';
    const rows = [row('the pack of secrets', packs), row('with a rule of the workspace: whole scans', own)];
    return {
      measures: [
        { id: 'typing', title: 'A keystroke to fresh diagnostics', unit: 'ms', better: 'lower', method, rows },
      ],
      facts: {
        keystrokeP95Ms: quantile(packs.keystrokes, 0.95),
        ownRuleP95Ms: quantile(own.keystrokes, 0.95),
        toldAfterBurst: packs.burst.told,
      },
      missing: [],
    };
  },
};
