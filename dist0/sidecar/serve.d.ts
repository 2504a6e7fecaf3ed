import { EndpointRefused } from './server/doors/refused.ts';
import { readServeArguments } from './server/serve-arguments.ts';
export type { Served } from './server/doors/claim.ts';
export { type ServeOptions, type Service, serve } from './server/service.ts';
export { EndpointRefused, readServeArguments };
/** Serves as the arguments of this process say, and ends it. */
export declare function serveAsScript(): Promise<void>;
