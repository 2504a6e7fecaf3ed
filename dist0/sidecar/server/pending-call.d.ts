/**
 * A request that was started and not yet answered: what dispatch sees of it, and what its reply needs. One object a request,
 * made for each tiny call, so whatever only some calls need is made when it is asked for.
 */
import type { MessageId } from '../../protocol/codec/incoming.ts';
import type { Wire } from '../../protocol/codec/outgoing.ts';
import type { CallHandle, CallRequest, FrameLease, Parcel, ProgressValue } from '../dispatch/call.ts';
import type { Batch } from './batch.ts';
import { type Token } from './progress.ts';
/** A message's surroundings: where its bytes lie, and how it is answered. */
export interface Envelope {
    readonly wire: Wire;
    readonly frame: FrameLease;
    readonly receivedAt: number;
    readonly batch: Batch | undefined;
}
export declare class PendingCall implements CallRequest {
    #private;
    readonly id: MessageId;
    readonly method: string;
    readonly params: unknown;
    readonly envelope: Envelope;
    /** Set once dispatch has started it. */
    handle: CallHandle | undefined;
    /** What its reply carries. */
    parcel: Parcel | undefined;
    constructor(id: MessageId, method: string, params: unknown, envelope: Envelope, passesDescriptors: boolean, sendProgress: (wire: Wire, token: Token, value: ProgressValue) => void);
    get receivedAt(): number;
    get frame(): FrameLease;
    get codec(): 'json' | 'msgpack';
    get passDescriptor(): ((parcel: Parcel) => void) | undefined;
    onProgress(token: Token, value: ProgressValue): void;
    /** The reply comes next: a progress that was begun ends before it. */
    finishProgress(): void;
}
