import type { Channel } from '../channel.ts';
import type { ChannelEvents, Server } from '../server.ts';
/** Serves stdio. The channel ends with stdin's end, or when nobody reads stdout any more. */
export declare function openStdioDoor(server: Server, events: ChannelEvents): Channel;
