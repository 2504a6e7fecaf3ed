/**
 * The progress of one request, which may take several jobs: begun once, with the bytes that there are to do, and ended once,
 * when all is done. Jobs without bytes of their own (naming rules, joining results) are no part of it. Pure.
 */
import type { ProgressValue } from './call.ts';

const unit = 'bytes';

export class CallProgress {
  private readonly tell: (value: ProgressValue) => void;
  private total: number | undefined;
  /** Of jobs that are done, and as it was told last. */
  private before = 0;
  private last = 0;

  constructor(tell: (value: ProgressValue) => void) {
    this.tell = tell;
  }

  /** So many bytes are to be done. The first to say so is right: a request knows more than its jobs. */
  begin(total: number): void {
    if (this.total !== undefined) return;
    this.total = total;
    this.tell({ kind: 'begin', done: 0, total, unit });
  }

  /** A job's own count: it may look at a byte twice, or be run again, and neither goes back nor passes the total. */
  report(done: number): void {
    const total = this.total ?? 0;
    this.last = Math.max(this.last, Math.min(total, this.before + done));
    this.tell({ kind: 'report', done: this.last, total, unit });
  }

  /** A job of `bytes` is done. */
  jobDone(bytes: number): void {
    this.before += bytes;
  }

  end(complete: boolean): void {
    this.begin(0);
    const total = this.total ?? 0;
    this.tell({ kind: 'end', done: complete ? total : this.last, total, unit });
  }
}
