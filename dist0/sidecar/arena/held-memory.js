/**
 * The memory of closed segments that a former client still has open or mapped. It is out of the arena and can't be
 * taken back; it is counted against the connection that had it and told in `server/status`, until the client lets go.
 * It holds descriptors for looking only, and never anything of the arena.
 */
import { close } from 'node:fs';
const LOOK_MS = 500;
/** Descriptors kept of connections that have ended; beyond that the oldest are closed, and counted no more. */
const ORPHANS_MAX = 256;
const NOBODY = 0;
/** Frees the pages on a thread of libuv's: 50 ms for 400 MB. An error would say that it was closed already. */
function closeAside(fd) {
    close(fd, () => { });
}
export class HeldMemory {
    native;
    kept = [];
    timer;
    constructor(native) {
        this.native = native;
    }
    /** Bytes that are held now, of all connections. */
    get bytes() {
        this.look();
        return this.kept.reduce((sum, held) => sum + held.bytes, 0);
    }
    /** What a connection holds now of the segments that it closed. */
    shareOf(connection) {
        this.look();
        const own = this.kept.filter((held) => held.connection === connection);
        return { count: own.length, bytes: own.reduce((sum, held) => sum + held.bytes, 0) };
    }
    /** Takes over the descriptor of a segment that was closed; `connection` is undefined if that has ended, too. */
    take(fd, bytes, connection) {
        if (!this.native.isHeldElsewhere(fd)) {
            closeAside(fd);
            return;
        }
        this.kept.push({ fd, bytes, connection: connection ?? NOBODY });
        this.bound();
        this.timer ??= setInterval(() => this.look(), LOOK_MS).unref();
    }
    /** A connection has ended: there is nobody to count against. */
    orphan(connection) {
        for (const held of this.kept)
            if (held.connection === connection)
                held.connection = NOBODY;
        this.bound();
    }
    bound() {
        let over = this.kept.filter((held) => held.connection === NOBODY).length - ORPHANS_MAX;
        if (over <= 0)
            return;
        this.kept = this.kept.filter(({ fd, connection }) => {
            if (over <= 0 || connection !== NOBODY)
                return true;
            over--;
            closeAside(fd);
            return false;
        });
    }
    look() {
        if (this.kept.length === 0)
            return;
        this.kept = this.kept.filter(({ fd }) => {
            if (this.native.isHeldElsewhere(fd))
                return true;
            closeAside(fd);
            return false;
        });
        if (this.kept.length > 0)
            return;
        clearInterval(this.timer);
        this.timer = undefined;
    }
}
