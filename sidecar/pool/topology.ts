/**
 * How many workers this machine should have: one per physical core that this process may run on, within the cgroup's
 * CPU quota. Read from /sys and /proc on Linux; elsewhere what Node says.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

export interface Topology {
  /** Logical processors that this process may run on. */
  readonly logical: number;
  /** Physical cores among them. */
  readonly physical: number;
  /** CPUs' worth of time that the cgroup grants, or undefined. */
  readonly quota: number | undefined;
  /** One logical processor of each physical core: where workers are pinned. */
  readonly processors: readonly number[];
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** `0-3,8` → [0, 1, 2, 3, 8]. */
export function parseCpuList(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (match === null) return [];
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

function allowedProcessors(): number[] {
  const status = read('/proc/self/status') ?? '';
  const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1];
  return list === undefined ? [] : parseCpuList(list);
}

/** The core that a logical processor belongs to: its siblings share it. */
function coreOf(processor: number): string {
  const base = `/sys/devices/system/cpu/cpu${processor}/topology`;
  return read(`${base}/thread_siblings_list`) ?? read(`${base}/core_cpus_list`) ?? String(processor);
}

/** `150000 100000` → 1.5, `max 100000` (or what is none) → undefined. */
export function parseCpuMax(text: string): number | undefined {
  const match = /^(\d+)(?:\s+(\d+))?$/.exec(text.trim());
  return match === null ? undefined : Number(match[1]) / Number(match[2] ?? 100_000);
}

/** The tightest quota on the way from this process's cgroup (version 2) to the root. */
function cgroupQuota(): number | undefined {
  const path = /^0::(.+)$/m.exec(read('/proc/self/cgroup') ?? '')?.[1] ?? '/';
  const quotas: number[] = [];
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const max = read(`/sys/fs/cgroup${at}/cpu.max`);
    const quota = max === undefined ? undefined : parseCpuMax(max);
    if (quota !== undefined) quotas.push(quota);
    if (at === '' || at === '/') break;
  }
  return quotas.length === 0 ? undefined : Math.min(...quotas);
}

export function readTopology(): Topology {
  const allowed = process.platform === 'linux' ? allowedProcessors() : [];
  if (allowed.length === 0) {
    const logical = availableParallelism();
    return { logical, physical: logical, quota: undefined, processors: [] };
  }
  const cores = new Map<string, number>();
  for (const processor of allowed) {
    const core = coreOf(processor);
    if (!cores.has(core)) cores.set(core, processor);
  }
  const processors = [...cores.values()];
  // Node looks at quotas of the older cgroups, too.
  const logical = Math.min(allowed.length, availableParallelism());
  return { logical, physical: processors.length, quota: cgroupQuota(), processors };
}

/** The number of workers that suits: at least one, at most `most`. */
export function suitableWorkers(topology: Topology, most: number): number {
  const quota = topology.quota === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(topology.quota));
  return Math.max(1, Math.min(topology.physical, topology.logical, quota, most));
}
