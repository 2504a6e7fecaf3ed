/** Suites in processes of their own: what they measure comes back whole, and what fails is never passed over. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOALS } from '../../bench/harness/goals.ts';
import { measureApart } from '../../bench/harness/suite-process.ts';

const PROGRAM = join(import.meta.dirname, 'fixtures', 'suite.ts');
const PARENT = join(import.meta.dirname, 'fixtures', 'suite-parent.ts');
const BENCH = join(import.meta.dirname, '../../bench/main.ts');
const ONE_SUITE = join(import.meta.dirname, '../../bench/one-suite.ts');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--no-warnings', ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? Number.NaN, stdout, stderr });
    });
  });
}

describe('a suite in a process of its own', () => {
  it('gives back all that it measured, figures that are no numbers too', async () => {
    const { suite, title, facts } = await measureApart(PROGRAM, 'sound', 'full');
    expect({ suite, title, facts }).toEqual({ suite: 'sound', title: 'full', facts: { half: 0.5, none: Number.NaN } });
  });

  it("has this process's flags, and a collector that can be called, once", async () => {
    const { missing } = await measureApart(PROGRAM, 'sound', 'quick');
    const [flags = '', collector] = missing;
    for (const flag of process.execArgv) expect(flags).toContain(flag);
    expect(flags.match(/--expose-gc/g)).toHaveLength(1);
    expect(collector).toBe('function');
  });

  it.each([
    ['fails', 'the suite fails failed: exit code 1'],
    ['fails-late', 'the suite fails-late failed: exit code 3'],
    ['killed', 'the suite killed failed: SIGKILL'],
    ['silent', 'the suite silent ended without a result'],
    ['half', 'the suite half ended without a result'],
    ['other', 'the suite other ended without a result'],
    ['waits', 'the suite waits failed: exit code 13'],
  ])('fails the run where it %s', async (name, problem) => {
    await expect(measureApart(PROGRAM, name, 'quick')).rejects.toThrow(problem);
  });

  it('tells on the terminal what went wrong, and ends the bench with an error', async () => {
    const { code, stdout, stderr } = await run(PARENT, 'fails');
    expect(stderr).toMatch(/Error: what went wrong(.|\n)*the suite fails failed/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(await run(PARENT, 'sound')).toEqual({ code: 0, stdout: 'a result\n', stderr: '' });
  });
});

describe('the suites', () => {
  it('that are asked for and are none end the bench before anything is measured', async () => {
    const { code, stdout, stderr } = await run(BENCH, '--quick', '--only', 'text,no-such');
    expect(stderr).toContain('no suite no-such; there are batch, kernel');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(await run(ONE_SUITE, 'no-such')).toMatchObject({ code: 1, stdout: '' });
  });

  it('have the names by which goals are judged', async () => {
    const { stderr } = await run(BENCH, '--only', 'no-such');
    const names = /Error: no suite no-such; there are (.*)/.exec(stderr)?.[1]?.split(', ');
    for (const { suite } of GOALS) expect(names).toContain(suite);
  });
});
