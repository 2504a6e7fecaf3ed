/** `server/*`: what the sidecar is doing, and what it has done. */
import type { ServerStats, ServerStatus } from '../../protocol/methods/server.ts';
import type { Arena } from '../arena/arena.ts';
import type { Segments } from '../arena/segments.ts';
import type { Admission } from '../dispatch/admission.ts';
import type { MethodStatistics } from '../dispatch/statistics.ts';
import type { Crew } from '../pool/crew.ts';
import type { Scheduler } from '../pool/scheduler.ts';
export interface Observed {
    readonly version: string;
    readonly arena: Arena;
    readonly segments: Segments;
    readonly crew: Crew;
    readonly scheduler: Scheduler;
    readonly admission: Admission;
    readonly statistics: MethodStatistics;
    /** Log lines dropped because nobody read them. */
    readonly droppedLogLines: () => number;
}
export declare function serverStatus(observed: Observed): ServerStatus;
export declare function serverStats({ statistics, crew, scheduler, droppedLogLines }: Observed): ServerStats;
