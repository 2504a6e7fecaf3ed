/** `server/*` and `rpc.discover`: what the sidecar tells of itself. */
import { params } from '../envelope.js';
export const serverStatusParams = params({});
export const serverStatsParams = params({});
export const discoverParams = params({});
