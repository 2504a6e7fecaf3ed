/**
 * The memory of closed segments that a former client still holds mapped. It is out of the arena, and can't be taken
 * back from the client; it is counted and told until the client lets go, then its descriptor is closed.
 */
import { closeSync } from 'node:fs';
import type { NativeMemory } from './native.ts';

const LOOK_MS = 500;
/** Descriptors kept for counting; beyond that they are closed unlooked at, the oldest first. */
const KEPT_MAX = 256;

interface Held {
  readonly fd: number;
  readonly bytes: number;
}

export class HeldMemory {
  private readonly native: NativeMemory | undefined;
  private kept: Held[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(native: NativeMemory | undefined) {
    this.native = native;
  }

  get bytes(): number {
    this.look();
    return this.kept.reduce((sum, held) => sum + held.bytes, 0);
  }

  /** Takes over the descriptor of a segment that was closed. */
  take(fd: number, bytes: number): void {
    if (!this.isHeld(fd)) {
      closeSync(fd);
      return;
    }
    this.kept.push({ fd, bytes });
    if (this.kept.length > KEPT_MAX) closeSync(this.kept.shift()?.fd ?? -1);
    this.timer ??= setInterval(() => this.look(), LOOK_MS).unref();
  }

  private isHeld(fd: number): boolean {
    return this.native?.isHeldElsewhere(fd) === true;
  }

  private look(): void {
    this.kept = this.kept.filter(({ fd }) => {
      if (this.isHeld(fd)) return true;
      closeSync(fd);
      return false;
    });
    if (this.kept.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
