/**
 * The command line as the user gave it: `process.argv` holds U+FFFD where an argument is no UTF-8, so on Linux the bytes
 * are read from /proc/self/cmdline. Reads the process, and nothing else; never parses an option.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { decodeName } from './names.js';
/** The last `count` arguments of a NUL-terminated command line, as names without loss. */
export function lastArguments(cmdline, count) {
    if (count === 0)
        return [];
    const parts = [];
    let start = 0;
    for (let at = cmdline.indexOf(0); at !== -1; at = cmdline.indexOf(0, start)) {
        parts.push(decodeName(cmdline.subarray(start, at)));
        start = at + 1;
    }
    return parts.slice(-count);
}
/** The arguments after the script's name. */
export function rawArguments(argv = process.argv) {
    const given = argv.slice(2);
    if (process.platform !== 'linux' || !given.some((argument) => argument.includes('\ufffd')))
        return given;
    let raw;
    try {
        raw = lastArguments(readFileSync('/proc/self/cmdline'), given.length);
    }
    catch {
        return given;
    }
    // `process.title = …` overwrites the command line: then what argv has is all there is.
    const same = raw.length === given.length && raw.every((name, i) => intact(name) === intact(given[i]));
    return same ? raw : given;
}
/** What both spellings of an argument share: argv has U+FFFD where the raw name has escaped bytes. */
function intact(argument) {
    return argument.toWellFormed().replaceAll('\ufffd', '');
}
/** The working directory, which need not be UTF-8 either. */
export function workingDirectory() {
    if (process.platform !== 'linux')
        return process.cwd();
    try {
        return decodeName(readlinkSync('/proc/self/cwd', { encoding: 'buffer' }));
    }
    catch {
        return process.cwd();
    }
}
