import type { ServerStatus } from '../../../protocol/methods/server.ts';
import { type Command } from '../command.ts';
/** The status as lines for people. Pure. */
export declare function statusInWords(status: ServerStatus, where: string): string[];
export declare const statusCommand: Command;
