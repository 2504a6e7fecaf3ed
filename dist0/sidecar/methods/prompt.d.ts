import type { Handler } from './handler.ts';
export declare const prepareHandler: Handler<'prompt/prepare'>;
