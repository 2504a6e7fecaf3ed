import type { Handler } from './handler.ts';
export declare const normalizeHandler: Handler<'text/normalize'>;
