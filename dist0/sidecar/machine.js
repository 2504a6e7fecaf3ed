/**
 * What this process has to work with: the arena, the workers, and what of it had to be less than was asked for. Start-up
 * works everywhere (a bounded address space, no node:ffi, no permission for threads); what is missing is told.
 */
import { invalidParams } from '../protocol/errors.js';
import { ARENA_BYTES_MAX, ARENA_BYTES_MIN, resolveLimits } from '../protocol/limits.js';
import { Arena } from './arena/arena.js';
import { WORKERS_MAX } from './arena/control.js';
import { workersThatFit } from './arena/layout.js';
import { nativeObstacle } from './arena/native.js';
import { reserveMemory, threadsThatFit } from './arena/reservation.js';
import { NICE, NICE_MAX } from './pool/niceness.js';
import { readTopology, suitableWorkers } from './pool/topology.js';
function checkedArenaBytes({ arenaBytes }) {
    if (!Number.isSafeInteger(arenaBytes) || arenaBytes < ARENA_BYTES_MIN || arenaBytes > ARENA_BYTES_MAX) {
        throw invalidParams('arenaBytes', `${ARENA_BYTES_MIN} to ${ARENA_BYTES_MAX} bytes`);
    }
    return arenaBytes;
}
/** Why no worker thread may be started at all; undefined where they may. */
function workerObstacle() {
    if (process.permission?.has('worker') === false)
        return '--permission is on without --allow-worker';
    if (threadsThatFit() < 1)
        return 'no address space is left for a thread (ulimit -v)';
    return undefined;
}
function checkedNice({ nice = NICE }) {
    if (!Number.isInteger(nice) || nice < 0 || nice > NICE_MAX)
        throw invalidParams('nice', `a number from 0 to ${NICE_MAX}`);
    return nice;
}
/** As many workers as are wanted, as far as they fit the arena and the address space. */
function countWorkers(options, topology, arenaBytes, missing) {
    const fitting = workersThatFit(arenaBytes);
    const { workers } = options;
    if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= WORKERS_MAX)) {
        throw invalidParams('workers', `a number from 1 to ${WORKERS_MAX}`);
    }
    if (workers !== undefined && workers > fitting) {
        throw invalidParams('workers', `at most ${fitting}, what an arena of ${arenaBytes} bytes has room for`);
    }
    const suitable = suitableWorkers(topology, WORKERS_MAX) - (options.hostComputes === true ? 1 : 0);
    const wanted = workers ?? Math.max(1, Math.min(suitable, fitting));
    const obstacle = workerObstacle();
    if (obstacle !== undefined) {
        missing.workers = `${obstacle}; the main thread works in their place`;
        return 0;
    }
    const possible = Math.min(wanted, threadsThatFit());
    if (possible < wanted)
        missing.workers = `${possible} instead of ${wanted}: no address space (ulimit -v)`;
    return possible;
}
/** Looks what there is, and takes as much of it as was asked for and can be had: start-up works everywhere. */
export function planMachine(options) {
    const nice = checkedNice(options);
    const wanted = checkedArenaBytes(resolveLimits(options.limits));
    const reservation = reserveMemory(wanted);
    const limits = resolveLimits({ ...options.limits, arenaBytes: reservation.bytes });
    const unavailable = {};
    if (reservation.shortfall !== undefined)
        unavailable.arenaBytes = reservation.shortfall;
    const topology = readTopology();
    const workers = countWorkers(options, topology, reservation.bytes, unavailable);
    const arena = new Arena(reservation, workers);
    const obstacle = nativeObstacle();
    if (obstacle !== undefined)
        unavailable.mappedSegments = obstacle;
    if (!arena.guarded) {
        unavailable.guardPages = obstacle ?? 'Node checks bounds by code here (ulimit -v or --disable-wasm-trap-handler)';
    }
    const processors = options.pin === true && obstacle === undefined ? topology.processors : [];
    if (options.pin === true && processors.length === 0)
        unavailable.pinning = obstacle ?? 'the processors are not known';
    return { arena, limits, workers, processors, nice, unavailable };
}
