/** `outrigger lsp`: the language server, as editors start it. Loads it for this command alone. */
import { type Command } from '../command.ts';
export declare const lspCommand: Command;
