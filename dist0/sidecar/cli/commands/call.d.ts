import { type Command } from '../command.ts';
/** A replacer for JSON.stringify: bytes as the protocol's JSON writes them. */
export declare function bytesAsBase64(this: unknown, key: string, item: unknown): unknown;
export declare const callCommand: Command;
