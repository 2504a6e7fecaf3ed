/**
 * The article's case: an HTTP service in Node that prepares prompts in its handler, under load, in three ways: the same patterns,
 * the same prompts, the same answers. Each service is a process of its own; one after another is loaded in turns, by the same
 * client, with prompts as they mostly are and with such as blocked the article's event loop.
 */
import { Agent } from 'node:http';
import { join } from 'node:path';
import { Conversation } from '../harness/conversation.ts';
import { offer, post, saturate } from '../harness/http-load.ts';
import type { Effort, Measure, Row, Suite } from '../harness/results.ts';
import { quantile, spread } from '../harness/statistics.ts';
import { ATTACHMENT_CHARACTERS, PROMPT_PATTERNS, prompts, REQUESTS } from '../programs/prompts.ts';

const PROGRAM = join(import.meta.dirname, '..', 'programs', 'preprocessing.ts');
const WAYS = [
  { way: 'in-process', name: 'in the handler, JavaScript' },
  { way: 'threads', name: 'worker threads, JavaScript' },
  { way: 'outrigger', name: 'outrigger' },
];
const CLIENTS = 8;
/** The load at which latencies are compared, of what the slowest way can do at all. */
const LOAD = 0.6;
/** A round takes four seconds: most of the requests come at the rate of the slowest way. */
const QUICK_ROUNDS = 5;

interface Service {
  readonly name: string;
  readonly conversation: Conversation;
  readonly port: number;
}

/** What was measured of one service with one kind of prompts. */
interface Loaded {
  readonly name: string;
  readonly latencies: number[];
  readonly rates: number[];
  /** A round's, in ms. */
  readonly delays: number[];
  readonly longest: number[];
}

interface Case {
  /** Before the ids of its measures. */
  readonly prefix: string;
  readonly title: string;
  readonly bodies: readonly string[];
  readonly method: string;
}

const CONVERSATIONS = `Conversations of 4 to 160 KB, ${PROMPT_PATTERNS.length} patterns without needless bounds, two workers or threads`;
const kilobytes = ATTACHMENT_CHARACTERS / 1024;

function cases(): Case[] {
  const texts = (attached: boolean) => prompts(attached).map((texts) => JSON.stringify(texts));
  return [
    {
      prefix: '',
      title: `one in ${REQUESTS} with ${kilobytes} KiB of base64url in it`,
      bodies: texts(true),
      method: `${CONVERSATIONS}; one request in ${REQUESTS} has an attachment of ${kilobytes} KiB pasted as base64url.`,
    },
    { prefix: 'plain-', title: 'chat and code only', bodies: texts(false), method: `${CONVERSATIONS}.` },
  ];
}

async function start(): Promise<Service[]> {
  const services: Service[] = [];
  for (const { way, name } of WAYS) {
    const conversation = new Conversation(process.execPath, ['--no-warnings', PROGRAM, way]);
    const { port } = await conversation.said<{ port: number }>();
    services.push({ name, conversation, port });
  }
  return services;
}

/** The same texts must come out of every way: digests of all of them are compared. */
async function compareAnswers(services: readonly Service[], bodies: readonly string[]): Promise<void> {
  const agent = new Agent();
  for (const body of bodies) {
    const answers = new Set<string>();
    for (const { port } of services) answers.add(await post(port, agent, body));
    if (answers.size !== 1) throw new Error('the services prepare prompts differently');
  }
}

/** Rates at full load and latencies at a load that all can bear, round by round. */
async function load(services: readonly Service[], { bodies }: Case, effort: Effort): Promise<Loaded[]> {
  const ms = effort.kind === 'full' ? 2000 : 300;
  const all = services.map(({ name }): Loaded => ({ name, latencies: [], rates: [], delays: [], longest: [] }));
  const bearable: number[] = [];
  for (const { port } of services) bearable.push(await saturate(port, bodies, CLIENTS, ms));
  const rate = Math.min(...bearable) * LOAD;
  const count = Math.ceil(((ms / 1000) * rate) / bodies.length) * bodies.length;
  for (let round = 0; round < (effort.kind === 'full' ? 10 : QUICK_ROUNDS); round++) {
    for (const [i, { conversation, port }] of services.entries()) {
      all[i]?.rates.push(await saturate(port, bodies, CLIENTS, ms));
      await conversation.ask('begin');
      all[i]?.latencies.push(...(await offer(port, bodies, rate, count)));
      const { p99, longest } = await conversation.ask<{ p99: number; longest: number }>('end');
      all[i]?.delays.push(p99);
      all[i]?.longest.push(longest);
    }
  }
  return all;
}

function measures(all: readonly Loaded[], { prefix, title, method }: Case): Measure[] {
  const row = (name: string, value: number, note?: string): Row => ({ name, value: spread([value]), note });
  const offered = `${method} Requests come at ${LOAD * 100} % of the rate that the slowest way can do, to each way the same.`;
  const lower = { unit: 'ms', better: 'lower', method: offered } as const;
  return [
    {
      id: `${prefix}throughput`,
      title: `Requests served, ${title}`,
      unit: 'requests/s',
      better: 'higher',
      method: `${method} ${CLIENTS} clients, each with one request under way.`,
      rows: all.map(({ name, rates }) => ({ name, value: spread(rates) })),
    },
    {
      ...lower,
      id: `${prefix}latency-p50`,
      title: `Latency of a request, median, ${title}`,
      rows: all.map(({ name, latencies }) => row(name, quantile(latencies, 0.5))),
    },
    {
      ...lower,
      id: `${prefix}latency-p99`,
      title: `Latency of a request, p99, ${title}`,
      rows: all.map(({ name, latencies }) => row(name, quantile(latencies, 0.99), `${latencies.length} requests`)),
    },
    {
      ...lower,
      id: `${prefix}loop-delay-p99`,
      title: `The service's event-loop delay, p99, ${title}`,
      method: `${offered} Node's own monitorEventLoopDelay in the service, of each round. It counts ticks, not time: one block of half a second is one tick among many.`,
      rows: all.map(({ name, delays }) => ({ name, value: spread(delays) })),
    },
    {
      ...lower,
      id: `${prefix}loop-delay-longest`,
      title: `The service's longest event-loop delay, ${title}`,
      method: `${offered} The longest that each round saw.`,
      rows: all.map(({ name, longest }) => ({ name, value: spread(longest) })),
    },
  ];
}

/** Ours against JavaScript in the handler. */
function compared([inProcess, , ours]: readonly Loaded[]): { p99: number; rate: number } {
  const p99 = (of: Loaded | undefined) => quantile(of?.latencies ?? [], 0.99);
  const rate = (of: Loaded | undefined) => spread(of?.rates ?? []).median;
  return { p99: p99(ours) / p99(inProcess), rate: rate(ours) / rate(inProcess) };
}

export const caseStudy: Suite = {
  name: 'case-study',
  title: 'The case study: a service that prepares prompts in its handler',
  async run(effort: Effort) {
    const services: Service[] = [];
    try {
      services.push(...(await start()));
      const found: Measure[] = [];
      const facts: Record<string, number> = {};
      // what blocks the event loop; what doesn't is for a full run
      for (const each of effort.kind === 'full' ? cases() : cases().slice(0, 1)) {
        await compareAnswers(services, each.bodies);
        const all = await load(services, each, effort);
        found.push(...measures(all, each));
        const { p99, rate } = compared(all);
        facts[each.prefix === '' ? 'p99OfInProcess' : 'plainP99OfInProcess'] = p99;
        facts[each.prefix === '' ? 'ratesOverInProcess' : 'plainRatesOverInProcess'] = rate;
      }
      const missing = effort.kind === 'full' ? [] : ['prompts of chat and code only: only in a full run'];
      return { measures: found, facts, missing };
    } finally {
      for (const { conversation } of services) await conversation.end();
    }
  },
};
