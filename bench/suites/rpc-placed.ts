/**
 * A tiny call and a bare echo where both have the same place: client and server on a core each, or together on one. Left to
 * the system an echo is mostly given one core and the sidecar two, and a wake-up on another core takes longer than all the rest.
 */
import { ownProcessors, runOn } from '../harness/affinity.ts';
import { contest, type Placed, ratios } from '../harness/contest.ts';
import { startProgram, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Row } from '../harness/results.ts';
import { spread } from '../harness/statistics.ts';
import { requestFrame } from '../programs/frames.ts';
import { RawClient } from '../programs/raw-client.ts';

const ID = 1000;

interface Racing {
  readonly pids: readonly number[];
  readonly echo: () => Promise<number>;
  readonly raw: () => Promise<number>;
}

export interface PlacedCalls {
  readonly measures: readonly Measure[];
  /** By how many times a call takes longer than an echo, in each place. */
  readonly facts: Record<string, number>;
  readonly missing: readonly string[];
}

/** Starts both servers, and gives the microseconds of a call over `calls` of them. */
async function start(calls: number, closing: (() => unknown)[]): Promise<Racing> {
  const sidecar = await startSidecar(['--workers', '1']);
  closing.push(() => sidecar.close());
  const client = await RawClient.open(sidecar.path);
  closing.push(() => client.close());
  const frame = requestFrame('MessagePack-RPC', ID);
  const reply = await client.replyTo(frame);
  const server = await startProgram('echo-server', [String(frame.length), reply.toString('hex'), 'plain']);
  closing.push(() => server.close());
  const bare = await RawClient.open(server.path);
  closing.push(() => bare.close());
  const through = (to: RawClient) => async () => {
    const begun = performance.now();
    for (let call = 0; call < calls; call++) await to.exchange(frame, 1);
    return ((performance.now() - begun) / calls) * 1000;
  };
  return { pids: [sidecar.pid, server.pid], echo: through(bare), raw: through(client) };
}

function rowsIn(place: string, [echo, raw]: readonly [Placed, Placed]): Row[] {
  return [echo, raw].map(({ name, times }) => {
    return { name: `${name}, ${place}`, value: spread(times), ratio: ratios(echo.times, times) };
  });
}

export async function placedCalls(calls: number, effort: Effort): Promise<PlacedCalls> {
  const own = ownProcessors();
  const [first, second] = own ?? [];
  if (own === undefined || first === undefined || second === undefined) {
    return { measures: [], facts: {}, missing: ['tiny calls on chosen cores: needs taskset and two cores'] };
  }
  const closing: (() => unknown)[] = [() => runOn(process.pid, own)];
  const rows: Row[] = [];
  const facts: Record<string, number> = {};
  try {
    const { pids, echo, raw } = await start(calls, closing);
    for (const [place, fact, there] of [
      ['a core each', 'coreEachOverEcho', second],
      ['both on one core', 'oneCoreOverEcho', first],
    ] as const) {
      runOn(process.pid, [first]);
      for (const pid of pids) runOn(pid, [there]);
      const contestants = [
        { name: 'bare socket echo', run: echo },
        { name: 'outrigger, MessagePack-RPC, raw client', run: raw },
      ];
      const placed = (await contest(contestants, effort)) as unknown as readonly [Placed, Placed];
      rows.push(...rowsIn(place, placed));
      facts[fact] = ratios(placed[1].times, placed[0].times).median;
    }
  } finally {
    for (const close of closing.reverse()) await close();
  }
  const method =
    'One call at a time, client and server held on processors by taskset. Times the first: over the echo in the same place.';
  const title = 'Round trip, by where the processes run';
  return { measures: [{ id: 'placed', title, unit: 'µs', better: 'lower', method, rows }], facts, missing: [] };
}
