import type { Log } from '../../log/log.ts';
import type { Server } from '../server.ts';
import { type Served } from './claim.ts';
export declare class SocketDoor {
    #private;
    readonly kind = "listening";
    readonly path: string;
    private constructor();
    /** Listens on `path`, or tells who does. @throws EndpointRefused with the reason. */
    static open(server: Server, path: string, log: Log): Promise<SocketDoor | Served>;
    /** Accepts no more. Connections that are open stay so. */
    close(): void;
}
