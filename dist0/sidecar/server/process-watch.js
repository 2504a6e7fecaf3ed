/**
 * Notices that a process has ended, by asking the kernel once a second. Holds nothing: it never keeps this process alive.
 */
const EVERY_MS = 1000;
/** Whether a process of this id exists, whoever it belongs to. */
export function isAlive(processId) {
    try {
        process.kill(processId, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
/** Calls `onEnd` once after the process has ended. Returns what stops the watch. */
export function watchProcess(processId, onEnd) {
    const timer = setInterval(() => {
        if (isAlive(processId))
            return;
        clearInterval(timer);
        onEnd();
    }, EVERY_MS).unref();
    return () => clearInterval(timer);
}
