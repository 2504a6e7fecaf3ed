/**
 * Puts the sidecar together: arena, workers, scheduler, methods, dispatcher. No transport: the server's doors stand on
 * the dispatcher that this makes. Nothing is compiled and no thread is started before a request needs it.
 */
import { invalidParams } from '../protocol/errors.ts';
import { ARENA_BYTES_MAX, ARENA_BYTES_MIN, type Limits, resolveLimits } from '../protocol/limits.ts';
import { METHOD_NAMES, type MethodName } from '../protocol/methods.ts';
import { Arena } from './arena/arena.ts';
import { WORKERS_MAX } from './arena/control.ts';
import { FrameMemory } from './arena/frames.ts';
import { nativeObstacle } from './arena/native.ts';
import { Segments } from './arena/segments.ts';
import { Admission } from './dispatch/admission.ts';
import type { Capabilities, Dispatcher } from './dispatch/call.ts';
import { type AnyHandler, MethodDispatcher } from './dispatch/dispatcher.ts';
import { MethodStatistics } from './dispatch/statistics.ts';
import { compileKernel } from './kernel/module.ts';
import { hashFilesHandler } from './methods/hash-files.ts';
import { hashMessagesHandler } from './methods/hash-messages.ts';
import { hashRecordsHandler } from './methods/hash-records.ts';
import { closeSegment, openSegment, readSegment, writeSegment } from './methods/segment.ts';
import { type Observed, serverStats, serverStatus } from './methods/server.ts';
import { Crew } from './pool/crew.ts';
import { Scheduler } from './pool/scheduler.ts';
import { ShardRunner } from './pool/shard-runner.ts';
import { readTopology, suitableWorkers } from './pool/topology.ts';
import { packageVersion } from './version.ts';

const READ_BUFFER_BYTES = 64 * 1024;
const STOP_GRACE_MS = 100;

export interface SidecarOptions {
  /** Worker threads; by default one per physical core within the cgroup's quota. */
  readonly workers?: number | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Keep each worker on a core of its own. Off by default: on two virtual cores it made idle latency worse. */
  readonly pin?: boolean | undefined;
  /** The host computes too: leave it a core. */
  readonly hostComputes?: boolean | undefined;
  /** Another kernel module, for tests. */
  readonly kernelFile?: string | undefined;
  /** A fault of ours, for the log. */
  readonly fault?: ((message: string, detail: string) => void) | undefined;
  /** Log lines dropped so far, for `server/stats`. */
  readonly droppedLogLines?: (() => number) | undefined;
}

export interface Sidecar {
  readonly dispatcher: Dispatcher;
  readonly limits: Limits;
  readonly version: string;
  /** Stops the workers. Requests in flight should have been drained before. */
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

function checkedLimits(overrides: Partial<Limits> | undefined): Limits {
  const limits = resolveLimits(overrides);
  if (limits.arenaBytes < ARENA_BYTES_MIN || limits.arenaBytes > ARENA_BYTES_MAX) {
    throw invalidParams('arenaBytes', `${ARENA_BYTES_MIN} to ${ARENA_BYTES_MAX} bytes`);
  }
  return limits;
}

interface Machine {
  readonly workers: number;
  readonly processors: readonly number[];
}

function planMachine(options: SidecarOptions): Machine {
  const topology = readTopology();
  const suitable = suitableWorkers(topology, WORKERS_MAX);
  const workers = options.workers ?? Math.max(1, suitable - (options.hostComputes === true ? 1 : 0));
  return { workers, processors: options.pin === true ? topology.processors : [] };
}

export async function createSidecar(options: SidecarOptions = {}): Promise<Sidecar> {
  const limits = checkedLimits(options.limits);
  const version = packageVersion();
  const fault = options.fault ?? (() => {});
  const { workers, processors } = planMachine(options);
  const arena = new Arena(limits.arenaBytes, workers);
  const segments = new Segments(arena, limits);
  const module = lazily(() => compileKernel(options.kernelFile));
  const crew = new Crew(
    arena,
    module,
    { count: workers, processors },
    {
      lost: (worker) => scheduler.workerLost(worker),
      broken: (why) => scheduler.broken(why),
      fault,
    },
  );
  const inlineRunner = lazily(() => {
    const slab = arena.layout.slabs[workers];
    if (slab === undefined) throw new Error('the main thread has no slab');
    return new ShardRunner(module(), arena.share, slab, arena.control);
  });
  const scheduler: Scheduler = new Scheduler(arena, crew, inlineRunner, limits.stepMs, { fault });
  const admission = new Admission(limits);
  const statistics = new MethodStatistics();
  const droppedLogLines = options.droppedLogLines ?? (() => 0);
  const observed = { version, arena, segments, crew, scheduler, admission, statistics, droppedLogLines };
  const frames = new FrameMemory(arena);
  const readBuffer = arena.allocate(READ_BUFFER_BYTES);
  const dispatcher = new MethodDispatcher({
    services: { arena, segments, limits, workers },
    scheduler,
    admission,
    statistics,
    handlers: handlers(observed),
    capabilities: () => capabilities(version, limits, workers, segments.mapped, processors.length > 0),
    allocateFrame: (size) => frames.allocate(size),
    readBuffer: arena.view(readBuffer.address, READ_BUFFER_BYTES),
    fault,
  });
  return { dispatcher, limits, version, close: () => crew.stop(STOP_GRACE_MS) };
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
): Capabilities {
  const obstacle = nativeObstacle();
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
      ...(obstacle === undefined ? {} : { unavailable: { mappedSegments: obstacle, guardPages: obstacle } }),
    },
    limits: { ...limits },
  };
}
