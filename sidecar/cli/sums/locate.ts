/**
 * The path that the sidecar opens for a name that this process was given: absolute, since the sidecar has another
 * working directory, and never one that means something else in another process (/dev/fd/63 is the caller's pipe).
 * Pure. Dots are left in: `a/../b` is another file than `b` where `a` is a link.
 */
export interface Place {
  /** The working directory as a name. */
  directory: string;
  pid: number;
}

const STANDARD: Record<string, number> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };

/** `name` is not empty. */
export function locate(name: string, { directory, pid }: Place): string {
  const path = name.startsWith('/') ? name : `${directory === '/' ? '' : directory}/${name}`;
  const standard = STANDARD[path];
  if (standard !== undefined) return `/proc/${pid}/fd/${standard}`;
  return path
    .replace(/^\/proc\/(?:self|thread-self)(?=\/|$)/, `/proc/${pid}`)
    .replace(/^\/dev\/fd(?=\/|$)/, `/proc/${pid}/fd`);
}
