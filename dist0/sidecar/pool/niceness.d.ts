/** What nice(1) adds by default: a tenth of the weight of an ordinary thread where both want the same core. */
export declare const NICE = 10;
/** The niceness that the system has no more than. */
export declare const NICE_MAX = 19;
/** Adds to the calling thread's niceness. Elsewhere than on Linux a priority is the whole process's, and is left alone. */
export declare function stepBack(nice: number): void;
