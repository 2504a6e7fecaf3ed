import type { Reports } from './reports.ts';
import type { Session } from './session.ts';
import type { WorkspaceScan } from './workspace-scan.ts';
export declare class WorkspaceDiagnostics {
    #private;
    constructor(session: Session, reports: Reports, scan: WorkspaceScan);
    /** Files changed, were closed, or may have: they are looked for at the next question. */
    changed(): void;
}
