/**
 * The vocabulary that method parameters are described in: valibot schemas whose messages are the `expected` of an
 * InvalidParams error, with the JSON Schema of each for the OpenRPC document. Pure; knows no method.
 */
import * as v from 'valibot';
import { type ProtocolError } from './errors.ts';
export type JsonSchema = Record<string, unknown>;
export declare function documentedSchema(schema: object): JsonSchema | undefined;
/** Attaches the JSON Schema that `rpc.discover` tells for `schema`. */
export declare function document<S extends object>(schema: S, json: JsonSchema): S;
/** Non-negative integers up to 2^53-1 (an integral float64 counts), from `min` to `max`. */
export declare function integer(min?: number, max?: number): v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
/** A list of non-negative integers, judged in one go: there may be a million. */
export declare function integers(expected: string): v.SchemaWithPipe<readonly [v.CustomSchema<number[], v.ErrorMessage<v.CustomIssue> | undefined>, v.RawCheckAction<number[]>]>;
/** One of a few strings. */
export declare function oneOf<const T extends readonly [string, ...string[]]>(...options: T): v.PicklistSchema<T, string>;
export declare function text(expected?: string): v.StringSchema<string>;
export declare function flag(): v.BooleanSchema<"true or false">;
export declare function listOf<S extends v.GenericSchema>(item: S, expected: string): v.ArraySchema<S, string>;
/**
 * An object with exactly these fields. An empty array is the empty object (Lua can't tell them apart); a field that is
 * not listed is an error that names it, so that a misspelt `recordSize` never hashes with 64.
 */
export declare function fields<E extends v.ObjectEntries>(entries: E, unknown?: 'refuse' | 'ignore'): v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<E, "an object">]>;
/** The first issue as an error: the field's path (`messages[3].base64`) and what was expected there. */
export declare function issueError(issue: v.BaseIssue<unknown>): ProtocolError;
/** Judges `input` by `schema`: the typed value, or a thrown InvalidParams that names the field. */
export declare function judge<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S>;
