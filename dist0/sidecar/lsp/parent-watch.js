/** Ends what must not outlive the editor: looks every second whether its process is still there. Never ends a process itself. */
const EVERY_MS = 1000;
function lives(processId) {
    try {
        process.kill(processId, 0);
        return true;
    }
    catch (error) {
        // another user's process is alive, too
        return error.code === 'EPERM';
    }
}
/** Calls `gone` once when the process has ended. Returns what stops the watch, which keeps nothing alive. */
export function watchParent(processId, gone) {
    const timer = setInterval(() => {
        if (lives(processId))
            return;
        clearInterval(timer);
        gone();
    }, EVERY_MS);
    timer.unref();
    return () => clearInterval(timer);
}
