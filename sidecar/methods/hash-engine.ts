/** The names of algorithms and engines on the wire, as the numbers that workers know. */
import { invalidParams } from '../../protocol/errors.ts';
import type { Algorithm, Engine } from '../../protocol/methods/hash.ts';
import { ALGORITHM_IDS } from '../kernel/instance.ts';
import { ENGINE_IDS } from '../pool/operations/digest.ts';

interface EngineParams {
  readonly algorithm: Algorithm;
  readonly engine: Engine;
}

export function algorithmId(params: EngineParams): number {
  return ALGORITHM_IDS[params.algorithm];
}

export function engineId(params: EngineParams): number {
  return ENGINE_IDS[params.engine];
}

/** OpenSSL has no BLAKE3. */
export function refuseEngine(params: EngineParams): void {
  if (params.engine === 'openssl' && params.algorithm !== 'sha256') {
    throw invalidParams('engine', '"auto" or "wasm": OpenSSL has no blake3');
  }
}
