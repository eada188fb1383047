/**
 * A hash table from 64-bit keys of texts to chains of small integers, in typed arrays: a million addresses with their
 * keys take about 100 MB, not a gigabyte of objects. Two texts with one key (5e-20 a pair) are not told apart.
 */
export class KeyTable {
  #slots: number;
  #high: Int32Array;
  #low: Int32Array;
  #chain: Int32Array;
  #used = 0;
  #values: Int32Array;
  #next: Int32Array;
  #links = 0;

  constructor(expected = 1024) {
    this.#slots = 1 << Math.ceil(Math.log2(Math.max(16, expected * 1.7)));
    this.#high = new Int32Array(this.#slots);
    this.#low = new Int32Array(this.#slots);
    this.#chain = new Int32Array(this.#slots).fill(-1);
    this.#values = new Int32Array(expected);
    this.#next = new Int32Array(expected);
  }

  get size(): number {
    return this.#used;
  }

  /** First link of the key's chain, or -1. */
  first(high: number, low: number): number {
    return this.#chain[this.#slot(high, low)]!;
  }

  value(link: number): number {
    return this.#values[link]!;
  }

  next(link: number): number {
    return this.#next[link]!;
  }

  replace(link: number, value: number): void {
    this.#values[link] = value;
  }

  add(high: number, low: number, value: number): void {
    if (this.#used * 1.5 > this.#slots) this.#grow();
    const slot = this.#slot(high, low);
    if (this.#chain[slot] === -1) {
      this.#high[slot] = high;
      this.#low[slot] = low;
      this.#used++;
    }
    if (this.#links === this.#values.length) {
      const longer = (old: Int32Array) => {
        const grown = new Int32Array(old.length * 2);
        grown.set(old);
        return grown;
      };
      this.#values = longer(this.#values);
      this.#next = longer(this.#next);
    }
    this.#values[this.#links] = value;
    this.#next[this.#links] = this.#chain[slot]!;
    this.#chain[slot] = this.#links++;
  }

  #slot(high: number, low: number): number {
    const mask = this.#slots - 1;
    let slot = (low ^ (high >>> 7)) & mask;
    while (this.#chain[slot] !== -1 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const { high, low, chain } = { high: this.#high, low: this.#low, chain: this.#chain };
    this.#slots *= 2;
    this.#high = new Int32Array(this.#slots);
    this.#low = new Int32Array(this.#slots);
    this.#chain = new Int32Array(this.#slots).fill(-1);
    for (let i = 0; i < chain.length; i++) {
      if (chain[i] === -1) continue;
      const slot = this.#slot(high[i]!, low[i]!);
      this.#high[slot] = high[i]!;
      this.#low[slot] = low[i]!;
      this.#chain[slot] = chain[i]!;
    }
  }
}

/** The last key made by `hashText`: two 32-bit halves, kept here so that no object is made a million times. */
export const key = { high: 0, low: 0 };

/** A 64-bit hash of a text, into `key`: two independent multiply-xor chains over its UTF-16 units. */
export function hashText(text: string): void {
  let a = 0x9e3779b9 | 0;
  let b = 0x85ebca6b | 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b + c, 0x27d4eb2f);
    b = (b << 13) | (b >>> 19);
  }
  a ^= text.length;
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (b >>> 12), 0x297a2d39);
  key.high = a ^ (a >>> 16);
  key.low = b ^ (b >>> 15);
}
