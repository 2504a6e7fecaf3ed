import { type Ignore } from 'ignore';
import { Baseline } from '../findings/baseline.ts';
import { type Configuration, type ConfigurationProblem } from '../findings/configuration.ts';
export interface Folder {
    /** Absolute; none for files that belong to no folder. */
    path: string | undefined;
    configuration: Configuration;
    baseline: Baseline;
    /** Where the baseline is, or would be. */
    baselineFile: string | undefined;
    excluded: Ignore;
    problems: ConfigurationProblem[];
    /** The text of outrigger.json that the problems are about. */
    text: string;
}
/** The path of a `file:` URI; undefined for others (`untitled:`, `git:`) and for what is no URI. */
export declare function pathOf(uri: string): string | undefined;
export declare class Workspace {
    #private;
    constructor(log: (message: string) => void);
    /** Changes whenever something that findings depend on has changed. */
    get epoch(): number;
    get folders(): Folder[];
    setFolders(uris: readonly string[]): void;
    addFolders(added: readonly string[], removed: readonly string[]): void;
    /** The editor's own settings (`outrigger.*`); what is wrong in them is logged. */
    setEditorSettings(value: unknown): void;
    /** Reads all folders' files again. */
    reload(): Promise<void>;
    /** The innermost folder that a file lies in. */
    folderOf(uri: string): Folder;
    /** The path within its folder with forward slashes; undefined outside of all. */
    relativePath(uri: string): string | undefined;
    /** The path as the baseline names it: from the folder that the baseline lies in. */
    baselinePath(uri: string): string;
    /** Whether what is found or shown depends on the file: an outrigger.json, a baseline. */
    isSettings(uri: string): boolean;
    isExcluded(uri: string): boolean;
}
export declare function uriOf(path: string): string;
