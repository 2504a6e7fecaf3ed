import type { Algorithm } from '../../../protocol/methods/hash.ts';
import type { Digested } from './digests.ts';
/** What of the sidecar is needed. */
export interface Blake3 {
    message(bytes: Uint8Array): Promise<Digested>;
    file(path: string): Promise<Digested>;
}
/** The digest of what is left on standard input; of nothing, when it was read before. */
export declare function digestStdin(algorithm: Algorithm, blake3: Blake3): Promise<Digested>;
