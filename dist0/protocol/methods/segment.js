/** `segment/*`: ranges of the arena that a connection leases, mapped into the client where the platform can. */
import * as v from 'valibot';
import { params } from '../envelope.js';
import { flag, integer, text } from '../schema.js';
import { source } from '../sources.js';
const segment = text("a segment's id, a string");
export const segmentOpenParams = params({ bytes: integer(1), passDescriptor: v.optional(flag(), false) });
export const segmentCloseParams = params({ segment });
export const segmentWriteParams = params({ segment, offset: integer(), data: source });
export const segmentReadParams = params({ segment, offset: integer(), length: integer() });
