import type { CallOptions } from '../../client/call.ts';
import type { MethodName, ParamsOf, ResultOf } from '../../protocol/methods.ts';
export interface LinkOptions {
    /** A sidecar of the language server's own, on stdio. */
    private: boolean;
    log(message: string): void;
}
export declare class SidecarLink {
    #private;
    constructor(options: LinkOptions);
    /**
     * Calls a method; where the sidecar went away, again on another one. Only for methods that change nothing.
     * @throws OutriggerError as `Outrigger.call` does.
     */
    call<M extends MethodName>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
    /** Ends the connection, and a private sidecar. */
    close(): Promise<void>;
}
