import type { Finding } from './finding.ts';
/** Starts a sidecar and looks at what it makes of this machine. */
export declare function lookAtSidecar(): Promise<Finding[]>;
export declare function lookAtSocket(): Promise<Finding>;
