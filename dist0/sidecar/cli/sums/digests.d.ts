/**
 * Digests of many names, in the order they were given, with a few calls in flight: a call takes a batch of files, and the
 * sidecar spreads them over its workers. Knows batches and order; neither how names are printed nor how a call travels.
 */
import type { ErrorObject } from '../../../protocol/errors.ts';
/** What became of one file. */
export type Digested = {
    digest: string;
    bytes: number;
} | {
    error: ErrorObject;
};
export interface DigestSource {
    /** Digests of files, in the order of `paths` (as `locate` gives them). */
    files(paths: string[]): Promise<Digested[]>;
    /** The digest of what is left on standard input. */
    stdin(): Promise<Digested>;
    locate(name: string): string;
    /** Bytes of a file, or 0 where that isn't known. */
    sizeOf(name: string): number;
}
/** What is to be hashed: a file's name, `-` for standard input, or (without a name) a mere place in the order. */
export interface Item {
    name?: string | undefined;
}
/** Each item with what became of it, in order; items without a name come with `undefined`. */
export declare function digestsInOrder<T extends Item>(items: Iterable<T>, source: DigestSource): AsyncGenerator<[T, Digested | undefined]>;
