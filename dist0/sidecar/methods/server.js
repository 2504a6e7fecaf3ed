function workerStatus({ arena, crew, scheduler }, id) {
    const jobs = arena.control.jobs(id);
    const restarts = crew.restarts(id);
    const method = scheduler.methodOf(id);
    if (method !== undefined)
        return { id, state: 'busy', method, jobs, restarts };
    // A worker that no job has needed yet isn't running; it is as good as idle.
    return { id, state: crew.isStarting(id) ? 'starting' : 'idle', jobs, restarts };
}
export function serverStatus(observed) {
    const { version, arena, segments, crew, scheduler, admission } = observed;
    const { used, largestFree } = arena.usage;
    return {
        version,
        pid: process.pid,
        uptimeMs: Math.round(process.uptime() * 1000),
        workers: Array.from({ length: crew.count }, (_, id) => workerStatus(observed, id)),
        connections: admission.connections,
        queue: scheduler.queue,
        arena: { bytes: arena.layout.bytes, used, segments: segments.count, largestFree, held: segments.heldBytes },
    };
}
export function serverStats({ statistics, crew, scheduler, droppedLogLines }) {
    let restarts = 0;
    for (let id = 0; id < crew.count; id++)
        restarts += crew.restarts(id);
    return {
        methods: statistics.summary(),
        workers: { restarts, traps: scheduler.trapCount },
        log: { dropped: droppedLogLines() },
    };
}
