/**
 * The workspace's folders, each with its `outrigger.json` and baseline, and the editor's settings beneath them. Reads these
 * files and nothing else; a file that is broken counts as far as it can be read, and its problems are kept to be shown.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ignore, {} from 'ignore';
import { BASELINE_NAME, Baseline, readBaseline } from '../findings/baseline.js';
import { CONFIGURATION_NAME, configurationFrom, parseConfiguration, readConfiguration, } from '../findings/configuration.js';
/** The path of a `file:` URI; undefined for others (`untitled:`, `git:`) and for what is no URI. */
export function pathOf(uri) {
    try {
        return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
    }
    catch {
        return undefined;
    }
}
export class Workspace {
    #log;
    #paths = [];
    #editor = {};
    #folders = new Map();
    #nowhere = folderOf(undefined, {}, [], '', {}, new Baseline());
    #epoch = 0;
    /** What was read the last time. */
    #read = '';
    constructor(log) {
        this.#log = log;
    }
    /** Changes whenever something that findings depend on has changed. */
    get epoch() {
        return this.#epoch;
    }
    get folders() {
        return [...this.#folders.values()];
    }
    setFolders(uris) {
        this.#paths = uris.map(pathOf).filter((path) => path !== undefined);
    }
    addFolders(added, removed) {
        const gone = new Set(removed.map(pathOf));
        const kept = this.#paths.filter((path) => !gone.has(path));
        this.#paths = [...new Set([...kept, ...added.map(pathOf).filter((path) => path !== undefined)])];
    }
    /** The editor's own settings (`outrigger.*`); what is wrong in them is logged. */
    setEditorSettings(value) {
        const { configuration, problems } = readConfiguration(value ?? {});
        for (const { path, message } of problems)
            this.#log(`setting outrigger.${path.join('.')}: ${message}`);
        this.#editor = configuration;
    }
    /** Reads all folders' files again. */
    async reload() {
        const folders = await Promise.all(this.#paths.map((path) => this.#readFolder(path)));
        this.#folders = new Map(folders.map((folder) => [folder.path, folder]));
        this.#nowhere = folderOf(undefined, {}, [], '', this.#editor, new Baseline());
        // editors have settings read again when they have begun, and on any change of theirs: mostly they are what they were
        const read = JSON.stringify([folders.map(({ path, text, baseline }) => [path, text, `${baseline}`]), this.#editor]);
        if (read !== this.#read)
            this.#epoch++;
        this.#read = read;
    }
    /** The innermost folder that a file lies in. */
    folderOf(uri) {
        const path = pathOf(uri);
        const holding = path === undefined ? [] : this.folders.filter((folder) => isWithin(path, folder.path));
        return holding.sort((a, b) => b.path.length - a.path.length)[0] ?? this.#nowhere;
    }
    /** The path within its folder with forward slashes; undefined outside of all. */
    relativePath(uri) {
        const path = pathOf(uri);
        const folder = this.folderOf(uri).path;
        return path === undefined || folder === undefined ? undefined : relative(folder, path).split(sep).join('/');
    }
    /** The path as the baseline names it: from the folder that the baseline lies in. */
    baselinePath(uri) {
        const { baselineFile } = this.folderOf(uri);
        const path = pathOf(uri);
        if (path === undefined || baselineFile === undefined)
            return '';
        return relative(dirname(baselineFile), path).split(sep).join('/');
    }
    /** Whether what is found or shown depends on the file: an outrigger.json, a baseline. */
    isSettings(uri) {
        const path = pathOf(uri);
        return this.folders.some((folder) => path === folder.baselineFile || path === configurationOf(folder.path));
    }
    isExcluded(uri) {
        const path = this.relativePath(uri);
        return path !== undefined && path !== '' && this.folderOf(uri).excluded.ignores(path);
    }
    async #readFolder(path) {
        let text = '';
        try {
            text = await readFile(configurationOf(path), 'utf8');
        }
        catch (error) {
            if (error.code !== 'ENOENT')
                this.#log(`${CONFIGURATION_NAME}: ${error.message}`);
        }
        const { configuration, problems } = text === '' ? { configuration: {}, problems: [] } : parseConfiguration(text);
        const folder = folderOf(path, configuration, problems, text, this.#editor, new Baseline());
        try {
            return { ...folder, baseline: await readBaseline(folder.baselineFile) };
        }
        catch (error) {
            this.#log(`the baseline ${folder.baselineFile}: ${error.message}`);
            return folder;
        }
    }
}
function configurationOf(folder) {
    return join(folder, CONFIGURATION_NAME);
}
function isWithin(path, folder) {
    return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
function folderOf(path, file, problems, text, editor, baseline) {
    const configuration = configurationFrom(file, editor);
    const baselineFile = path === undefined ? undefined : join(path, configuration.baseline ?? BASELINE_NAME);
    const excluded = ignore().add(configuration.exclude);
    return { path, configuration, baseline, baselineFile, excluded, problems, text };
}
export function uriOf(path) {
    return pathToFileURL(path).href;
}
