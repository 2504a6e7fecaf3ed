/** gitleaks as a process: built once from the Go module proxy by `go install`, into a folder that git leaves out. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '8.30.1';
/** One folder a version: it is never built twice, and never taken for another. */
const FOLDER = join(import.meta.dirname, '..', 'target', `gitleaks-${VERSION}`);
const PROGRAM = join(FOLDER, process.platform === 'win32' ? 'gitleaks.exe' : 'gitleaks');
/** Its exit code when there are findings; 1 is a failure. */
const FOUND = 7;

export interface GitleaksFinding {
  readonly File: string;
  readonly StartLine: number;
  readonly RuleID: string;
}

export class Gitleaks {
  readonly version = VERSION;

  /** The program, or in words why there is none. */
  static find(): Gitleaks | string {
    if (existsSync(PROGRAM)) return new Gitleaks();
    if (spawnSync('go', ['version']).status !== 0) return 'no Go here to build it';
    console.log(`gitleaks is missing: go install, version ${VERSION}`);
    mkdirSync(FOLDER, { recursive: true });
    const env = { ...process.env, GOBIN: FOLDER };
    const { status } = spawnSync('go', ['install', `github.com/zricethezav/gitleaks/v8@v${VERSION}`], { env });
    return status === 0 && existsSync(PROGRAM) ? new Gitleaks() : 'go install failed';
  }

  /** What `gitleaks dir` finds in a folder, with `threads` Go threads at once or as many as it takes by itself. */
  async scan(folder: string, threads?: number): Promise<GitleaksFinding[]> {
    const args = ['dir', '.', '--no-banner', '--log-level', 'error', '--exit-code', String(FOUND)];
    const env = threads === undefined ? process.env : { ...process.env, GOMAXPROCS: String(threads) };
    const options = { cwd: folder, env, maxBuffer: 1 << 28 };
    return new Promise((resolve, reject) => {
      execFile(PROGRAM, [...args, '-f', 'json', '-r', '-'], options, (error, stdout) => {
        if (error !== null && error.code !== FOUND) reject(error);
        else resolve(JSON.parse(stdout) as GitleaksFinding[]);
      });
    });
  }
}
