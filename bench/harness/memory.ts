/** What a process holds, as Linux counts it: told apart by what it is, since shared pages would be counted twice. */
import { readFileSync } from 'node:fs';

const KIB = 1024;

export interface Held {
  /** Resident bytes: all that follows together. */
  readonly rss: number;
  /** Private memory of its own. */
  readonly anonymous: number;
  /** Pages of programs and libraries, which other processes of the same program share. */
  readonly file: number;
  /** Pages of memory files: mapped segments. */
  readonly shared: number;
}

/** @throws where there is no /proc. */
export function memoryOf(pid: number): Held {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * KIB;
  return { rss: field('VmRSS'), anonymous: field('RssAnon'), file: field('RssFile'), shared: field('RssShmem') };
}

/** Bytes that several processes hold together: a page that two share counts once (PSS). */
export function proportionalBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * KIB;
  }, 0);
}

/** Large anonymous mappings that can be written: the arena's, whose guard pages cut it into several. V8's are smaller. */
const ARENA_MAPPING_BYTES = 24 * 1024 * KIB;

/** Resident bytes of the arena's private pages, by the size of its mappings: an estimate, told apart from the rest. */
export function arenaResident(pid: number): number {
  const regions = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
  return regions.reduce((sum, region) => {
    const [head = ''] = region.split('\n', 1);
    const [, permissions, , , , name] = head.split(/\s+/);
    const field = (of: string) => Number(new RegExp(`^${of}:\\s+(\\d+) kB`, 'm').exec(region)?.[1] ?? 0) * KIB;
    const isArena = permissions === 'rw-p' && !name && field('Size') >= ARENA_MAPPING_BYTES;
    return isArena ? sum + field('Rss') : sum;
  }, 0);
}
