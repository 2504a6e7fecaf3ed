/** `nobody`: no socket, or a stale one. `busy`: somebody holds it who doesn't answer now. */
export type Occupant = {
    readonly kind: 'nobody';
} | {
    readonly kind: 'busy';
    readonly code: string;
} | {
    readonly kind: 'served';
    readonly pid: number | undefined;
    readonly version: string | undefined;
};
export declare function askOccupant(path: string): Promise<Occupant>;
