/**
 * `outrigger doctor`: what this machine can do for outrigger, and for each no, why not. The last look is a real one: a
 * sidecar is started and asked for a digest that is known.
 */

import { connect } from '../../../client/connect.ts';
import { spawn } from '../../../client/spawn.ts';
import { sockname } from '../../../protocol/endpoint.ts';
import { type Command, EXIT, jsonOption } from '../command.ts';
import { lookAtEngine } from '../machine/engine.ts';
import type { Finding } from '../machine/finding.ts';
import { lookAtProcessors } from '../machine/processors.ts';
import { columns } from '../quantities.ts';
import { coloured, type Paint, painter } from '../terminal.ts';

/** SHA-256 of "abc" (FIPS 180-4's first example). */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

async function lookAtSidecar(): Promise<Finding> {
  const look = { id: 'sidecar', title: 'a sidecar', required: true };
  try {
    const rig = await spawn();
    try {
      const { digests } = await rig.call('hash/messages', { algorithm: 'sha256', messages: ['abc'], engine: 'wasm' });
      const digest = Buffer.from(digests as Uint8Array).toString('hex');
      if (digest !== ABC) return { ...look, ok: false, detail: `it computes a wrong digest: ${digest}` };
      return { ...look, ok: true, detail: 'starts, and its kernel computes a known digest' };
    } finally {
      await rig.dispose();
    }
  } catch (error) {
    return { ...look, ok: false, detail: (error as Error).message };
  }
}

async function lookAtSocket(): Promise<Finding> {
  const look = { id: 'socket', title: 'the socket', required: false };
  const path = sockname();
  try {
    const rig = await connect({ path });
    try {
      const { version, pid } = await rig.call('server/status', {});
      return { ...look, ok: true, detail: `outrigger ${version} (pid ${pid}) serves ${path}` };
    } finally {
      await rig.dispose();
    }
  } catch {
    return { ...look, ok: true, detail: `nobody serves ${path}; commands start a sidecar for themselves` };
  }
}

function mark({ ok, required }: Finding, paint: Paint): string {
  if (ok) return paint('green', '✓');
  return required ? paint('red', '✗') : paint('yellow', '–');
}

export const doctorCommand: Command = {
  name: 'doctor',
  describe: 'Tell what this machine can do, and why not',
  options: { json: jsonOption },
  examples: [
    ['$0 doctor', 'a line for each feature'],
    ['$0 doctor --json', 'the same for a program'],
  ],
  epilogue: 'The exit code is 1 only if outrigger cannot work here.',
  async run({ options, terminal }) {
    const found = [...lookAtEngine(), ...lookAtProcessors(), await lookAtSocket(), await lookAtSidecar()];
    const works = found.every(({ ok, required }) => ok || !required);
    if (options.json === true) terminal.json({ works, findings: found });
    else {
      const paint = painter(coloured(process.stdout));
      const lines = columns(found.map(({ title, detail }) => [title, detail]));
      lines.forEach((line, i) => {
        terminal.print(`${mark(found[i] as Finding, paint)} ${line}`);
      });
      if (!works) terminal.print('outrigger cannot work here.');
    }
    return works ? EXIT.ok : EXIT.failed;
  },
};
