/**
 * `-c`: reads checksum files, hashes what they list, and tells what matches: word for word as `sha256sum` does
 * (coreutils 9.1, src/digest.c, digest_check). Decides what is said; where it is written is `Voice`'s business.
 */
import { type DigestSource } from './digests.ts';
export interface CheckStyle {
    /** SHA256 or BLAKE3, as in a tagged line and in messages. */
    tagName: string;
    /** No OK lines. */
    quiet: boolean;
    /** Nothing at all on stdout; the exit code tells. */
    status: boolean;
    ignoreMissing: boolean;
    strict: boolean;
    warn: boolean;
}
export interface Voice {
    /** A line of stdout, without its end. */
    say(text: string): void;
    /** A line of stderr, without the program's name. */
    complain(text: string): void;
    quoted(name: string): string;
}
export type CheckOutcome = 'ok' | 'failed' | 'unreadable' | 'missing';
export interface CheckReport {
    files: {
        name: string;
        outcome: CheckOutcome;
    }[];
    malformed: number;
    /** Whether sha256sum would exit with 0. */
    passed: boolean;
}
/** Checks one list. `listName` is `-` for standard input. */
export declare function checkList(listName: string, list: Uint8Array, style: CheckStyle, source: DigestSource, voice: Voice): Promise<CheckReport>;
