import { type Transport } from './transport.ts';
export interface LanguageServerOptions {
    transport: Transport;
    /** A sidecar of its own. */
    private: boolean;
    /** Ends when this process ends; `processId` of `initialize` is watched too. */
    clientProcessId?: number | undefined;
}
/** Serves one editor. Resolves with the exit code: 0 after `shutdown`, else 1. */
export declare function serveEditor(options: LanguageServerOptions): Promise<0 | 1>;
