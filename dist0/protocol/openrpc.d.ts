import { type MethodName } from './methods.ts';
import { type JsonSchema } from './schema.ts';
/** The document for these methods, at the sidecar's version. */
export declare function openRpc(version: string, methods: readonly MethodName[]): JsonSchema;
