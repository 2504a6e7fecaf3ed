/**
 * Puts the sidecar together: arena, workers, scheduler, methods, dispatcher. No transport: the server's doors stand on
 * the dispatcher that this makes. Nothing is compiled and no thread is started before a request needs it.
 */
import type { Limits } from '../protocol/limits.ts';
import { METHOD_NAMES, type MethodName } from '../protocol/methods.ts';
import { FrameMemory } from './arena/frames.ts';
import { Segments } from './arena/segments.ts';
import { Admission } from './dispatch/admission.ts';
import type { Capabilities, Dispatcher } from './dispatch/call.ts';
import { type AnyHandler, MethodDispatcher } from './dispatch/dispatcher.ts';
import { MethodStatistics } from './dispatch/statistics.ts';
import { compileKernel } from './kernel/module.ts';
import { type MachineOptions, planMachine, type Unavailable } from './machine.ts';
import { hashFilesHandler } from './methods/hash-files.ts';
import { hashMessagesHandler } from './methods/hash-messages.ts';
import { hashRecordsHandler } from './methods/hash-records.ts';
import { prepareHandler } from './methods/prompt.ts';
import { Rulesets } from './methods/rulesets.ts';
import { closeSegment, openSegment, readSegment, writeSegment } from './methods/segment.ts';
import { type Observed, serverStats, serverStatus } from './methods/server.ts';
import { dedupeHandler } from './methods/text-dedupe.ts';
import { normalizeHandler } from './methods/text-normalize.ts';
import { redactHandler } from './methods/text-redact.ts';
import { scanHandler } from './methods/text-scan.ts';
import { chunkHandler, tokensHandler } from './methods/text-tokens.ts';
import { Crew } from './pool/crew.ts';
import { shuttingDown } from './pool/job.ts';
import { Scheduler } from './pool/scheduler.ts';
import { ShardRunner } from './pool/shard-runner.ts';
import { Vocabularies } from './pool/vocabularies.ts';
import { packageVersion } from './version.ts';

const READ_BUFFER_BYTES = 64 * 1024;
/** A worker stops after its step, within milliseconds; one that is stuck in its kernel never does. */
const STOP_GRACE_MS = 500;

export interface SidecarOptions extends MachineOptions {
  /** Another kernel module, for tests. */
  readonly kernelFile?: string | undefined;
  /** A fault of ours, for the log. */
  readonly fault?: ((message: string, detail: string) => void) | undefined;
  /** What this machine lacks, for the log: told once, at the start. */
  readonly notice?: ((message: string) => void) | undefined;
  /** Log lines dropped so far, for `server/stats`. */
  readonly droppedLogLines?: (() => number) | undefined;
}

export interface Sidecar {
  readonly dispatcher: Dispatcher;
  readonly limits: Limits;
  readonly version: string;
  /**
   * Ends what is in flight (a request that isn't drained by now settles with WorkerLost), stops the workers, and gives
   * back all segments.
   */
  close(): Promise<void>;
}

/** Makes a value on the first use of it. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export async function createSidecar(options: SidecarOptions = {}): Promise<Sidecar> {
  const version = packageVersion();
  const fault = options.fault ?? (() => {});
  const { arena, limits, workers, processors, nice, unavailable } = planMachine(options);
  for (const [what, why] of Object.entries(unavailable)) options.notice?.(`${what}: ${why}`);
  const segments = new Segments(arena, limits);
  const module = lazily(() => compileKernel(options.kernelFile));
  const crew = new Crew(
    arena,
    module,
    { count: workers, processors, nice },
    {
      lost: (worker) => scheduler.workerLost(worker),
      broken: () => scheduler.noWorkers(),
      fault,
    },
  );
  const mainRunner = lazily(() => {
    const slab = arena.layout.slabs[workers];
    if (slab === undefined) throw new Error('the main thread has no slab');
    return new ShardRunner(module(), arena.share, slab, arena.control);
  });
  const scheduler: Scheduler = new Scheduler(arena, crew, mainRunner, limits.stepMs, { fault });
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
    if (terminated > 0) options.notice?.(`${terminated} workers of ${workers} had to be terminated`);
  };
  return { dispatcher, limits, version, close };
}

function handlers(observed: Observed): Record<MethodName, AnyHandler> {
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
      const { openRpc } = await import('../protocol/openrpc.ts');
      return openRpc(observed.version, METHOD_NAMES);
    },
  };
}

function capabilities(
  version: string,
  limits: Limits,
  workers: number,
  mapped: boolean,
  pinning: boolean,
  unavailable: Unavailable,
): Capabilities {
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
