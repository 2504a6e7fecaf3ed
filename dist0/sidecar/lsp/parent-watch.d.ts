/** Ends what must not outlive the editor: looks every second whether its process is still there. Never ends a process itself. */
/** Calls `gone` once when the process has ended. Returns what stops the watch, which keeps nothing alive. */
export declare function watchParent(processId: number, gone: () => void): () => void;
