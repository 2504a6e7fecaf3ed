/** `segment/*`: leases of the arena, and moving bytes for clients that can't map. */
import { invalidParams } from '../../protocol/errors.ts';
import type { Handler } from './handler.ts';

/** What another process of the same user opens to map the memory. */
function descriptorPath(fd: number): string {
  return `/proc/${process.pid}/fd/${fd}`;
}

export const openSegment: Handler<'segment/open'> = ({ bytes, passDescriptor }, { segments, call }) => {
  const pass = call.request.passDescriptor;
  if (passDescriptor && (pass === undefined || !segments.mapped)) {
    throw invalidParams('passDescriptor', 'false: a descriptor goes with mapped segments, over a Unix socket');
  }
  const { id, bytes: size, fd } = segments.open(call.connection.id, bytes);
  if (fd < 0) return { segment: id, bytes: size, mapped: false };
  if (passDescriptor) pass?.(descriptorPath(fd));
  return { segment: id, bytes: size, mapped: true, path: descriptorPath(fd) };
};

export const closeSegment: Handler<'segment/close'> = ({ segment }, { segments, call }) => {
  segments.close(call.connection.id, segment);
  return null;
};

export const writeSegment: Handler<'segment/write'> = async ({ segment, offset, data }, scope) => {
  const { inputs, arena, call } = scope;
  if (data.kind === 'file') throw invalidParams('data', 'bytes, {base64}, a string or a range of a segment');
  const length = inputs.memoryBytes(data, 'data');
  call.admitted.reserve(inputs.inlineBytes(data, 'data'), 0);
  const target = inputs.segment({ segment, offset, length }, '');
  const source = inputs.memory(data, 'data', true);
  arena.bytes.copyWithin(target.address, source.address, source.address + source.length);
  return null;
};

export const readSegment: Handler<'segment/read'> = ({ segment, offset, length }, { inputs, arena, call }) => {
  const replyBytes = call.request.codec === 'json' ? Math.ceil(length / 3) * 4 : length;
  const range = inputs.segment({ segment, offset, length }, '');
  call.admitted.reserve(0, replyBytes);
  return { data: arena.view(range.address, range.length) };
};
