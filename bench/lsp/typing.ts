/**
 * Typing in a 1 MB file: from a keystroke to fresh diagnostics, as an LSP client sees it, and what 200 keystrokes at once leave
 * to be done. `node bench/lsp/typing.ts [--json]` prints it; the suite `editor` records it. Judges nothing.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../client/index.ts';
import { Editor } from '../../test/lsp/editor.ts';
import { SECRETS } from '../../test/lsp/planted.ts';
import { quantile } from '../harness/statistics.ts';

const BYTES = 1_000_000;
const BURST = 200;
const WARM_UP = 20;
const NAME = 'large.ts';

export interface Typing {
  /** Milliseconds from each keystroke, sent alone, to the diagnostics of the text with it. */
  readonly keystrokes: readonly number[];
  /** 200 keystrokes sent without a pause. */
  readonly burst: {
    /** Scans that the sidecar was asked for in all, by its own count. */
    readonly scans: number;
    /** Diagnostics that were told after the last was sent. */
    readonly told: number;
    /** Milliseconds from the last one sent to diagnostics of the text with all. */
    readonly settledMs: number;
  };
}

/** Source-like text, with a secret in its middle and at its end. */
function largeText(): string {
  const lines: string[] = [];
  for (let bytes = 0, index = 0; bytes < BYTES; index++) {
    const line = `  const value${index} = compute(${index}, "text é ${index}"); // and a comment, as people write them`;
    lines.push(line);
    bytes += line.length + 1;
  }
  lines.splice(lines.length / 2, 0, `token = "${SECRETS['npm-token']}"`);
  return `${lines.join('\n')}\nkey = "${SECRETS['github-pat']}"\n`;
}

async function typeOne(editor: Editor, at: number): Promise<number> {
  const position = { line: Math.floor((at * 47) % 9000), character: 2 };
  return editor.change(NAME, { range: { start: position, end: position }, text: 'x' });
}

async function fresh(editor: Editor, version: number): Promise<void> {
  await editor.until(() => (editor.published.get(editor.uri(NAME))?.version ?? 0) >= version);
  const seen = editor.published.get(editor.uri(NAME))?.diagnostics ?? [];
  if (seen.length !== 2) throw new Error(`${seen.length} diagnostics where two secrets are planted`);
}

/** How many scans the sidecar was asked for, by its own count. */
async function scans(path: string): Promise<number> {
  await using rig = await connect({ path });
  const { methods } = await rig.server.stats();
  return methods['text/scan']?.calls ?? 0;
}

async function burst(editor: Editor): Promise<Typing['burst']> {
  const socket = join(editor.folder, 'outrigger', 'v1.sock');
  const before = await scans(socket);
  const sent = Array.from({ length: BURST }, (_, index) => typeOne(editor, index));
  const last = Math.max(...(await Promise.all(sent)));
  const begun = performance.now();
  const toldBefore = editor.told.length;
  await fresh(editor, last);
  const settledMs = performance.now() - begun;
  await sleep(500);
  return { scans: (await scans(socket)) - before, told: editor.told.length - toldBefore, settledMs };
}

/** @param ownRule with a rule of the workspace's own, for which each keystroke scans the whole file. */
export async function measureTyping(keystrokes: number, ownRule = false): Promise<Typing> {
  const files = { 'outrigger.json': ownRule ? '{"rules":[{"id":"own-rule","pattern":"no such [0-9]+"}]}' : '{}' };
  const capabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };
  await using editor = await Editor.open({ capabilities, files });
  await editor.show(NAME, largeText(), 'typescript');
  await fresh(editor, 1);
  const times: number[] = [];
  for (let index = 0; index < keystrokes + WARM_UP; index++) {
    const begun = performance.now();
    await fresh(editor, await typeOne(editor, index));
    if (index >= WARM_UP) times.push(performance.now() - begun);
    await sleep(10);
  }
  return { keystrokes: times, burst: await burst(editor) };
}

if (import.meta.main) {
  const { keystrokes, burst: all } = await measureTyping(200);
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => quantile(keystrokes, share).toFixed(1));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ p50, p95, most, ...all }));
  else {
    console.log(`1 MB, a keystroke to fresh diagnostics: p50 ${p50} ms, p95 ${p95} ms, most ${most} ms`);
    const settled = all.settledMs.toFixed(0);
    console.log(
      `${BURST} at once: ${all.scans} scans in all, ${all.told} told after the last, fresh after ${settled} ms`,
    );
  }
}
