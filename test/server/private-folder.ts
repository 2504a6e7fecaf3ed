/** A folder that only this user enters, as a socket needs it; gone with the scope. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrivateFolder extends Disposable {
  readonly path: string;
  /** A path in it. */
  at(name: string): string;
}

export function privateFolder(): PrivateFolder {
  const path = mkdtempSync(join(tmpdir(), 'outrigger-server-'));
  return {
    path,
    at: (name) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
