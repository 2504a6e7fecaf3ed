import type { Handler } from './handler.ts';
export declare const hashFilesHandler: Handler<'hash/files'>;
