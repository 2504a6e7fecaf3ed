import { type Reach } from './segment-access.ts';
import { type Block } from './text-blocks.ts';
export declare class TextStage {
    #private;
    readonly blocks: Block[];
    private constructor();
    /** So many blocks, or undefined where there is no such segment to be had or it is no file here. Never throws. */
    static open(count: number, by: Reach): Promise<TextStage | undefined>;
    /** Gives the segment back. Never rejects: a lease ends with its connection anyway. */
    close(): Promise<void>;
}
