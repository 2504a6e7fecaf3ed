/**
 * Notices that a process has ended, by asking the kernel once a second. Holds nothing: it never keeps this process alive.
 */
/** Whether a process of this id exists, whoever it belongs to. */
export declare function isAlive(processId: number): boolean;
/** Calls `onEnd` once after the process has ended. Returns what stops the watch. */
export declare function watchProcess(processId: number, onEnd: () => void): () => void;
