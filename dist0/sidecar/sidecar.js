import { METHOD_NAMES } from '../protocol/methods.js';
import { FrameMemory } from './arena/frames.js';
import { Segments } from './arena/segments.js';
import { Admission } from './dispatch/admission.js';
import { MethodDispatcher } from './dispatch/dispatcher.js';
import { MethodStatistics } from './dispatch/statistics.js';
import { compileKernel } from './kernel/module.js';
import { planMachine } from './machine.js';
import { hashFilesHandler } from './methods/hash-files.js';
import { hashMessagesHandler } from './methods/hash-messages.js';
import { hashRecordsHandler } from './methods/hash-records.js';
import { prepareHandler } from './methods/prompt.js';
import { Rulesets } from './methods/rulesets.js';
import { closeSegment, openSegment, readSegment, writeSegment } from './methods/segment.js';
import { serverStats, serverStatus } from './methods/server.js';
import { dedupeHandler } from './methods/text-dedupe.js';
import { normalizeHandler } from './methods/text-normalize.js';
import { redactHandler } from './methods/text-redact.js';
import { scanHandler } from './methods/text-scan.js';
import { chunkHandler, tokensHandler } from './methods/text-tokens.js';
import { Crew } from './pool/crew.js';
import { shuttingDown } from './pool/job.js';
import { Scheduler } from './pool/scheduler.js';
import { ShardRunner } from './pool/shard-runner.js';
import { Vocabularies } from './pool/vocabularies.js';
import { packageVersion } from './version.js';
const READ_BUFFER_BYTES = 64 * 1024;
/** A worker stops after its step, within milliseconds; one that is stuck in its kernel never does. */
const STOP_GRACE_MS = 500;
/** Makes a value on the first use of it. */
function lazily(make) {
    let made;
    return () => {
        made ??= { value: make() };
        return made.value;
    };
}
export async function createSidecar(options = {}) {
    const version = packageVersion();
    const fault = options.fault ?? (() => { });
    const { arena, limits, workers, processors, nice, unavailable } = planMachine(options);
    for (const [what, why] of Object.entries(unavailable))
        options.notice?.(`${what}: ${why}`);
    const segments = new Segments(arena, limits);
    const module = lazily(() => compileKernel(options.kernelFile));
    const crew = new Crew(arena, module, { count: workers, processors, nice }, {
        lost: (worker) => scheduler.workerLost(worker),
        broken: () => scheduler.noWorkers(),
        fault,
    });
    const mainRunner = lazily(() => {
        const slab = arena.layout.slabs[workers];
        if (slab === undefined)
            throw new Error('the main thread has no slab');
        return new ShardRunner(module(), arena.share, slab, arena.control);
    });
    const scheduler = new Scheduler(arena, crew, mainRunner, limits.stepMs, { fault });
    const admission = new Admission(limits);
    const statistics = new MethodStatistics();
    const droppedLogLines = options.droppedLogLines ?? (() => 0);
    const observed = { version, arena, segments, crew, scheduler, admission, statistics, droppedLogLines };
    const frames = new FrameMemory(arena);
    const readBuffer = arena.allocate(READ_BUFFER_BYTES);
    const dispatcher = new MethodDispatcher({
        services: {
            arena,
            segments,
            limits,
            workers,
            vocabularies: new Vocabularies(arena, scheduler),
            rulesets: new Rulesets(),
        },
        scheduler,
        admission,
        statistics,
        handlers: handlers(observed),
        capabilities: () => capabilities(version, limits, workers, segments.mapped, processors.length > 0, unavailable),
        allocateFrame: (size) => frames.allocate(size),
        readBuffer: arena.view(readBuffer.address, READ_BUFFER_BYTES),
        fault,
    });
    const close = async () => {
        scheduler.close(shuttingDown());
        const terminated = await crew.stop(STOP_GRACE_MS);
        dispatcher.close();
        if (terminated > 0)
            options.notice?.(`${terminated} workers of ${workers} had to be terminated`);
    };
    return { dispatcher, limits, version, close };
}
function handlers(observed) {
    return {
        'hash/records': hashRecordsHandler,
        'hash/messages': hashMessagesHandler,
        'hash/files': hashFilesHandler,
        'segment/open': openSegment,
        'segment/close': closeSegment,
        'segment/write': writeSegment,
        'segment/read': readSegment,
        'text/normalize': normalizeHandler,
        'text/scan': scanHandler,
        'text/redact': redactHandler,
        'text/tokens': tokensHandler,
        'text/chunk': chunkHandler,
        'text/dedupe': dedupeHandler,
        'prompt/prepare': prepareHandler,
        'server/status': () => serverStatus(observed),
        'server/stats': () => serverStats(observed),
        'rpc.discover': async () => {
            const { openRpc } = await import('../protocol/openrpc.js');
            return openRpc(observed.version, METHOD_NAMES);
        },
    };
}
function capabilities(version, limits, workers, mapped, pinning, unavailable) {
    return {
        version,
        capabilities: {
            dialects: ['content-length', 'newline', 'messagepack-rpc'],
            methods: METHOD_NAMES,
            workers,
            simd: true,
            sharedMemory: true,
            mappedSegments: mapped,
            pinning,
            engines: { sha256: ['wasm', 'openssl'], blake3: ['wasm'] },
            unicode: process.versions.unicode ?? null,
            ...(Object.keys(unavailable).length === 0 ? {} : { unavailable }),
        },
        limits: { ...limits },
    };
}
