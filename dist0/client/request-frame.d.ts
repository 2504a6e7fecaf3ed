import { OutriggerError } from './errors.ts';
export type FrameParts = readonly Uint8Array[];
export declare function requestFrame(id: number, method: string, params: Record<string, unknown>): FrameParts;
export declare function notificationFrame(method: string, params: Record<string, unknown>): FrameParts;
export declare function frameBytes(parts: FrameParts): number;
/** For a text at a path that is none. */
export declare function refuseText(path: string): OutriggerError;
