export interface Topology {
    /** Logical processors that this process may run on. */
    readonly logical: number;
    /** Physical cores among them. */
    readonly physical: number;
    /** CPUs' worth of time that the cgroup grants, or undefined. */
    readonly quota: number | undefined;
    /** One logical processor of each physical core: where workers are pinned. */
    readonly processors: readonly number[];
}
/** `0-3,8` → [0, 1, 2, 3, 8]. */
export declare function parseCpuList(list: string): number[];
/** `150000 100000` → 1.5, `max 100000` (or what is none) → undefined. */
export declare function parseCpuMax(text: string): number | undefined;
export declare function readTopology(): Topology;
/** The number of workers that suits: at least one, at most `most`. */
export declare function suitableWorkers(topology: Topology, most: number): number;
