/**
 * What must hold of a socket's path before the sidecar listens on it: short enough, in a directory that only this user enters,
 * and occupied by nothing but a socket. Never removes what is no socket.
 */
import { lstatSync, mkdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SOCKET_PATH_BYTES_MAX } from '../../../protocol/endpoint.js';
import { EndpointRefused } from './refused.js';
const PRIVATE = 0o700;
function codeOf(error) {
    return error.code;
}
function existing(path) {
    try {
        return lstatSync(path);
    }
    catch (error) {
        if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
            return undefined;
        throw new EndpointRefused(`${path} can't be examined (${codeOf(error)})`, { cause: error });
    }
}
function makeDirectory(directory) {
    try {
        mkdirSync(directory, { recursive: true, mode: PRIVATE });
    }
    catch (error) {
        throw new EndpointRefused(`the directory ${directory} can't be made (${codeOf(error)})`, { cause: error });
    }
}
/** Throws unless only this user can enter the directory, which is made if it isn't there. */
function checkDirectory(directory) {
    if (existing(directory) === undefined)
        makeDirectory(directory);
    const uid = process.getuid?.();
    const link = lstatSync(directory);
    const real = statSync(directory);
    if (!real.isDirectory())
        throw new EndpointRefused(`${directory} is not a directory`);
    // a link of another user could be turned elsewhere at any time
    if (link.uid !== uid || real.uid !== uid) {
        throw new EndpointRefused(`the directory ${directory} belongs to another user (uid ${real.uid})`);
    }
    const mode = real.mode & 0o777;
    if (mode !== PRIVATE) {
        const advice = `chmod 700, or listen elsewhere with --socket PATH`;
        throw new EndpointRefused(`the directory ${directory} has mode 0${mode.toString(8)}, not 0700: ${advice}`);
    }
}
/** The path as the sidecar will use it, or why it can't be used. */
export function checkEndpoint(path) {
    const whole = resolve(path);
    const bytes = Buffer.byteLength(whole);
    if (bytes > SOCKET_PATH_BYTES_MAX) {
        throw new EndpointRefused(`${whole} is ${bytes} bytes long; a socket's path has ${SOCKET_PATH_BYTES_MAX} at most`);
    }
    checkDirectory(dirname(whole));
    checkOccupant(whole);
    return whole;
}
/** Throws if something other than a socket lies at `path`. Whether a socket does. */
export function checkOccupant(path) {
    const occupant = existing(path);
    if (occupant === undefined)
        return false;
    if (!occupant.isSocket())
        throw new EndpointRefused(`${path} exists and is not a socket; it is left alone`);
    return true;
}
/** Removes a socket that nobody serves. The caller holds the lock. */
export function removeStale(path) {
    if (checkOccupant(path))
        unlinkSync(path);
}
export function identify(path) {
    const stats = existing(path);
    return stats === undefined ? undefined : { device: stats.dev, inode: stats.ino };
}
/** Whether the file at `path` is still the one that was identified. */
export function isStill(path, identity) {
    const now = identify(path);
    return now !== undefined && now.device === identity?.device && now.inode === identity.inode;
}
