/**
 * The `$/progress` of one request: begin and end always and before the reply, reports at most ten a second between them.
 * Knows the values, not how they are sent.
 */
import type { ProgressValue } from '../dispatch/call.ts';

const REPORT_EVERY_MS = 100;

export type Token = string | number;

export class Progress {
  readonly #send: (token: Token, value: ProgressValue) => void;
  #begun: { token: Token; last: ProgressValue } | undefined;
  #over = false;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(send: (token: Token, value: ProgressValue) => void) {
    this.#send = send;
  }

  /** Takes a value as the method reports it. */
  tell(token: Token, value: ProgressValue): void {
    if (this.#over) return;
    if (this.#begun === undefined) {
      this.#begun = { token, last: value };
      if (value.kind !== 'begin') this.#send(token, { ...value, kind: 'begin' });
    }
    this.#begun.last = value;
    if (value.kind === 'report') {
      const now = performance.now();
      if (now - this.#reportedAt < REPORT_EVERY_MS) return;
      this.#reportedAt = now;
    }
    if (value.kind === 'end') this.#over = true;
    this.#send(token, value);
  }

  /** The reply comes next: ends a progress that was begun and not ended, as one does that is cancelled. */
  finish(): void {
    if (!this.#over && this.#begun !== undefined) {
      this.#send(this.#begun.token, { ...this.#begun.last, kind: 'end' });
    }
    this.#over = true;
  }
}
