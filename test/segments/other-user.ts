/** What only root can set up: programs of another user, and of another PID namespace. For anyone else there is none. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOBODY = 65534;

/** The words before a program's own that make it another user's, whose programs are not found in somebody's home. */
export const AS_NOBODY = [
  'setpriv',
  `--reuid=${NOBODY}`,
  `--regid=${NOBODY}`,
  '--clear-groups',
  'env',
  'PATH=/usr/local/bin:/usr/bin:/bin',
];
/** … that make it see no process but its own. */
export const IN_NAMESPACE = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child', '--'];

/** Whether a program with these words can be run. */
export function runs(...words: string[]): boolean {
  return spawnSync(words[0] as string, words.slice(1)).status === 0;
}

export interface OpenFolder extends Disposable {
  readonly path: string;
}

/** The scenarios where every user can read them; the checkout may lie in a closed home. */
export function scenariosForAll(): OpenFolder {
  const path = mkdtempSync(join(tmpdir(), 'outrigger-scenarios-'));
  cpSync(import.meta.dirname, path, { recursive: true });
  chmodSync(path, 0o755);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A folder as a socket of nobody's needs it. */
export function folderOfNobody(): OpenFolder {
  const path = mkdtempSync(join(tmpdir(), 'outrigger-nobody-'));
  chownSync(path, NOBODY, NOBODY);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
