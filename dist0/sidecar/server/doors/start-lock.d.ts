export interface StartLock {
    release(): void;
}
/** Takes the lock of a path; undefined if another process has it. Elsewhere than on Linux there is none to take. */
export declare function takeStartLock(path: string): Promise<StartLock | undefined>;
