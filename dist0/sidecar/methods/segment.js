/** `segment/*`: leases of the arena, and moving bytes for clients that can't map. */
import { read as readInto } from 'node:fs';
import { promisify } from 'node:util';
import { invalidParams, ProtocolError } from '../../protocol/errors.js';
import { fileError } from '../dispatch/files.js';
/** What another process of the same user opens to map the memory. */
function descriptorPath(fd) {
    return `/proc/${process.pid}/fd/${fd}`;
}
export const openSegment = ({ bytes, passDescriptor }, scope) => {
    const { segments, call } = scope;
    const pass = passDescriptor ? call.request.passDescriptor : undefined;
    if (passDescriptor && (pass === undefined || !segments.mapped)) {
        throw invalidParams('passDescriptor', 'false: a descriptor goes with mapped segments, alone over a Unix socket');
    }
    const opened = segments.open(call.connection.id, bytes);
    if (opened.zeroed !== undefined)
        return whenZeroed(opened, opened.zeroed, scope);
    if (pass !== undefined)
        pass(segments.parcel(call.connection.id, opened.id));
    return openResult(opened);
};
function openResult({ id, bytes, fd }) {
    if (fd < 0)
        return { segment: id, bytes, mapped: false };
    return { segment: id, bytes, mapped: true, path: descriptorPath(fd) };
}
/** A call that ended meanwhile tells no id: then nobody could close the segment. */
async function whenZeroed(opened, zeroed, { segments, call }) {
    await zeroed;
    try {
        call.throwIfEnded();
    }
    catch (error) {
        segments.abandon(call.connection.id, opened.id);
        throw error;
    }
    return openResult(opened);
}
export const closeSegment = ({ segment }, { segments, call }) => {
    return segments.close(call.connection.id, segment)?.then(() => null) ?? null;
};
/** Where `data` is written to; that it doesn't fit is a fault of `data`: the params have no `length`. */
function targetRange(inputs, segment, offset, length) {
    try {
        return inputs.segment({ segment, offset, length }, '');
    }
    catch (error) {
        if (!(error instanceof ProtocolError) || error.data.path !== 'length')
            throw error;
        throw invalidParams('data', `${error.data.expected}, not ${length} bytes`);
    }
}
export const writeSegment = ({ segment, offset, data }, scope) => {
    const { inputs, arena, call } = scope;
    if (data.kind === 'file')
        return writeFile(segment, offset, data, scope);
    const length = inputs.memoryBytes(data, 'data');
    call.admitted.reserve(inputs.inlineBytes(data, 'data'), 0);
    const target = targetRange(inputs, segment, offset, length);
    const source = inputs.memory(data, 'data', true);
    arena.bytes.copyWithin(target.address, source.address, source.address + source.length);
    return null;
};
const readFile = promisify(readInto);
/** A step of reading: a cancelled call's memory is free after the step under way. */
const STEP_BYTES = 8 * 1024 * 1024;
async function writeFile(segment, offset, source, { inputs, arena, call }) {
    const file = await inputs.file(source, 'data');
    const target = targetRange(inputs, segment, offset, file.length);
    if ('address' in file) {
        arena.bytes.copyWithin(target.address, file.address, file.address + file.length);
        return null;
    }
    for (let done = 0; done < file.length;) {
        const step = Math.min(STEP_BYTES, file.length - done);
        const { bytesRead } = await readFile(file.fd, arena.bytes, target.address + done, step, file.offset + done).catch((error) => {
            throw fileError(error.code ?? 'EIO', source.path);
        });
        if (bytesRead === 0)
            throw fileError('ETRUNCATED', source.path);
        done += bytesRead;
        call.throwIfEnded();
    }
    return null;
}
export const readSegment = ({ segment, offset, length }, { inputs, arena, call }) => {
    const replyBytes = call.request.codec === 'json' ? Math.ceil(length / 3) * 4 : length;
    const range = inputs.segment({ segment, offset, length }, '');
    call.admitted.reserve(0, replyBytes);
    return { data: arena.view(range.address, range.length) };
};
