/** The goals of the project's speed: each a fact of a suite, its bound, and in words what was wanted. Judges; measures nothing. */
import { LIMITS } from './limits.ts';
import type { Results } from './results.ts';

export interface Goal {
  readonly suite: string;
  readonly fact: string;
  readonly measure: string;
  readonly goal: string;
  readonly holds: (value: number) => boolean;
  readonly told: (value: number) => string;
}

export interface Judged extends Goal {
  /** Undefined where it could not be measured here. */
  readonly value: number | undefined;
  readonly met: boolean | undefined;
  /** What was measured beside it, in words. */
  readonly beside: string;
}

const times = (value: number) => `${value.toFixed(2)}x`;
const milliseconds = (value: number) => `${value.toFixed(2)} ms`;
const percent = (value: number) => `${value.toFixed(1)} %`;
const atLeast = (bound: number) => (value: number) => value >= bound;
const atMost = (bound: number) => (value: number) => value <= bound;

function goal(where: string, measure: string, wanted: string, holds: Goal['holds'], told: Goal['told'] = times): Goal {
  const [suite = '', fact = ''] = where.split('.');
  return { suite, fact, measure, goal: wanted, holds, told };
}

export const GOALS: readonly Goal[] = [
  goal(
    'kernel.kernelOfC',
    '64-byte records: one worker, of the speed of C with 128-bit vectors',
    '≥ 0.9x',
    atLeast(0.9),
  ),
  goal('kernel.kernelOverCryptoHash', '64-byte records: one worker over a crypto.hash loop', '≥ 8x', atLeast(8)),
  goal('kernel.twoWorkersOverCreateHash', '64-byte records: two workers over a createHash loop', '≥ 22x', atLeast(22)),
  goal('kernel.twoWorkersOverOne', '64-byte records: two workers over one', '≥ 1.9x', atLeast(1.9)),
  goal(
    'zero-copy.mappedOverKernelPercent',
    'mapped: the call over the job alone, 10 MiB',
    '≤ 2 % more',
    atMost(2),
    percent,
  ),
  goal('zero-copy.inlineOfMapped', 'inline over the socket, of the speed of mapped, 10 MiB', '≥ 0.5x', atLeast(0.5)),
  goal(
    'rpc.roundTripOverEcho',
    'tiny call, raw client: its time over that of a bare echo of the same bytes',
    '≤ 1.5x',
    atMost(1.5),
  ),
  goal('rpc.pipelinedOverVscode', 'pipelined MessagePack over a vscode-jsonrpc echo', '≥ 5x', atLeast(5)),
  goal(
    'batch.loopDelayOverIdleMs',
    "host's event-loop delay p99 during 10 MiB batches, over idle",
    '≤ 3 ms',
    atMost(3),
    milliseconds,
  ),
  goal('startup.spawnOverNode', 'spawn() to the first answer: its time over that of node -e 0', '≤ 2x', atMost(2)),
  goal(
    'startup.eightWorkersOverBareMiB',
    '8 workers idle, resident over a bare node',
    '≤ 128 MiB',
    atMost(128),
    (value) => `${value.toFixed(0)} MiB`,
  ),
  goal('scale.interactiveP99Ms', 'call of 1 KiB while 1 GiB is hashed, p99', '≤ 5 ms', atMost(5), milliseconds),
  goal('kernel.fileOfOpenssl', 'SHA-256 of a big file, of the speed of openssl dgst', '≥ 0.95x', atLeast(0.95)),
  goal('kernel.twoFilesOverOne', 'two big files at once over one', '≥ 1.9x', atLeast(1.9)),
  goal('kernel.blake3OverHashWasm', 'BLAKE3 of 10 MiB: one worker over hash-wasm', '≥ 2.7x', atLeast(2.7)),
  goal('text.scanOverRegExp', 'custom rules: one worker over one JS RegExp alternation, warm', '≥ 8x', atLeast(8)),
  goal('text.firstScanOverRegExp', 'custom rules, compiled anew: the same', '≥ 2.5x', atLeast(2.5)),
  goal('text.scanTwoOverOne', 'custom rules on strings: two workers over one', '≥ 1.9x', atLeast(1.9)),
  goal('text.laidScanTwoOverOne', 'custom rules in a segment: two workers over one', '≥ 1.9x', atLeast(1.9)),
  goal('text.laidPacksTwoOverOne', 'both packs in a segment: two workers over one', '≥ 1.9x', atLeast(1.9)),
  goal('text.worstOfFourfoldText', 'four times the hostile text: times the time', '≤ 5x', atMost(5)),
  goal('text.tokensOverGptTokenizer', 'tokens: one worker over gpt-tokenizer', '≥ 8x', atLeast(8)),
  goal('tokens.kernelOverBpeOpenai', 'tokens: the kernel on one thread over native bpe-openai', '≥ 4x', atLeast(4)),
  goal('secrets.secretsOverGitleaks', 'secrets in files: one worker over gitleaks on one thread', '≥ 50x', atLeast(50)),
  goal('dedupe.nearOverMinhash', 'near-duplicates: one worker over npm minhash', '≥ 200x', atLeast(200)),
  goal('case-study.p99OfInProcess', 'case study: p99 latency, of that in-process', '≤ 0.05x', atMost(0.05)),
  goal('case-study.ratesOverInProcess', 'case study: throughput, over in-process', '≥ 22x', atLeast(22)),
  goal('text.textTwoOverOne', 'tokens of strings: two workers over one', '≥ 1.9x', atLeast(1.9)),
  goal('text.laidTokensTwoOverOne', 'tokens in a segment: two workers over one', '≥ 1.9x', atLeast(1.9)),
  goal(
    'editor.keystrokeP95Ms',
    'a keystroke in a 1 MB file to fresh diagnostics, p95',
    '≤ 50 ms',
    atMost(50),
    milliseconds,
  ),
  goal(
    'editor.toldAfterBurst',
    'diagnostics told after the last of 200 keystrokes at once',
    '≤ 2',
    atMost(2),
    (value) => value.toFixed(0),
  ),
];

/** The goals whose suites were run. */
export function judge({ suites }: Pick<Results, 'suites'>): Judged[] {
  return GOALS.flatMap((each) => {
    const suite = suites.find(({ suite: name }) => name === each.suite);
    if (suite === undefined) return [];
    const value = suite.facts[each.fact];
    const limits = LIMITS[`${each.suite}.${each.fact}`] ?? [];
    const beside = limits.flatMap(([fact, what]) => {
      const limit = suite.facts[fact];
      return limit === undefined ? [] : [`${what}: ${each.told(limit)}`];
    });
    return [{ ...each, value, met: value === undefined ? undefined : each.holds(value), beside: beside.join('; ') }];
  });
}

export function verdict({ value, met, told }: Judged): { measured: string; met: string } {
  if (value === undefined) return { measured: 'not here', met: '–' };
  return { measured: told(value), met: met === true ? 'met' : 'missed' };
}
