export interface WalkedFile {
    /** Absolute, or from where `root` is given. */
    path: string;
    /** From the root, with forward slashes. */
    relative: string;
}
export interface WalkOptions {
    /** More patterns, as lines of a .gitignore at the root. */
    exclude?: readonly string[] | undefined;
    /** Leave .gitignore files unread. */
    noIgnore?: boolean | undefined;
    /** What can't be listed: told, and left out. */
    onError?: ((path: string, error: unknown) => void) | undefined;
}
/** Walks a folder. */
export declare function walkFiles(root: string, options?: WalkOptions): AsyncGenerator<WalkedFile>;
