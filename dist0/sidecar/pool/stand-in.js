/**
 * The main thread in the workers' place, where none can be started (a permission, an address space that is used up):
 * a step at a time between the event loop's other tasks. Slower, and everything works.
 */
import { MAIN_LINE } from '../arena/control.js';
import { ShardLoop } from './shard-loop.js';
export class StandIn {
    loop;
    scheduled = false;
    constructor(control, runner) {
        this.loop = new ShardLoop(MAIN_LINE, control, runner);
    }
    /** There is work: goes on until there is none. */
    wake() {
        if (this.scheduled)
            return;
        this.scheduled = true;
        setImmediate(() => {
            this.scheduled = false;
            if (this.loop.turn())
                this.wake();
        });
    }
}
