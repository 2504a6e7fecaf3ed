import { sockname } from '../../../protocol/endpoint.js';
import { ProtocolError } from '../../../protocol/errors.js';
import { LIMITS, limitFlag } from '../../../protocol/limits.js';
import { CommandFailure, count, EXIT, flag, jsonOption, text, UsageError, value, } from '../command.js';
import { bytesInWords, countInWords } from '../quantities.js';
import { localeIsUtf8, quoted } from '../sums/quoting.js';
import { painter } from '../terminal.js';
const LIMIT_NAMES = Object.keys(LIMITS);
function limitOption(name) {
    const { default: figure, describe } = LIMITS[name];
    const shown = /bytes/i.test(name) ? bytesInWords(figure) : countInWords(figure);
    return value(describe, { group: 'Limits:', defaultDescription: shown });
}
const limitOptions = Object.fromEntries(LIMIT_NAMES.map((name) => [limitFlag(name), limitOption(name)]));
/** Flags that `serve.ts` reads too; numbers may have a unit here. */
const SWITCHES = ['stdio', 'pin', 'host-computes'];
const NUMBERS = ['workers', 'nice', 'client-pid', ...LIMIT_NAMES.map(limitFlag)];
const TEXTS = ['socket', 'log-level'];
/** The options as the arguments of the serving entry: one place judges them, however it is started. */
function serveArguments(options) {
    const switches = SWITCHES.filter((name) => options[name] === true).map((name) => `--${name}`);
    const numbers = NUMBERS.map((name) => [name, count(options, name)]);
    const texts = TEXTS.map((name) => [name, text(options, name)]);
    const given = [...numbers, ...texts].filter(([, each]) => each !== undefined);
    return [...switches, ...given.map(([name, each]) => `--${name}=${each}`)];
}
/** Where it listens and how to call it. Pure. */
export function greeting(path, version, pid, paint = painter(false)) {
    const name = quoted(path, localeIsUtf8());
    const option = path === sockname() ? '' : ` --socket ${name}`;
    const call = `printf '{"jsonrpc":"2.0","id":1,"method":"server/status"}\\n' | nc -N -U ${name}`;
    return [
        `outrigger ${version} listens on ${paint('bold', path)} (pid ${pid})`,
        '',
        'Call it from a shell:',
        paint('cyan', `  ${call}`),
        'or by its own program:',
        paint('cyan', `  npx outrigger status${option}`),
        paint('cyan', `  npx outrigger hash${option} README.md`),
        'or from Node:',
        paint('cyan', `  const rig = await connect(${option === '' ? '' : `{ path: ${JSON.stringify(path)} }`}); // 'outrigger'`),
        '',
        'Ctrl-C ends it.',
    ];
}
/** On a terminal the greeting says what the first log line says. */
function quietOnTerminal(options) {
    const quiet = process.stderr.isTTY && options.stdio !== true && process.env.OUTRIGGER_LOG === undefined;
    return quiet ? { 'log-level': 'warn', ...options } : options;
}
async function serveWith(options, terminal) {
    const { readServeArguments, serve } = await import('../../serve.js');
    const service = await serve(readServeArguments(serveArguments(quietOnTerminal(options)), process.env));
    const { path, pid, version } = service;
    if (service.kind === 'served') {
        if (options.json === true)
            terminal.json({ served: true, path, pid, version });
        else {
            const by = pid === undefined ? 'another program' : `outrigger ${version ?? ''} (pid ${pid})`;
            terminal.print(`${path} is served already, by ${by}`);
        }
        return EXIT.ok;
    }
    if (service.kind === 'listening' && path !== undefined) {
        if (options.json === true)
            terminal.print(JSON.stringify({ listening: path, pid, version }));
        else
            terminal.print(greeting(path, service.version, service.pid, terminal.paint).join('\n'));
        terminal.flush();
    }
    return service.ended;
}
export const serveCommand = {
    name: 'serve',
    describe: 'Start a sidecar on a socket, or on stdio',
    options: {
        stdio: flag('speak on stdin and stdout, and end with stdin'),
        socket: value('listen on PATH (default: what sockname prints)', { alias: 'pipe' }),
        workers: value('how many worker threads (default: one a physical core)'),
        pin: flag('keep each worker on a core of its own'),
        nice: value('how far workers step back for other threads, 0 to 19 (default: 10)'),
        'host-computes': flag('leave one core to the process that calls'),
        'client-pid': value('end when this process ends', { alias: 'clientProcessId' }),
        'log-level': value('what is logged on stderr: silent, error, warn, info or debug (also OUTRIGGER_LOG)'),
        json: jsonOption,
        ...limitOptions,
    },
    examples: [
        ['$0 serve', "listen on this user's socket, and say how to call it"],
        ['$0 serve --stdio', 'as an editor starts it'],
        ['$0 serve --socket "$XDG_RUNTIME_DIR/mine/rig.sock" --workers 4', 'another socket, four workers'],
        ['$0 serve --arena-bytes 2g --in-flight 1000', 'other limits; k, m and g are binary units'],
    ],
    epilogue: 'A socket that is served already is no error: it is said by whom, and the exit code is 0. SIGTERM answers what is ' +
        'in flight and ends with 0.',
    async run({ options, terminal }) {
        try {
            return await serveWith(options, terminal);
        }
        catch (error) {
            const { name, message } = error;
            // a limit out of its range is the caller's, like a flag that isn't one
            if (name === 'WrongUsage' || error instanceof ProtocolError)
                throw new UsageError(message);
            if (name === 'EndpointRefused')
                throw new CommandFailure(message);
            throw error;
        }
    },
};
