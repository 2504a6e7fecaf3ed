/**
 * Loads an HTTP service in two ways: by clients that each have one request under way (what it can do at most), and by requests
 * that come at a given rate whether or not it keeps up (how long each then takes, counted from when it was due).
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export function post(port: number, agent: Agent, body: string): Promise<string> {
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

/** Requests a second, over at least `ms` and until all bodies were sent as often as each other. */
export async function saturate(port: number, bodies: readonly string[], clients: number, ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const start = performance.now();
  let sent = 0;
  const client = async () => {
    while (performance.now() - start < ms || sent % bodies.length !== 0) {
      await post(port, agent, bodies[sent++ % bodies.length] as string);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const rate = sent / ((performance.now() - start) / 1000);
  agent.destroy();
  return rate;
}

/** Latencies in ms of `count` requests, of which `rate` a second are due. */
export async function offer(port: number, bodies: readonly string[], rate: number, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  const answers: Promise<number>[] = [];
  for (let i = 0; i < count; i++) {
    const due = start + (i / rate) * 1000;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    answers.push(post(port, agent, bodies[i % bodies.length] as string).then(() => performance.now() - due));
  }
  const latencies = await Promise.all(answers);
  agent.destroy();
  return latencies;
}
