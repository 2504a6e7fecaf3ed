/** Whether a process still runs, by its id. */
import { readFileSync } from 'node:fs';

/** A zombie has ended: an orphan's stays where nobody reaps it, as under a container's first process. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
