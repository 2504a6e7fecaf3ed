/**
 * The case study's service: HTTP, and in its handler prompts are prepared (redacted by rules, digested), in one of three ways.
 * Usage: preprocessing.ts in-process | threads | outrigger. Prints its port; on a line of stdin prints its loop delays and ends.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Piscina } from 'piscina';
import { builtClient } from './built.ts';
import { type Prepared, prepareInJavaScript } from './prepare.ts';
import { PROMPT_PATTERNS } from './prompts.ts';

const RULES = { rules: PROMPT_PATTERNS.map(([id, pattern]) => ({ id, pattern })) };

type Prepare = (texts: string[]) => Promise<Prepared[]>;

async function chooseWay(way: string | undefined): Promise<Prepare> {
  if (way === 'in-process') return async (texts) => prepareInJavaScript(texts);
  if (way === 'threads') {
    const filename = new URL('./preprocessing-thread.ts', import.meta.url).href;
    const pool = new Piscina<string[], Prepared[]>({ filename, minThreads: 2, maxThreads: 2 });
    return (texts) => pool.run(texts);
  }
  const { spawn } = await builtClient();
  const rig = await spawn({ args: ['--workers', '2'] });
  return async (texts) => {
    const { items } = await rig.prompt.prepare(texts, { redact: RULES });
    return items.map(({ text, sha256 }) => ({ text, sha256 }));
  };
}

const prepare = await chooseWay(process.argv[2]);
const delays = monitorEventLoopDelay({ resolution: 1 });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const prepared = await prepare(JSON.parse(Buffer.concat(chunks).toString()) as string[]);
    const digest = createHash('sha256');
    for (const { sha256 } of prepared) digest.update(sha256);
    response.end(JSON.stringify({ count: prepared.length, digest: digest.digest('hex') }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
});

process.stdin.on('data', (chunk) => {
  if (chunk.includes('begin')) {
    delays.reset();
    delays.enable();
    process.stdout.write('"begun"\n');
  } else {
    const told = { p99: delays.percentile(99) / 1e6, longest: delays.max / 1e6 };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
});
process.stdin.on('end', () => process.exit(0));
