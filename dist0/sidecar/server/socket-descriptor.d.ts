/** The file descriptor under a stream, for what can only be sent past Node. To be asked for anew each time: it may close. */
import type { Writable } from 'node:stream';
/** Of a socket that is open; -1 for any other stream. There is no documented way to it. */
export declare function socketDescriptor(stream: Writable): number;
