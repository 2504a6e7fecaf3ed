import type { Handler } from './handler.ts';
export declare const hashMessagesHandler: Handler<'hash/messages'>;
