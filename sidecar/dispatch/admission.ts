/**
 * Admission: how many requests and bytes may be in flight, a connection and in all. Past a bound the answer is Busy at
 * once; what was admitted is always answered. Reply bytes are reserved here, so that a client that reads is told Busy
 * and never cut off for output that it didn't ask to pile up.
 */
import { ProtocolError, tooLarge } from '../../protocol/errors.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Connection } from './call.ts';

/** What the sidecar hashes in a millisecond, roughly: the scale of `retryAfterMs`. */
const BYTES_PER_MS = 500_000;
const RETRY_MS_MAX = 1000;

/** The bytes of a reply that carries no payload. */
export const SMALL_REPLY_BYTES = 512;

class Account {
  readonly connection: Connection;
  requests = 0;
  bytes = 0;
  replyBytes = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }
}

/** One admitted request's share; `release()` exactly once. */
export interface Admitted {
  /** Reserves the bytes that the request holds in memory, and those of its reply. Busy or TooLarge when they don't fit. */
  reserve(bytes: number, replyBytes: number): void;
  release(): void;
}

export class Admission {
  private readonly limits: Limits;
  private readonly accounts = new Map<number, Account>();
  private totalBytes = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  get connections(): number {
    return this.accounts.size;
  }

  opened(connection: Connection): void {
    this.accounts.set(connection.id, new Account(connection));
  }

  closed(connection: Connection): void {
    this.accounts.delete(connection.id);
  }

  /** Counts a request in, or throws Busy. */
  admit(connection: Connection): Admitted {
    // A request of a connection that has just ended still needs somewhere to be counted.
    const account = this.accounts.get(connection.id) ?? new Account(connection);
    if (account.requests >= this.limits.inFlight) {
      throw this.busy(`inFlight: ${account.requests} requests are in flight, the limit`);
    }
    account.requests++;
    let held = 0;
    let reply = SMALL_REPLY_BYTES;
    account.replyBytes += reply;
    return {
      reserve: (bytes, replyBytes) => {
        this.check(account, held + bytes, bytes, replyBytes);
        held += bytes;
        reply += replyBytes;
        account.bytes += bytes;
        account.replyBytes += replyBytes;
        this.totalBytes += bytes;
      },
      release: () => {
        account.requests--;
        account.bytes -= held;
        account.replyBytes -= reply;
        this.totalBytes -= held;
      },
    };
  }

  /** `whole` are the bytes of the request with those that it holds already: what passes a limit alone never fits. */
  private check(account: Account, whole: number, bytes: number, replyBytes: number): void {
    const { limits } = this;
    if (replyBytes > limits.replyBytes) {
      throw tooLarge('replyBytes', limits.replyBytes, replyBytes, 'have the result written to a segment by `into`');
    }
    if (replyBytes + SMALL_REPLY_BYTES > limits.outputBytes)
      throw tooLarge('outputBytes', limits.outputBytes, replyBytes);
    if (whole > limits.inFlightBytes) throw tooLarge('inFlightBytes', limits.inFlightBytes, whole);
    if (whole > limits.totalInFlightBytes) throw tooLarge('totalInFlightBytes', limits.totalInFlightBytes, whole);
    if (account.bytes + bytes > limits.inFlightBytes) {
      throw this.busy(`inFlightBytes: ${account.bytes} bytes of this connection are in flight`);
    }
    if (this.totalBytes + bytes > limits.totalInFlightBytes) {
      throw this.busy(`totalInFlightBytes: ${this.totalBytes} bytes are in flight`);
    }
    const unread = account.connection.unreadBytes + account.replyBytes;
    if (unread + replyBytes > limits.outputBytes) {
      throw this.busy(`outputBytes: ${unread} bytes of replies are unread or under way`);
    }
  }

  private busy(message: string): ProtocolError {
    const retryAfterMs = Math.min(RETRY_MS_MAX, Math.max(1, Math.ceil(this.totalBytes / BYTES_PER_MS)));
    return new ProtocolError('Busy', message, { retryAfterMs });
  }
}
