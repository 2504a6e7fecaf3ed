/**
 * The article's case: an HTTP service in Node that prepares prompts in its handler, under load, in three ways. Each service is a
 * process of its own; one way after another is loaded in turns, by the same client, with the same prompts.
 */
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Conversation } from '../harness/conversation.ts';
import type { Effort, Measure, Row, Suite } from '../harness/results.ts';
import { quantile, spread } from '../harness/statistics.ts';
import { chat } from '../programs/chat.ts';

const PROGRAM = join(import.meta.dirname, '..', 'programs', 'preprocessing.ts');
const WAYS = [
  { way: 'in-process', name: 'in the handler, JavaScript' },
  { way: 'threads', name: 'worker threads, JavaScript' },
  { way: 'outrigger', name: 'outrigger' },
];
const CLIENTS = 8;
const PROMPTS = 8;

interface Loaded {
  readonly name: string;
  readonly service: Conversation;
  readonly port: number;
  readonly latencies: number[];
  readonly rates: number[];
  readonly delays: number[];
}

function post(port: number, agent: Agent, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, agent, method: 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Some clients, each with one request under way, for a while. */
async function load(loaded: Loaded, bodies: readonly string[], ms: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  await loaded.service.ask('begin');
  const start = performance.now();
  let served = 0;
  const client = async (first: number) => {
    for (let i = first; performance.now() - start < ms; i++) {
      const begun = performance.now();
      await post(loaded.port, agent, bodies[i % bodies.length] as string);
      loaded.latencies.push(performance.now() - begun);
      served += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, i) => client(i * 7)));
  loaded.rates.push(served / ((performance.now() - start) / 1000));
  loaded.delays.push((await loaded.service.ask<{ p99: number }>('end')).p99);
  agent.destroy();
}

function measures(all: readonly Loaded[]): Measure[] {
  const row = (name: string, value: number, note?: string): Row => ({ name, value: spread([value]), note });
  const how = `${CLIENTS} clients, each with one request of ${PROMPTS} prompts of some 2 KB under way; two workers or threads.`;
  return [
    {
      id: 'throughput',
      title: 'Requests served',
      unit: 'a second',
      better: 'higher',
      method: how,
      rows: all.map(({ name, rates }) => ({ name, value: spread(rates) })),
    },
    {
      id: 'latency-p50',
      title: 'Latency of a request, median',
      unit: 'ms',
      better: 'lower',
      method: how,
      rows: all.map(({ name, latencies }) => ({ name, value: spread(latencies) })),
    },
    {
      id: 'latency-p99',
      title: 'Latency of a request, p99',
      unit: 'ms',
      better: 'lower',
      method: how,
      rows: all.map(({ name, latencies }) => row(name, quantile(latencies, 0.99), `${latencies.length} requests`)),
    },
    {
      id: 'loop-delay-p99',
      title: "The service's event-loop delay, p99",
      unit: 'ms',
      better: 'lower',
      method: "Node's own monitorEventLoopDelay in the service, the median over rounds.",
      rows: all.map(({ name, delays }) => ({ name, value: spread(delays) })),
    },
  ];
}

export const caseStudy: Suite = {
  name: 'case-study',
  title: 'The case study: a service that prepares prompts in its handler',
  async run(effort: Effort) {
    const prompts = chat(400_000, 30);
    const bodies = Array.from({ length: 16 }, (_, i) => JSON.stringify(prompts.slice(i * PROMPTS, (i + 1) * PROMPTS)));
    const all: Loaded[] = [];
    try {
      for (const { way, name } of WAYS) {
        const service = new Conversation(process.execPath, ['--no-warnings', PROGRAM, way]);
        const { port } = await service.said<{ port: number }>();
        all.push({ name, service, port, latencies: [], rates: [], delays: [] });
      }
      const answers: string[] = [];
      for (const { port } of all) answers.push(await post(port, new Agent(), bodies[0] as string));
      // JavaScript replaces rule by rule, and the sidecar the union of all matches: the counts are the same, the texts nearly
      if (new Set(answers.map((answer) => (JSON.parse(answer) as { count: number }).count)).size !== 1) {
        throw new Error('the services prepare different numbers of prompts');
      }
      const ms = effort.kind === 'full' ? 2000 : 500;
      for (let round = -1; round < Math.min(10, effort.rounds); round++) {
        for (const loaded of all) {
          await load(loaded, bodies, ms);
          // the first round warms up
          if (round < 0) for (const list of [loaded.latencies, loaded.rates, loaded.delays]) list.length = 0;
          await sleep(20);
        }
      }
      const [inProcess, , ours] = all;
      const p99 = (of: Loaded | undefined) => quantile(of?.latencies ?? [], 0.99);
      const rate = (of: Loaded | undefined) => spread(of?.rates ?? []).median;
      return {
        measures: measures(all),
        facts: { p99OfInProcess: p99(ours) / p99(inProcess), ratesOverInProcess: rate(ours) / rate(inProcess) },
        missing: [],
      };
    } finally {
      for (const { service } of all) await service.end();
    }
  },
};
