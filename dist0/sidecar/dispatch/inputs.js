/**
 * Turns the sources of a request into ranges the kernel can read: arena memory (in place where the bytes already lie
 * there, else copied once) or an open file. Everything it acquires is given back at the call's end.
 */
import { invalidParams } from '../../protocol/errors.js';
import { RANGE_BYTES_MAX } from '../../protocol/limits.js';
import { base64Bytes, decodeBase64 } from './base64.js';
import { openFile } from './files.js';
function notBase64(field) {
    return invalidParams(`${field}.base64`, 'padded base64 (RFC 4648 §4)');
}
export class Inputs {
    call;
    arena;
    segments;
    limits;
    frameHeld = false;
    constructor(call, arena, segments, limits) {
        this.call = call;
        this.arena = arena;
        this.segments = segments;
        this.limits = limits;
    }
    /** Bytes that a source brings along in the request; 0 for ranges of segments and files. */
    inlineBytes(source, field) {
        switch (source.kind) {
            case 'bytes':
                return source.bytes.length;
            case 'text':
                return Buffer.byteLength(source.text);
            case 'base64': {
                const bytes = base64Bytes(source.base64);
                if (bytes === undefined)
                    throw notBase64(field);
                return bytes;
            }
            default:
                return 0;
        }
    }
    /** Bytes of a memory source, before it is resolved: a range that isn't there is an error before anything else is. */
    memoryBytes(source, field) {
        if (source.kind !== 'segment')
            return this.inlineBytes(source, field);
        this.segments.check(this.call.connection.id, source, field);
        return source.length;
    }
    /** A range for a table or a result, given back at the call's end. */
    scratch(bytes) {
        const range = this.arena.allocate(bytes);
        this.call.own(() => this.arena.release(range));
        return range.address;
    }
    /**
     * A source's bytes in the arena. `atOnce` promises that the job runs before `start` returns, so that bytes in the
     * shared read buffer may be read in place.
     */
    memory(source, field, atOnce) {
        const inPlace = this.inPlace(source, field, atOnce);
        if (inPlace !== undefined)
            return inPlace;
        const length = this.memoryBytes(source, field);
        if (length > RANGE_BYTES_MAX)
            throw invalidParams(field, `at most ${RANGE_BYTES_MAX} bytes`);
        return this.copy(source, length, this.scratch(length), field);
    }
    /** Many sources' bytes in the arena: those that must be copied lie in one range, one after another. */
    memories(sources, field, atOnce) {
        let copied = 0;
        const found = sources.map((source, i) => {
            const inPlace = this.inPlace(source, field(i), atOnce);
            if (inPlace === undefined)
                copied += this.memoryBytes(source, field(i));
            return inPlace;
        });
        let next = copied === 0 ? 0 : this.scratch(copied);
        return sources.map((source, i) => {
            const inPlace = found[i];
            if (inPlace !== undefined)
                return inPlace;
            const input = this.copy(source, this.memoryBytes(source, field(i)), next, field(i));
            next += input.length;
            return input;
        });
    }
    inPlace(source, field, atOnce) {
        if (source.kind === 'segment')
            return this.segment(source, field);
        if (source.kind !== 'bytes' || !this.arena.holds(source.bytes))
            return undefined;
        if (!atOnce && !this.holdFrame())
            return undefined;
        return { address: source.bytes.byteOffset, length: source.bytes.length };
    }
    /** A segment's range, as source or destination. */
    segment(range, field) {
        const use = this.segments.use(this.call.connection.id, range, field);
        this.call.own(() => use.release());
        return use;
    }
    /** Opens a file and checks the range. A file that only exists as content (/proc) comes back as memory. */
    async file(source, field) {
        const file = await openFile(source.path, this.limits);
        this.call.own(() => file.close());
        const range = this.fileRange(file, source, field);
        return 'address' in range ? range : { fd: file.fd, ...range };
    }
    /** Checks a file and its range without keeping it open: for calls that name many, whose workers open each anew. */
    async closedFile(source, field) {
        const file = await openFile(source.path, this.limits);
        file.close();
        return this.fileRange(file, source, field);
    }
    /** Reads a file's range into memory, and closes it; `admit` judges its length before. */
    async fileBytes(source, field, admit) {
        const file = await openFile(source.path, this.limits);
        try {
            const range = this.fileRange(file, source, field);
            if ('address' in range)
                return range;
            admit(range.length);
            const address = this.scratch(range.length);
            await file.read(this.arena.view(address, range.length), range.offset);
            this.call.throwIfEnded();
            return { address, length: range.length };
        }
        finally {
            file.close();
        }
    }
    fileRange(file, source, field) {
        this.call.throwIfEnded();
        const { offset } = source;
        if (offset > file.size)
            throw invalidParams(`${field}.offset`, `at most ${file.size}, the file's bytes`);
        const rest = file.size - offset;
        const length = source.length ?? rest;
        if (length > rest)
            throw invalidParams(`${field}.length`, `at most ${rest}, from the offset to the file's end`);
        if (file.content === undefined)
            return { offset, length };
        this.call.admitted.reserve(length, 0);
        const bytes = file.content.subarray(offset, offset + length);
        return this.copy({ kind: 'bytes', bytes }, length, this.scratch(length), field);
    }
    /** Keeps the request's frame until the call's end; false where it lies in the shared read buffer. */
    holdFrame() {
        const { frame } = this.call.request;
        if (this.frameHeld || !frame.retainable)
            return this.frameHeld;
        frame.retain();
        this.call.own(() => frame.release());
        this.frameHeld = true;
        return true;
    }
    copy(source, length, address, field) {
        const target = Buffer.from(this.arena.buffer, address, length);
        if (source.kind === 'bytes')
            target.set(source.bytes);
        else if (source.kind === 'text')
            writeText(source.text, target, field);
        else if (!decodeBase64(source.base64, target))
            throw notBase64(field);
        return { address, length };
    }
}
/** Messages or texts that are given by their lengths are all of the data. */
export function checkLengths(lengths, dataBytes) {
    let sum = 0;
    for (const length of lengths)
        sum += length;
    if (sum === dataBytes)
        return;
    throw invalidParams('lengths', `lengths that sum to the data's ${dataBytes} bytes, not ${sum}`);
}
function writeText(text, target, field) {
    if (!text.isWellFormed())
        throw invalidParams(field, 'text without lone surrogates');
    target.write(text, 'utf8');
}
