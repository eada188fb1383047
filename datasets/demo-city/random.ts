/** A seeded stream of random numbers (sfc32): the same seed and name give the same city on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number, name: string) {
    let h = 2166136261 ^ seed;
    for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619);
    this.#a = h >>> 0;
    this.#b = Math.imul(h, 0x9e3779b1) >>> 0;
    this.#c = (seed * 0x85ebca6b) >>> 0;
    this.#d = 1;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number in [0, n). */
  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!;
  }

  /** Standard normal (Box-Muller). */
  gauss(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** An index drawn with the given weights; their sum must be above zero. */
  weighted(weights: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]!;
    let left = this.next() * sum;
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i]!;
      if (left < 0) return i;
    }
    return weights.length - 1;
  }

  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
    return list;
  }
}

/** A number in [0, 1) that depends on the seed and two whole numbers only. */
export function hash(seed: number, i: number, j: number): number {
  let h = Math.imul(seed ^ 0x27d4eb2d, 0x85ebca6b) ^ Math.imul(i | 0, 0x9e3779b1) ^ Math.imul(j | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Smooth noise in [-1, 1] over the plane, with features about one unit across. */
export function noise(seed: number, x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);
  const fx = ease(x - i);
  const fy = ease(y - j);
  const bottom = hash(seed, i, j) * (1 - fx) + hash(seed, i + 1, j) * fx;
  const top = hash(seed, i, j + 1) * (1 - fx) + hash(seed, i + 1, j + 1) * fx;
  return (bottom * (1 - fy) + top * fy) * 2 - 1;
}
