export const EXIT = { ok: 0, failed: 1, usage: 2 };
/** What was asked for makes no sense: told with a hint at `--help`, exit code 2. */
export class UsageError extends Error {
}
/** Something ordinary failed (no sidecar, a file that can't be read): told in one line, exit code 1. */
export class CommandFailure extends Error {
}
/** Named, so that `--help` shows the groups in the order that a command gives them. */
const OPTIONS = 'Options:';
/** An option that takes no value; `nargs: 0`, or yargs would take a file named `true` behind it for its value. */
export function flag(describe, more = {}) {
    return { type: 'boolean', nargs: 0, describe, group: OPTIONS, ...more };
}
/** An option that takes one value. */
export function value(describe, more = {}) {
    return { type: 'string', requiresArg: true, describe, group: OPTIONS, ...more };
}
export const jsonOption = flag('print JSON');
/** The last value of a text option, or undefined. */
export function text(options, name) {
    const given = options[name];
    return typeof given === 'string' ? given : undefined;
}
const UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
/** A non-negative integer, perhaps with a binary unit: `16m`, `16MiB`, `16777216`. Throws UsageError. */
export function count(options, name, min = 0) {
    const given = text(options, name);
    if (given === undefined)
        return undefined;
    const match = /^(\d+)([kmgt]?)(?:i?b)?$/i.exec(given.trim());
    const number = match === null ? Number.NaN : Number(match[1]) * UNITS[match[2].toLowerCase()];
    if (Number.isSafeInteger(number) && number >= min)
        return number;
    throw new UsageError(`--${name}: expected a whole number${min > 0 ? ` of ${min} or more` : ''}, not '${given}'`);
}
