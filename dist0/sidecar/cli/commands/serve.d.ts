import { type Command } from '../command.ts';
/** Where it listens and how to call it. Pure. */
export declare function greeting(path: string, version: string, pid: number, paint?: import("../terminal.ts").Paint): string[];
export declare const serveCommand: Command;
