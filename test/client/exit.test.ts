/** A program that uses the client exits by itself, without dispose(): an idle connection keeps nothing alive. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { FakeSidecar } from './fake-sidecar.ts';
import { isRunning } from './process-state.ts';
import { clientUrl, runScript } from './run-script.ts';

/** For a hang alone: a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 };

const fakeChild = fileURLToPath(new URL('./fake-child.ts', import.meta.url));

function spawning(mode: string): string {
  const options = { command: process.execPath, args: ['--no-warnings', fakeChild, mode, '50'] };
  return `import { spawn } from '${clientUrl()}'; const rig = await spawn(${JSON.stringify(options)});`;
}

describe('a program exits by itself', () => {
  test('once its last call to a spawned sidecar is answered, and the sidecar ends with it', async () => {
    const ran = await runScript(`${spawning('slow')} await rig.server.status(); console.log(rig.pid);`);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    await vi.waitFor(() => expect(isRunning(Number(ran.stdout))).toBe(false), PATIENCE);
  });

  test('once its last call over a socket is answered', async () => {
    await using fake = await FakeSidecar.listen((message, connection) => {
      setTimeout(() => connection.reply(message.id, { version: 'seen' }), 50);
    });
    const ran = await runScript(
      `import { connect } from '${clientUrl()}';
       const rig = await connect({ path: ${JSON.stringify(fake.path)} });
       console.log((await rig.server.status()).version);`,
    );
    expect(ran).toMatchObject({ code: 0, stdout: 'seen\n', stderr: '' });
  });

  test('without having called anything', async () => {
    await using fake = await FakeSidecar.listen(() => {});
    const connecting = `import { connect } from '${clientUrl()}'; await connect({ path: ${JSON.stringify(fake.path)} });`;
    expect(await runScript(connecting)).toMatchObject({ code: 0, stderr: '' });
    expect(await runScript(spawning('tell'))).toMatchObject({ code: 0, stderr: '' });
  });

  test('but not while a first call that is large waits for the sidecar’s limits', async () => {
    const ran = await runScript(
      `${spawning('slow')} rig.hash.records(new Uint8Array(2 ** 21)).then(({ count }) => console.log(count));`,
    );
    expect(ran).toMatchObject({ code: 0, stdout: '1\n', stderr: '' });
  });

  test('but not while a call is in flight, nor while info() or dispose() is awaited', async () => {
    const ran = await runScript(
      `${spawning('slow')}
       rig.server.status().then(() => console.log('answered'));
       rig.server.info().then(() => console.log('informed'));
       process.on('exit', () => console.log('exit'));`,
    );
    expect(ran.stdout).toBe('informed\nanswered\nexit\n');
    const disposed = await runScript(`${spawning('slow')} rig.dispose().then(() => console.log('disposed'));`);
    expect(disposed).toMatchObject({ code: 0, stdout: 'disposed\n' });
  });

  test('when the sidecar crashed, and the rejection was handled', async () => {
    const ran = await runScript(`${spawning('crash')} await rig.server.status().catch((e) => console.log(e.code));`);
    expect(ran).toMatchObject({ code: 0, stdout: 'ConnectionClosed\n' });
  });
});
