/** The names of algorithms and engines on the wire, as the numbers that workers know. */
import { invalidParams } from '../../protocol/errors.js';
import { ALGORITHM_IDS } from '../kernel/instance.js';
import { ENGINE_IDS } from '../pool/operations/digest.js';
export function algorithmId(params) {
    return ALGORITHM_IDS[params.algorithm];
}
export function engineId(params) {
    return ENGINE_IDS[params.engine];
}
/** OpenSSL has no BLAKE3. */
export function refuseEngine(params) {
    if (params.engine === 'openssl' && params.algorithm !== 'sha256') {
        throw invalidParams('engine', '"auto" or "wasm": OpenSSL has no blake3');
    }
}
