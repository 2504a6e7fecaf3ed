import type { Algorithm, Engine } from '../../protocol/methods/hash.ts';
interface EngineParams {
    readonly algorithm: Algorithm;
    readonly engine: Engine;
}
export declare function algorithmId(params: EngineParams): number;
export declare function engineId(params: EngineParams): number;
/** OpenSSL has no BLAKE3. */
export declare function refuseEngine(params: EngineParams): void;
export {};
