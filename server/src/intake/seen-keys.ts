const INITIAL_CAPACITY = 4096;
const FULLEST = 0.7;

/**
 * Remembers on which line of a file each key came first, in 12 bytes a key, so that a file of a million lines needs some
 * megabytes and not some hundreds. Keys are hexadecimal hashes; the first 64 bits tell them apart.
 */
export class SeenKeys {
  #size = 0;
  #high = new Uint32Array(INITIAL_CAPACITY);
  #low = new Uint32Array(INITIAL_CAPACITY);
  /** 0 is an empty slot: lines count from 1. */
  #line = new Uint32Array(INITIAL_CAPACITY);

  /** Returns the line that had this key before, or undefined and remembers this one. */
  firstLineOf(key: string, line: number): number | undefined {
    const high = Number.parseInt(key.slice(0, 8), 16);
    const low = Number.parseInt(key.slice(8, 16), 16);
    const slot = this.#slotOf(high, low);
    const earlier = this.#line[slot];
    if (earlier !== undefined && earlier > 0) return earlier;
    this.#put(slot, high, low, line);
    if (this.#size > this.#line.length * FULLEST) this.#grow();
    return undefined;
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#line.length - 1;
    let slot = low & mask;
    while (this.#line[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #put(slot: number, high: number, low: number, line: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#line[slot] = line;
    this.#size += 1;
  }

  #grow(): void {
    const [highs, lows, lines] = [this.#high, this.#low, this.#line];
    const capacity = lines.length * 2;
    this.#high = new Uint32Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#line = new Uint32Array(capacity);
    this.#size = 0;
    lines.forEach((line, index) => {
      const high = highs[index];
      const low = lows[index];
      if (line > 0 && high !== undefined && low !== undefined) {
        this.#put(this.#slotOf(high, low), high, low, line);
      }
    });
  }
}
