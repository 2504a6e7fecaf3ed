/** The built client where node:ffi is missing or not allowed: all of it works there but mapped pages. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { RealSidecar } from './real-sidecar.ts';
import { clientUrl, runScript } from './run-script.ts';

/** The first Node on PATH that has no node:ffi, or the one that OUTRIGGER_OLD_NODE names. */
function findOldNode(): string | undefined {
  const named = process.env.OUTRIGGER_OLD_NODE;
  const found = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'node'));
  return [...(named === undefined ? [] : [named]), ...found].find((path) => {
    if (!existsSync(path)) return false;
    const major = Number(execFileSync(path, ['-p', 'parseInt(process.versions.node)'], { encoding: 'utf8' }));
    return major >= 20 && major < 26;
  });
}

const oldNode = findOldNode();
if (oldNode === undefined && process.env.CI === undefined) console.log('skipped: no Node below 26 on PATH');

const program = (open: string) => `
  import { createHash } from 'node:crypto';
  import { connect, spawn } from '${clientUrl(true)}';
  const rig = await ${open};
  const data = Buffer.alloc(640, 'outrigger');
  const expected = Buffer.concat(Array.from({ length: 10 }, (_, i) =>
    createHash('sha256').update(data.subarray(64 * i, 64 * i + 64)).digest()));
  const inline = await rig.hash.records(data);
  const segment = await rig.segment(1024);
  await segment.write(0, data);
  await rig.hash.records(segment.range(0, 640), { into: segment.range(640, 320) });
  const written = await segment.read(640, 320);
  let code;
  try { segment.bytes; } catch (error) { code = error.code; }
  await segment.dispose();
  const after = await segment.read(0, 1).catch((error) => error.code);
  console.log(JSON.stringify({
    inline: expected.equals(inline.digests), written: expected.equals(written), mapped: segment.mapped, code, after,
    misfit: await rig.hash.records('ab').catch((error) => error.code),
  }));`;

const works = {
  inline: true,
  written: true,
  mapped: false,
  code: 'NotMapped',
  after: 'StaleSegment',
  misfit: 'InvalidParams',
};

test.skipIf(oldNode === undefined && process.env.CI === undefined)(
  'an older Node spawns a sidecar of its own, calls it, and exits by itself',
  async () => {
    const ran = await runScript(program('spawn()'), { execPath: oldNode ?? 'no-old-node' });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual(works);
  },
);

test.skipIf(oldNode === undefined && process.env.CI === undefined)(
  'an older Node reaches the mapped segments of a sidecar on Node 26 by file I/O',
  async () => {
    await using sidecar = await RealSidecar.listen();
    const open = `connect({ path: ${JSON.stringify(sidecar.path)} })`;
    const ran = await runScript(program(open), { execPath: oldNode ?? 'no-old-node' });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual(works);
  },
);

test('a Node without leave to use node:ffi reaches mapped segments by file I/O, and says what it lacks', async () => {
  await using sidecar = await RealSidecar.listen();
  const open = `connect({ path: ${JSON.stringify(sidecar.path)} })`;
  const tell = `try { (await rig.segment(1)).bytes } catch (error) { console.log(error.message) }`;
  const flags = [
    '--permission',
    '--allow-fs-read=*',
    '--allow-fs-write=*',
    '--allow-net',
    '--disable-warning=ExperimentalWarning',
  ];
  const ran = await runScript(`${program(open)}\n${tell}`, { flags });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const [told, why] = ran.stdout.trim().split('\n');
  expect(JSON.parse(told as string)).toEqual(works);
  expect(why).toContain('--allow-ffi');
});
