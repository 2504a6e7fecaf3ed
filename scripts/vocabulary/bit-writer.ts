/** Numbers of given widths one after another, lowest bit first: how the compact vocabulary files hold them. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #bits = 0;

  /** Bits written so far. */
  get length(): number {
    return this.#bytes.length * 8 + this.#bits;
  }

  /** Appends the lower `width` bits, at most 32; `value` must have no more. */
  write(value: number, width: number): void {
    if (value >= 2 ** width) throw new RangeError(`${value} has more than ${width} bits`);
    this.#held += value * 2 ** this.#bits;
    this.#bits += width;
    while (this.#bits >= 8) {
      this.#bytes.push(this.#held % 256);
      this.#held = Math.floor(this.#held / 256);
      this.#bits -= 8;
    }
  }

  /** All of it, padded with zeros to a byte. */
  finish(): Buffer {
    return Buffer.from(this.#bits > 0 ? [...this.#bytes, this.#held] : this.#bytes);
  }
}
