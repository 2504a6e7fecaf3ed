export { ERRORS, errorName, ProtocolError } from './errors.js';
export { LIMITS } from './limits.js';
export { METHOD_NAMES } from './methods.js';
