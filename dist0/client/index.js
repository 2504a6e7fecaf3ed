/**
 * outrigger's client: `connect()` to this user's sidecar or `spawn()` one of your own, and call it. Thin, and nothing
 * else: importing it loads no command line, logger, validator or editor protocol.
 */
export { sockname } from '../protocol/endpoint.js';
export { connect } from './connect.js';
export { isOutriggerError, OutriggerError } from './errors.js';
export { spawn } from './spawn.js';
