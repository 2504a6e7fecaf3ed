import type { Outrigger } from '../../../client/outrigger.ts';
import type { Algorithm, Engine } from '../../../protocol/methods/hash.ts';
import type { Digested, DigestSource } from './digests.ts';
export interface SourceOptions {
    algorithm: Algorithm;
    engine: Engine | undefined;
    /** Called with the bytes and files that are done. */
    onProgress: (bytes: number, files: number) => void;
}
export declare class SidecarSource implements DigestSource {
    #private;
    constructor(rig: Outrigger, options: SourceOptions);
    locate(name: string): string;
    sizeOf(name: string): number;
    files(paths: string[]): Promise<Digested[]>;
    stdin(): Promise<Digested>;
}
