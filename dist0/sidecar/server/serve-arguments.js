/**
 * The flags of `serve`, read with `node:util` alone: parsing them must not cost a child its start. Each limit has a flag of
 * its name (`--frame-bytes 1048576`). Pure; throws WrongUsage with what is wrong.
 */
import { parseArgs } from 'node:util';
import { LIMITS, limitFlag } from '../../protocol/limits.js';
import { LOG_LEVELS } from '../log/log.js';
/** The command line is wrong: exit code 2. */
export class WrongUsage extends Error {
    name = 'WrongUsage';
}
const LIMIT_NAMES = Object.keys(LIMITS);
const FLAGS = {
    stdio: { type: 'boolean' },
    socket: { type: 'string' },
    pipe: { type: 'string' },
    workers: { type: 'string' },
    pin: { type: 'boolean' },
    nice: { type: 'string' },
    'host-computes': { type: 'boolean' },
    'client-pid': { type: 'string' },
    clientProcessId: { type: 'string' },
    'log-level': { type: 'string' },
};
function wholeNumber(values, flag, least) {
    const text = values[flag];
    if (text === undefined)
        return undefined;
    const number = /^[0-9]+$/.test(String(text)) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(number) || number < least) {
        throw new WrongUsage(`--${flag} takes a whole number of ${least} or more, and not '${text}'`);
    }
    return number;
}
function readLimits(values) {
    const limits = {};
    for (const name of LIMIT_NAMES) {
        // a deadline of 0 is none
        const value = wholeNumber(values, limitFlag(name), name === 'deadlineMs' ? 0 : 1);
        if (value !== undefined)
            limits[name] = value;
    }
    return limits;
}
function readLevel(text, from) {
    if (text === undefined || text === '')
        return undefined;
    if (LOG_LEVELS.includes(text))
        return text;
    throw new WrongUsage(`${from} is one of ${LOG_LEVELS.join(', ')}, and not '${text}'`);
}
function parse(args) {
    const limitFlags = Object.fromEntries(LIMIT_NAMES.map((name) => [limitFlag(name), { type: 'string' }]));
    try {
        return parseArgs({ args: [...args], options: { ...limitFlags, ...FLAGS }, strict: true }).values;
    }
    catch (error) {
        throw new WrongUsage(error instanceof Error ? error.message : String(error));
    }
}
/** @throws WrongUsage for an unknown flag, an operand, or a value of the wrong kind. */
export function readServeArguments(args, env) {
    const values = parse(args);
    const socket = values.socket ?? values.pipe;
    if (values.stdio === true && socket !== undefined)
        throw new WrongUsage('--stdio and --socket exclude each other');
    return {
        stdio: values.stdio === true,
        socket: socket,
        workers: wholeNumber(values, 'workers', 1),
        pin: values.pin === true,
        nice: wholeNumber(values, 'nice', 0),
        hostComputes: values['host-computes'] === true,
        // vscode-languageclient's spelling of the same
        clientPid: wholeNumber(values, 'client-pid', 1) ?? wholeNumber(values, 'clientProcessId', 1),
        limits: readLimits(values),
        logLevel: readLevel(values['log-level'], '--log-level') ?? readLevel(env.OUTRIGGER_LOG, 'OUTRIGGER_LOG'),
    };
}
