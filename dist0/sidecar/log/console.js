/**
 * Turns everything that might print into log lines: `console` (stdout belongs to the protocol), and Node's own warnings,
 * whose printer writes to stderr and waits for it. Prints nothing itself.
 */
import { Console } from 'node:console';
import { Writable } from 'node:stream';
/** Text becomes log lines: what is complete at once, never the half of a line. */
function logStream(write) {
    return new Writable({
        decodeStrings: false,
        write(chunk, _encoding, done) {
            const text = String(chunk).trimEnd();
            if (text !== '')
                write(text);
            done();
        },
    });
}
/** To be called before anything else that could print. */
export function redirectConsole(log) {
    const out = logStream((line) => log.info(line, { from: 'console' }));
    const err = logStream((line) => log.warn(line, { from: 'console' }));
    globalThis.console = new Console(out, err);
}
/** Node's warnings go to the log, unless `--no-warnings` silences them. */
export function redirectWarnings(log) {
    const silenced = process.execArgv.includes('--no-warnings') || process.env.NODE_NO_WARNINGS === '1';
    // the default printer is a listener like others: it goes first, and is replaced
    process.removeAllListeners('warning');
    if (silenced)
        return;
    process.on('warning', (warning) => {
        const { code } = warning;
        const fields = { warning: warning.name, ...(code === undefined ? {} : { code }) };
        // node:ffi says at every start that it is experimental: true, and nothing to do about
        if (warning.name === 'ExperimentalWarning')
            log.debug(warning.message, fields);
        else
            log.warn(warning.message, fields);
    });
}
