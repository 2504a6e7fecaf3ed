/**
 * The files of a folder that belong to a project: what its .gitignore files leave out is left out, and so are links and
 * .git itself. Yields as it goes, in the order of names; never opens a file other than .gitignore.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, {} from 'ignore';
/** A path from the root is left out when the innermost scope that says anything says so, as in git. */
function isIgnored(path, scopes) {
    for (let i = scopes.length - 1; i >= 0; i--) {
        const { prefix, patterns } = scopes[i];
        const verdict = patterns.test(path.slice(prefix.length));
        if (verdict.ignored)
            return true;
        if (verdict.unignored)
            return false;
    }
    return false;
}
async function scopeOf(folder, prefix) {
    try {
        return { prefix, patterns: ignore().add(await readFile(join(folder, '.gitignore'), 'utf8')) };
    }
    catch {
        return undefined;
    }
}
/** Walks a folder. */
export async function* walkFiles(root, options = {}) {
    const own = ignore().add(['.git', ...(options.exclude ?? [])]);
    yield* walk(root, '', [{ prefix: '', patterns: own }], options);
}
async function* walk(folder, prefix, outer, options) {
    const scope = options.noIgnore === true ? undefined : await scopeOf(folder, prefix);
    const scopes = scope === undefined ? outer : [...outer, scope];
    let entries;
    try {
        entries = await list(folder);
    }
    catch (error) {
        options.onError?.(folder, error);
        return;
    }
    for (const entry of entries) {
        const relative = prefix + entry.name;
        if (isIgnored(entry.isDirectory() ? `${relative}/` : relative, scopes))
            continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory())
            yield* walk(path, `${relative}/`, scopes, options);
        else if (entry.isFile())
            yield { path, relative };
    }
}
async function list(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
