/** Which threads of the serving process step back for others, as the system tells it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Conversation, hostOnStdio } from './sidecar-process.ts';
import { SPEAKERS, type Speaker } from './speaker.ts';

const rpc = SPEAKERS[4] as Speaker;

/** The niceness of each thread of a process, its main thread's first. */
function niceness(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .map(Number)
    .sort((a, b) => a - b)
    .map((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1');
      // the name may hold anything; the niceness is the 17th field after it
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
}

/** The first job may be done before the last worker has started. */
async function allReady(conversation: Conversation): Promise<void> {
  for (;;) {
    const { result } = await conversation.ask('server/status');
    const { workers } = result as { workers: { state: string }[] };
    if (workers.every(({ state }) => state !== 'starting')) return;
  }
}

test.skipIf(process.platform !== 'linux').each([
  [['--workers', '3'], 10, 3],
  [['--workers', '2', '--nice', '4'], 4, 2],
  [['--workers', '2', '--nice', '0'], 0, undefined],
])('with %j the workers are nicer by %i, and no other thread is', async (args, nice, workers) => {
  const host = hostOnStdio(...args);
  const conversation = await host.converse(rpc);
  const params = { algorithm: 'sha256', data: 'x'.repeat(4096), recordSize: 1, engine: 'wasm' };
  expect(await conversation.ask('hash/records', params)).toMatchObject({ result: { count: 4096 } });
  await allReady(conversation);
  const [main, ...others] = niceness(host.process.child.pid as number);
  const own = main as number;
  expect(others.filter((each) => each === own + nice).length).toBe(workers ?? others.length);
  expect(others.filter((each) => each !== own && each !== own + nice)).toEqual([]);
  conversation.endInput();
  expect(await host.process.exit).toBe(0);
});
