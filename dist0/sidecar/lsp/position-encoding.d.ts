/**
 * What `character` of an LSP position counts: units of UTF-8, UTF-16 or UTF-32, as client and server agreed. Pure. Inside
 * the language server every offset is one of UTF-16; only positions that cross the wire pass through here.
 */
import type { PositionEncodingKind } from 'vscode-languageserver-protocol';
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';
/** The first of the client's list that we know; `utf-16`, which every client has, if it names none. */
export declare function agreeOn(offered: readonly PositionEncodingKind[] | undefined): PositionEncoding;
/** The length of `text[start, end)` in the encoding's units. A pair that `end` cuts is counted as if it ended before. */
export declare function unitsBetween(text: string, start: number, end: number, encoding: PositionEncoding): number;
/** The offset `units` behind `start`, at most `limit`; units that end inside a character mean its start. */
export declare function offsetAfter(text: string, start: number, limit: number, units: number, encoding: PositionEncoding): number;
