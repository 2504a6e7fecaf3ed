/**
 * The process of one stack: `host.ts STACK WORKERS`. Obeys commands that come as lines of JSON and answers each with a line,
 * so that the harness can take turns between stacks. Runs on Node, Deno and Bun; measures nothing that it isn't asked for.
 */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { BATCH_BYTES, noise, type Opened, type Stack } from './stack.ts';

/** What the harness may ask for. */
export type Command =
  | { do: 'open' }
  | { do: 'check' }
  | { do: 'batch' }
  | { do: 'load'; batches: number; concurrency: number; mostMs: number }
  | { do: 'idle'; ms: number }
  | { do: 'close' };

export interface OpenAnswer {
  ms: number;
  processes: readonly number[];
}
export interface BatchAnswer {
  ms: number;
  /** Summed over workers; absent where kernel and caller are one. */
  kernelMs?: number;
}
export interface LoadAnswer {
  /** Milliseconds from the call to the digests, a batch. */
  latencies: number[];
  /** How late the event loop was, in milliseconds. */
  delays: number[];
  totalMs: number;
}

const [name, workers] = process.argv.slice(2) as [string, string];
const stack = (await import(`./${name}.ts`)) as Stack;
const data = noise(BATCH_BYTES);
let opened: Opened | undefined;

function stackOpened(): Opened {
  if (opened === undefined) throw new Error('not open');
  return opened;
}

/** Asks for a turn of the event loop each millisecond, and notes how late it comes: the same in every runtime. */
function watchLoop(): () => number[] {
  const delays: number[] = [];
  let due = performance.now() + 1;
  let timer = setTimeout(turn, 1);
  function turn(): void {
    const now = performance.now();
    delays.push(Math.max(0, now - due));
    due = now + 1;
    timer = setTimeout(turn, 1);
  }
  return () => {
    // a turn that is still due counts as well: a blocked loop must not go unseen
    if (performance.now() > due) delays.push(performance.now() - due);
    clearTimeout(timer);
    return delays;
  };
}

async function open(): Promise<OpenAnswer> {
  const start = performance.now();
  opened = await stack.open(Number(workers));
  const ms = performance.now() - start;
  await opened.put?.(data);
  return { ms, processes: opened.processes ?? [] };
}

async function check(): Promise<string> {
  const { digests } = await stackOpened().hash(data);
  return createHash('sha256')
    .update(await digests())
    .digest('hex');
}

async function batch(): Promise<BatchAnswer> {
  const start = performance.now();
  const { kernelMs } = await stackOpened().hash(data);
  const ms = performance.now() - start;
  return kernelMs === undefined ? { ms } : { ms, kernelMs };
}

/** Keeps `concurrency` batches under way, and the loop turning. */
async function load(batches: number, concurrency: number, mostMs: number): Promise<LoadAnswer> {
  const latencies: number[] = [];
  const stop = watchLoop();
  const begin = performance.now();
  let left = batches;
  const line = async () => {
    while (left > 0 && performance.now() - begin < mostMs) {
      left--;
      // as a request that comes in: not in the turn that ended the one before
      await new Promise((resolve) => setTimeout(resolve, 0));
      latencies.push((await batch()).ms);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, line));
  return { latencies, delays: stop(), totalMs: performance.now() - begin };
}

async function idle(ms: number): Promise<number[]> {
  const stop = watchLoop();
  await new Promise((resolve) => setTimeout(resolve, ms));
  return stop();
}

async function obey(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'open':
      return open();
    case 'check':
      return check();
    case 'batch':
      return batch();
    case 'load':
      return load(command.batches, command.concurrency, command.mostMs);
    case 'idle':
      return idle(command.ms);
    case 'close':
      await opened?.close();
      return 'closed';
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await obey(JSON.parse(line) as Command);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
