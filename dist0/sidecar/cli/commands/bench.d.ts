import { type Command } from '../command.ts';
export interface Row {
    name: string;
    /** Million bytes a second: the median of the runs. */
    megabytesPerSecond: number;
}
export declare const benchCommand: Command;
