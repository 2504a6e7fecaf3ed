/**
 * Tiny calls: what a request costs that asks for almost nothing, one at a time and many at once, in each dialect, against a bare
 * echo of the same bytes over the same kind of socket, and against what people would call instead.
 */
import { type Contestant, contest, type Placed, ratios, timesOf } from '../harness/contest.ts';
import { type Listening, startProgram, startSidecar } from '../harness/program.ts';
import type { Effort, Measure, Suite } from '../harness/results.ts';
import { spread } from '../harness/statistics.ts';
import { builtClient } from '../programs/built.ts';
import { flow } from '../programs/flow.ts';
import { type DialectName, requestFrame } from '../programs/frames.ts';
import { RawClient } from '../programs/raw-client.ts';
import { placedCalls } from './rpc-placed.ts';
import { foreignEchoes } from './rpc-rivals.ts';

const DIALECTS: readonly DialectName[] = [
  'MessagePack-RPC',
  'newline JSON',
  'Content-Length JSON',
  'Content-Length MessagePack',
];
const ECHO = 'bare socket echo, the same bytes';
const LEAN_ECHO = 'the same echo, read into one buffer';
const FIRST_ID = 1000;
/** Below the sidecar's limit of 256 in flight. */
const PIPELINED = 200;

export interface Caller {
  readonly name: string;
  one(): Promise<unknown>;
  /** Keeps `atOnce` calls under way until `calls` are answered. */
  many(calls: number, atOnce: number): Promise<unknown>;
}

/** Milliseconds a call over `calls` of them, one after another or `at` under way. */
async function perCall(caller: Caller, calls: number, at: number): Promise<number> {
  const start = performance.now();
  if (at === 1) for (let i = 0; i < calls; i++) await caller.one();
  else await caller.many(calls, at);
  return (performance.now() - start) / calls;
}

function rawCaller(name: string, client: RawClient, dialect: DialectName): Caller {
  const single = requestFrame(dialect, FIRST_ID);
  // twice as many ids as calls under way: none is used again before it is answered
  const frames = Array.from({ length: 2 * PIPELINED }, (_, i) => requestFrame(dialect, FIRST_ID + i));
  return {
    name,
    one: () => client.exchange(single, 1),
    many: (calls, atOnce) => client.flow(frames, calls, atOnce),
  };
}

function contestants(callers: readonly Caller[], calls: number, at: number): Contestant[] {
  return callers.map((caller) => ({ name: caller.name, run: () => perCall(caller, calls, at) }));
}

function measure(id: string, title: string, method: string, placed: readonly Placed[], perSecond: boolean): Measure {
  const yardstick = placed[0]?.times ?? [];
  const rows = placed.map(({ name, times }) => ({
    name,
    value: spread(times.map((ms) => (perSecond ? 1000 / ms : ms * 1000))),
    ratio: ratios(yardstick, times),
  }));
  return { id, title, unit: perSecond ? 'calls/s' : 'µs', better: perSecond ? 'higher' : 'lower', method, rows };
}

/** Ours and the floor: a raw client in each dialect, and the client that people use. */
async function ownCallers(closing: (() => unknown)[]): Promise<Caller[]> {
  const { connect } = await builtClient();
  const sidecar: Listening = await startSidecar(['--workers', '1']);
  closing.push(() => sidecar.close());
  const callers: Caller[] = [];
  for (const dialect of DIALECTS) {
    const client = await RawClient.open(sidecar.path);
    closing.push(() => client.close());
    const frame = requestFrame(dialect, FIRST_ID);
    const reply = await client.replyTo(frame);
    if (dialect === 'MessagePack-RPC') {
      for (const [name, how] of [
        [ECHO, 'plain'],
        [LEAN_ECHO, 'lean'],
      ] as const) {
        const echo = await startProgram('echo-server', [String(frame.length), reply.toString('hex'), how]);
        const bare = await RawClient.open(echo.path);
        closing.push(
          () => echo.close(),
          () => bare.close(),
        );
        callers.push(rawCaller(name, bare, dialect));
      }
    }
    callers.push(rawCaller(`outrigger, ${dialect}, raw client`, client, dialect));
  }
  const rig = await connect({ path: sidecar.path });
  closing.push(() => rig.dispose());
  const record = new Uint8Array(64).fill(7);
  const one = () => rig.hash.records(record);
  callers.push({ name: "outrigger's client", one, many: (calls, atOnce) => flow(calls, atOnce, one) });
  return callers;
}

export const rpc: Suite = {
  name: 'rpc',
  title: 'Tiny calls: one record of 64 bytes',
  async run(effort: Effort) {
    const closing: (() => unknown)[] = [];
    try {
      const own = await ownCallers(closing);
      const callers = [...own, ...(await foreignEchoes(closing))];
      const calls = effort.kind === 'full' ? 2000 : 200;
      const alone = await contest(contestants(callers, calls, 1), effort);
      const together = await contest(contestants(callers, calls * 4, PIPELINED), effort);
      const placed = await placedCalls(calls, effort);
      const raw = 'outrigger, MessagePack-RPC, raw client';
      return {
        measures: [
          measure('round-trip', 'Round trip', 'One call at a time: from the write to the reply.', alone, false),
          measure(
            'pipelined',
            'Pipelined',
            `${PIPELINED} calls under way all the time: for each that is answered the next is sent.`,
            together,
            true,
          ),
          ...placed.measures,
        ],
        facts: {
          ...placed.facts,
          roundTripOverEcho: ratios(timesOf(alone, raw), timesOf(alone, ECHO)).median,
          clientOverEcho: ratios(timesOf(alone, "outrigger's client"), timesOf(alone, ECHO)).median,
          pipelinedOverVscode: ratios(timesOf(together, 'vscode-jsonrpc echo'), timesOf(together, raw)).median,
        },
        missing: placed.missing,
      };
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
};
