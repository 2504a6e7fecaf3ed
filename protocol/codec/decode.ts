/**
 * Frames to messages, in every dialect. Nothing is decoded before its bytes were judged: bounds, UTF-8, and what a MessagePack
 * decoder would obey or replace silently. Never throws for any bytes.
 */
import { type Buffer, isUtf8 } from 'node:buffer';
import { invalidParams, ProtocolError } from '../errors.ts';
import type { Frame, FrameBounds } from '../framing/frame.ts';
import { MessagePackScan } from '../framing/msgpack-scan.ts';
import { keepMarks } from './byte-order-marks.ts';
import { fromArray, fromObject, type Incoming, invalid, invalidRequest, type MessageId, readId } from './incoming.ts';
import { judgeJson, skimJsonId } from './json-scan.ts';
import { decodeMessagePack } from './msgpack.ts';
import { type Fault, MessagePackWalk, type Span } from './msgpack-walk.ts';
import { formatPath } from './path.ts';

/** An array is a batch. */
export type Decoded = Incoming | readonly Incoming[];

function batchOf(values: readonly unknown[]): Decoded {
  return values.length === 0
    ? invalidRequest('a batch has one message at least', null)
    : values.map((value) => fromObject(value));
}

function decodeJson(bytes: Buffer, bounds: FrameBounds): Decoded {
  if (!isUtf8(bytes)) return invalid(new ProtocolError('ParseError', 'the body is not UTF-8'), null);
  const refusal = judgeJson(bytes, bounds);
  if (refusal !== undefined) return invalid(refusal, skimJsonId(bytes));
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    // the parser's own message quotes the text: a client's bytes, which no message may hold
    return invalid(new ProtocolError('ParseError', 'the body is not JSON'), null);
  }
  return Array.isArray(value) ? batchOf(value) : fromObject(value);
}

/** Params may be `[object]`: the field's path begins in the object. */
function paramsFault(fault: Fault): ProtocolError {
  const path = fault.path[0] === 0 ? fault.path.slice(1) : fault.path;
  return invalidParams(formatPath(path), fault.expected);
}

function decodeSpan(bytes: Buffer, { start, end }: Span): unknown {
  const whole = start === 0 && end === bytes.length;
  return decodeMessagePack(whole ? bytes : bytes.subarray(start, end));
}

/** The same where a text may begin with a byte order mark. */
function decodeMarked(bytes: Buffer, { start, end }: Span): unknown {
  return decodeMessagePack(keepMarks(bytes.subarray(start, end)));
}

/** A MessagePack-RPC message with a fault: what may be decoded, undefined in place of the rest. */
function faultyArray(bytes: Buffer, walk: MessagePackWalk, start: number): Incoming {
  const spans = [...walk.children(start)];
  // a notification has no id: [2, method, params]
  const paramsAt = spans.length === 3 ? 2 : 3;
  let fault: ProtocolError | undefined;
  const values = spans.map((span, index) => {
    const found = walk.fault(span.start);
    if (found === undefined) return decodeMarked(bytes, span);
    if (index === paramsAt) fault = paramsFault(found);
    return undefined;
  });
  return fromArray(values, fault);
}

/** A message that is a map, likewise. */
function faultyMap(bytes: Buffer, walk: MessagePackWalk, start: number, whole: Fault): Incoming {
  const clean = new Map<string, unknown>();
  let fault: ProtocolError | undefined;
  for (const [name, span] of [...walk.members(start)]) {
    const found = walk.fault(span.start);
    clean.set(name, found === undefined ? decodeMarked(bytes, span) : undefined);
    if (found !== undefined && name === 'params') fault = paramsFault(found);
  }
  const message = fromObject(Object.fromEntries(clean), fault);
  if (fault !== undefined || message.kind === 'ignored') return message;
  const where = formatPath(whole.path) || 'the message';
  return invalidRequest(`${where}: expected ${whole.expected}`, readId(clean.get('id')) ?? null);
}

/** One message, fast where its scan found nothing that msgpackr must not see. */
function decodeOne(bytes: Buffer, span: Span, rpc: boolean, scanned: number, bounds: FrameBounds): Incoming {
  const read = rpc ? fromArray : fromObject;
  if (scanned === 0) {
    try {
      return read(decodeSpan(bytes, span));
    } catch {
      // a map with keys that are no names: the walk says which
    }
  }
  const walk = new MessagePackWalk(bytes, bounds);
  const fault = walk.fault(span.start);
  if (fault === undefined) return read(decodeMarked(bytes, span)); // `__proto__` was a text, and no key
  if (rpc) return faultyArray(bytes, walk, span.start);
  return walk.isMap(span.start) ? faultyMap(bytes, walk, span.start, fault) : fromObject(undefined);
}

/** The id of a map that passes a limit, without decoding anything else of it. */
function skimPackedId(bytes: Buffer, walk: MessagePackWalk): MessageId | null {
  for (const [name, span] of walk.members(0)) {
    if (name !== 'id') continue;
    const scalar = !walk.isMap(span.start) && !walk.isArray(span.start) && walk.fault(span.start) === undefined;
    return scalar ? (readId(decodeSpan(bytes, span)) ?? null) : null;
  }
  return null;
}

/** A MessagePack body of a Content-Length frame: a map, or an array of them. */
function decodePacked(bytes: Buffer, bounds: FrameBounds): Decoded {
  const scan = new MessagePackScan(bounds);
  if (scan.run(bytes, 0, bytes.length) !== 'done' || scan.position !== bytes.length) {
    return invalid(new ProtocolError('ParseError', 'the body is not one MessagePack value'), null);
  }
  const walk = new MessagePackWalk(bytes, bounds);
  if (scan.refusal !== undefined) return invalid(scan.refusal, skimPackedId(bytes, walk));
  if (!walk.isArray(0)) return decodeOne(bytes, { start: 0, end: bytes.length }, false, scan.flags, bounds);
  const elements = [...walk.children(0)];
  if (elements.length === 0) return batchOf([]);
  return elements.map((element) => decodeOne(bytes, element, false, walk.flags(element.start), bounds));
}

/**
 * The message or messages of a frame. `rpc` says that it came by the MessagePack-RPC framing, which has scanned it.
 */
export function decodeFrame(frame: Frame, rpc: boolean, bounds: FrameBounds): Decoded {
  const { bytes } = frame.body;
  if (frame.codec === 'json') return decodeJson(bytes, bounds);
  if (!rpc) return decodePacked(bytes, bounds);
  return decodeOne(bytes, { start: 0, end: bytes.length }, true, frame.scanned ?? 0, bounds);
}
