import type { Handler } from './handler.ts';
export declare const openSegment: Handler<'segment/open'>;
export declare const closeSegment: Handler<'segment/close'>;
export declare const writeSegment: Handler<'segment/write'>;
export declare const readSegment: Handler<'segment/read'>;
