/** A request costs both ends half a millisecond: two workers take 23 ms to scan 10 MB so, and 26 with half of it. */
export const BLOCK_BYTES = 2 * 1024 * 1024;
/** One is filled while another is worked on; the others are on their way to and fro. */
const BLOCKS = 4;
class OwnBlock {
    #bytes;
    /** Made when they are wanted: texts that lie somewhere need none. */
    get bytes() {
        this.#bytes ??= new Uint8Array(BLOCK_BYTES);
        return this.#bytes;
    }
    source(length) {
        return this.bytes.subarray(0, length);
    }
}
export class TextBlocks {
    #by;
    #taken = 0;
    #waiting = [];
    /** Weakly held: idle, they are the garbage collector's. */
    #own = [];
    #staged = [];
    #stage;
    constructor(by) {
        this.#by = by;
    }
    /** A block that nobody else has. */
    async take() {
        while (this.#taken === BLOCKS)
            await new Promise((resolve) => this.#waiting.push(resolve));
        this.#taken += 1;
        // not waited for: until it is there, blocks are one's own
        this.#stage ??= this.#openStage();
        let block = this.#staged.pop();
        while (block === undefined && this.#own.length > 0)
            block = this.#own.pop()?.deref();
        return block ?? new OwnBlock();
    }
    /** Takes back what nobody reads any more. */
    giveBack(block) {
        this.#taken -= 1;
        if (block instanceof OwnBlock)
            this.#own.push(new WeakRef(block));
        else
            this.#staged.push(block);
        for (const goOn of this.#waiting.splice(0))
            goOn();
    }
    /** Gives the segment back, once no batch uses it: the connection ends, or its memory is wanted for something else. */
    async closeStage() {
        const stage = await this.#stage;
        if (stage === undefined)
            return;
        this.#stage = Promise.resolve(undefined);
        const back = this.#staged.splice(0);
        while (back.length < BLOCKS) {
            await new Promise((resolve) => this.#waiting.push(resolve));
            back.push(...this.#staged.splice(0));
        }
        await stage.close();
    }
    async #openStage() {
        const { TextStage } = await import('./text-stage.js');
        const stage = await TextStage.open(BLOCKS, this.#by);
        if (stage !== undefined)
            this.#staged = stage.blocks;
        return stage;
    }
}
