import { type Finding } from '../findings/findings.ts';
import type { Edit, OpenDocument } from './document.ts';
import type { SidecarLink } from './sidecar-link.ts';
import type { Workspace } from './workspace.ts';
/** The findings of one version under one state of the settings. */
export interface Check {
    version: number;
    epoch: number;
    findings: Finding[];
    /** Why the file could not be looked at, where it couldn't. */
    failure?: string;
}
export interface ChecksOptions {
    link: SidecarLink;
    workspace: Workspace;
    log(message: string): void;
}
export declare class Checks {
    #private;
    /** A file's findings are those of its newest version now. */
    onFresh: (document: OpenDocument) => void;
    constructor(options: ChecksOptions);
    /** The document was opened, edited (then `edits` says where, in order), or the settings changed. */
    touch(document: OpenDocument, edits?: readonly Edit[]): void;
    forget(uri: string): void;
    /** The last check that ended, perhaps of an older version. */
    latest(uri: string): Check | undefined;
    /** The check of the newest version, once it is there; undefined if the file is closed meanwhile. */
    current(uri: string): Promise<Check | undefined>;
}
