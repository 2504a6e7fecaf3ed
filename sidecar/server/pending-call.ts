/**
 * A request that was started and not yet answered: what dispatch sees of it, and what its reply needs. One object a request,
 * made for each tiny call, so whatever only some calls need is made when it is asked for.
 */
import type { MessageId } from '../../protocol/codec/incoming.ts';
import type { Wire } from '../../protocol/codec/outgoing.ts';
import type { CallHandle, CallRequest, FrameLease, Parcel, ProgressValue } from '../dispatch/call.ts';
import type { Batch } from './batch.ts';
import { Progress, type Token } from './progress.ts';

/** A message's surroundings: where its bytes lie, and how it is answered. */
export interface Envelope {
  readonly wire: Wire;
  readonly frame: FrameLease;
  readonly receivedAt: number;
  readonly batch: Batch | undefined;
}

export class PendingCall implements CallRequest {
  readonly id: MessageId;
  readonly method: string;
  readonly params: unknown;
  readonly envelope: Envelope;
  /** Set once dispatch has started it. */
  handle: CallHandle | undefined;
  /** It is answered, or will never be. */
  settled = false;
  /** What its reply carries. */
  parcel: Parcel | undefined;
  readonly #sendProgress: (wire: Wire, token: Token, value: ProgressValue) => void;
  readonly #passesDescriptors: boolean;
  #progress: Progress | undefined;

  constructor(
    id: MessageId,
    method: string,
    params: unknown,
    envelope: Envelope,
    passesDescriptors: boolean,
    sendProgress: (wire: Wire, token: Token, value: ProgressValue) => void,
  ) {
    this.id = id;
    this.method = method;
    this.params = params;
    this.envelope = envelope;
    // replies in a batch have no first byte of their own
    this.#passesDescriptors = passesDescriptors && envelope.batch === undefined;
    this.#sendProgress = sendProgress;
  }

  get receivedAt(): number {
    return this.envelope.receivedAt;
  }

  get frame(): FrameLease {
    return this.envelope.frame;
  }

  get codec(): 'json' | 'msgpack' {
    return this.envelope.wire.codec;
  }

  get passDescriptor(): ((parcel: Parcel) => void) | undefined {
    if (!this.#passesDescriptors) return undefined;
    return (parcel) => {
      this.parcel = parcel;
    };
  }

  onProgress(token: Token, value: ProgressValue): void {
    this.#progress ??= new Progress((of, what) => this.#sendProgress(this.envelope.wire, of, what));
    this.#progress.tell(token, value);
  }

  /** The reply comes next: a progress that was begun ends before it. */
  finishProgress(): void {
    this.#progress?.finish();
  }
}
