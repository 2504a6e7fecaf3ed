import { type Command } from '../command.ts';
export declare function masked(match: string): string;
export declare const scanCommand: Command;
