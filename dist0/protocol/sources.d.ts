/**
 * Where input bytes are (a source) and where result bytes go (a destination): the wire forms of PROTOCOL.md and the
 * validated forms that the sidecar works on. Pure: nothing is decoded, opened or checked against a real segment here.
 */
import * as v from 'valibot';
/** Bytes in JSON. */
export interface Base64 {
    base64: string;
}
export interface SegmentRange {
    segment: string;
    offset: number;
    length: number;
}
export interface FileRange {
    path: string;
    offset?: number | undefined;
    length?: number | undefined;
}
/** A source as it travels. A string means its UTF-8. */
export type SourceInput = Uint8Array | string | Base64 | SegmentRange | FileRange;
/** A source after validation, told apart by `kind`. */
export type Source = {
    kind: 'bytes';
    bytes: Uint8Array;
} | {
    kind: 'text';
    text: string;
} | {
    kind: 'base64';
    base64: string;
} | {
    kind: 'segment';
    segment: string;
    offset: number;
    length: number;
} | {
    kind: 'file';
    path: string;
    offset: number;
    length: number | undefined;
};
/** Absolute on this or any platform, and free of NUL, which no file system takes. */
export declare function isAbsolutePath(path: string): boolean;
/** A source of any form. */
export declare const source: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Source>]>;
/** `into`: the result bytes are written to this range instead of being returned. */
export declare const destination: v.SchemaWithPipe<readonly [v.UnknownSchema, v.RawTransformAction<unknown, Record<string, unknown>>, v.ObjectSchema<{
    segment: v.StringSchema<"a segment's id, a string">;
    offset: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
    length: v.CustomSchema<number, v.ErrorMessage<v.CustomIssue> | undefined>;
}, "an object">]>;
/** The schemas that the OpenRPC document refers to. */
export declare const sourceComponents: {
    Bytes: {
        description: string;
        type: string;
        properties: {
            base64: {
                type: string;
                contentEncoding: string;
            };
        };
        required: string[];
    };
    Source: {
        description: string;
        oneOf: ({
            $ref: string;
            description?: never;
            type?: never;
            properties?: never;
            required?: never;
            additionalProperties?: never;
        } | {
            $ref?: never;
            type: string;
            description: string;
            properties?: never;
            required?: never;
            additionalProperties?: never;
        } | {
            $ref?: never;
            description?: never;
            type: string;
            properties: {
                segment: {
                    type: string;
                };
                offset: {
                    type: string;
                };
                length: {
                    type: string;
                };
                path?: never;
            };
            required: string[];
            additionalProperties: boolean;
        } | {
            $ref?: never;
            description?: never;
            type: string;
            properties: {
                segment?: never;
                path: {
                    type: string;
                };
                offset: {
                    type: string;
                };
                length: {
                    type: string;
                };
            };
            required: string[];
            additionalProperties: boolean;
        })[];
    };
};
