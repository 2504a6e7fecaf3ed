import type { Handler } from './handler.ts';
export declare const hashRecordsHandler: Handler<'hash/records'>;
