/** `hash/messages` on files: one file cut by lengths, or a list of sources that names files. */
import type { Source } from '../../protocol/sources.ts';
import { type FileSource } from '../dispatch/inputs.ts';
import type { CallScope, ValidParams } from './handler.ts';
import { type DigestResult } from './hash-target.ts';
type MessagesParams = ValidParams<'hash/messages'>;
/** One file whose messages lie one after another. */
export declare function messagesOfFile(params: MessagesParams, data: FileSource, lengths: readonly number[], scope: CallScope): Promise<DigestResult>;
/** A list of sources, some of them files: each file is looked at here, and opened again by the worker that reads it. */
export declare function messagesOfFiles(params: MessagesParams, messages: readonly Source[], scope: CallScope): Promise<DigestResult>;
export {};
