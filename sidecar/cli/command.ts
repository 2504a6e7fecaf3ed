/**
 * What a command of the CLI is: its words for `--help`, its options, and what it does. Commands return an exit code and
 * throw UsageError for wrong usage; none of them exits the process or touches yargs beyond its own options.
 */
import type { Options } from 'yargs';
import type { Terminal } from './terminal.ts';

/** 0: done; 1: it failed, or found what it looks for; 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const satisfies Record<string, ExitCode>;

/** What was asked for makes no sense: told with a hint at `--help`, exit code 2. */
export class UsageError extends Error {}

/** Something ordinary failed (no sidecar, a file that can't be read): told in one line, exit code 1. */
export class CommandFailure extends Error {}

/** Parsed options by their camelCase and kebab-case names; each command reads those that it declared. */
export type Parsed = Readonly<Record<string, unknown>>;

export interface Invocation {
  options: Parsed;
  /** What is no option, in the order given: names without loss (see names.ts). */
  operands: string[];
  /** Everything after the command's name as it was given. */
  raw: string[];
  terminal: Terminal;
}

export interface Command {
  name: string;
  /** What follows the name in the usage line. */
  operands?: string;
  /** The most operands that it takes; 0 if absent. */
  maxOperands?: number;
  describe: string;
  /** By kebab-case name, as `--help` shows them. */
  options: Record<string, Options>;
  /** `[command line, what it does]` for `--help`. */
  examples: readonly (readonly [string, string])[];
  /** Paragraphs below the options in `--help`. */
  epilogue?: string;
  run(invocation: Invocation): Promise<ExitCode>;
}

/** Named, so that `--help` shows the groups in the order that a command gives them. */
const OPTIONS = 'Options:';

/** An option that takes no value; `nargs: 0`, or yargs would take a file named `true` behind it for its value. */
export function flag(describe: string, more: Options = {}): Options {
  return { type: 'boolean', nargs: 0, describe, group: OPTIONS, ...more };
}

/** An option that takes one value. */
export function value(describe: string, more: Options = {}): Options {
  return { type: 'string', requiresArg: true, describe, group: OPTIONS, ...more };
}

export const jsonOption = flag('print JSON');

/** The last value of a text option, or undefined. */
export function text(options: Parsed, name: string): string | undefined {
  const given = options[name];
  return typeof given === 'string' ? given : undefined;
}

const UNITS: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** A non-negative integer, perhaps with a binary unit: `16m`, `16MiB`, `16777216`. Throws UsageError. */
export function count(options: Parsed, name: string, min = 0): number | undefined {
  const given = text(options, name);
  if (given === undefined) return undefined;
  const match = /^(\d+)([kmgt]?)(?:i?b)?$/i.exec(given.trim());
  const number = match === null ? Number.NaN : Number(match[1]) * (UNITS[(match[2] as string).toLowerCase()] as number);
  if (Number.isSafeInteger(number) && number >= min) return number;
  throw new UsageError(`--${name}: expected a whole number${min > 0 ? ` of ${min} or more` : ''}, not '${given}'`);
}
