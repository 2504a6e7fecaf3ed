/** Where processes may run, by util-linux's `taskset`: where the system chooses, it chooses otherwise for other contestants. */
import { spawnSync } from 'node:child_process';

function taskset(args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('taskset', [...args], { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

/** The processors of a list as the kernel writes it: `0-2,5`. */
export function processorsOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** On which processors this process may run. Undefined where that can't be told: no Linux, no `taskset`. */
export function ownProcessors(): number[] | undefined {
  const list = taskset(['-cp', String(process.pid)])?.split(': ')[1];
  return list === undefined ? undefined : processorsOf(list.trim());
}

/** Lets a process, all its threads, run on these processors and no others. */
export function runOn(pid: number, processors: readonly number[]): void {
  const list = processors.join(',');
  if (taskset(['-acp', list, String(pid)]) === undefined) throw new Error(`taskset: ${pid} can't run on ${list}`);
}
