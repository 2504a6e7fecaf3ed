/**
 * The baseline: findings that are known and stay quiet, one file for `outrigger scan` and every editor. It holds hashes,
 * never the matched text. Known means: this rule, in this file, on this text; moving it to another line changes nothing.
 *
 * Use: `const known = await readBaseline(file)`, `known.has(rule, matched, path)`, then
 * `await writeBaseline(file, known.with([{rule, text, path}, …]))`. `path` is relative to the baseline's folder.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
/** Its name at the root of a workspace, where no other is configured. */
export const BASELINE_NAME = '.outrigger-baseline.json';
/** The file is no baseline; the message says what is wrong and where. */
export class BaselineError extends Error {
}
const VERSION = 1;
/** The path as it is compared: `./a\b` and `a/b` are one file on Windows; elsewhere a backslash belongs to the name. */
function canonical(path) {
    return posix.normalize(process.platform === 'win32' ? path.replaceAll('\\', '/') : path);
}
/** @param known the matched text is hashed as UTF-8. */
export function fingerprint({ rule, text, path }) {
    return { rule, sha256: createHash('sha256').update(text, 'utf8').digest('hex'), path: canonical(path) };
}
const key = ({ rule, sha256, path }) => `${path}\0${rule}\0${sha256}`;
const byKey = (a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b)));
/** A set of fingerprints; never changed in place. */
export class Baseline {
    #entries;
    constructor(entries = []) {
        this.#entries = new Map([...entries].map((entry) => [key(entry), entry]));
    }
    get size() {
        return this.#entries.size;
    }
    has(rule, text, path) {
        // most workspaces have none: hashing every match for nothing is what would show in a scan
        return this.size > 0 && this.#entries.has(key(fingerprint({ rule, text, path })));
    }
    /** This one and the findings given. */
    with(findings) {
        return new Baseline([...this.#entries.values(), ...[...findings].map(fingerprint)]);
    }
    /** The file's text: sorted, an entry a line, so that a diff of it can be read. */
    toString() {
        const lines = [...this.#entries.values()].sort(byKey).map((entry) => `    ${JSON.stringify(entry)}`);
        return `{\n  "version": ${VERSION},\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
    }
}
function entryOf(value, index) {
    const { rule, sha256, path } = (value ?? {});
    const where = `findings[${index}]`;
    if (typeof rule !== 'string')
        throw new BaselineError(`${where}.rule: expected the id of a rule`);
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) {
        throw new BaselineError(`${where}.sha256: expected 64 lower-case hexadecimal digits`);
    }
    if (typeof path !== 'string')
        throw new BaselineError(`${where}.path: expected a relative path`);
    return { rule, sha256, path: canonical(path) };
}
/** @throws BaselineError */
export function parseBaseline(json) {
    let value;
    try {
        value = JSON.parse(json);
    }
    catch (error) {
        throw new BaselineError(`no JSON: ${error.message}`, { cause: error });
    }
    const { version, findings } = (value ?? {});
    if (version !== VERSION)
        throw new BaselineError(`version: expected ${VERSION}`);
    if (!Array.isArray(findings))
        throw new BaselineError('findings: expected a list');
    return new Baseline(findings.map(entryOf));
}
/** The baseline in `file`; an empty one where there is no such file. @throws BaselineError, or what reading throws. */
export async function readBaseline(file) {
    try {
        return parseBaseline(await readFile(file, 'utf8'));
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return new Baseline();
        throw error;
    }
}
/** Replaces `file` in one step: a reader sees the old list or the new one. */
export async function writeBaseline(file, baseline) {
    const fresh = `${file}.${randomUUID()}`;
    try {
        await writeFile(fresh, baseline.toString(), { flag: 'wx' });
        await rename(fresh, file);
    }
    catch (error) {
        await rm(fresh, { force: true });
        throw error;
    }
}
