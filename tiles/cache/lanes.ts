/** Zooms below this may take hundreds of milliseconds each. */
const SLOW_BELOW = 11;

/**
 * How many tiles are made at once. Low zooms have a lane of their own with fewer places, so that a crowd of them
 * never starves the quick high ones.
 */
export class Lanes {
  readonly #free: { slow: number; quick: number };
  readonly #waiting: Record<'slow' | 'quick', (() => void)[]> = { slow: [], quick: [] };

  constructor(places: { slow: number; quick: number }) {
    this.#free = { ...places };
  }

  async run<T>(z: number, work: () => Promise<T>): Promise<T> {
    const lane = z < SLOW_BELOW ? 'slow' : 'quick';
    if (this.#free[lane] > 0) this.#free[lane]--;
    // The place is handed over by the one who leaves it.
    else await new Promise<void>((go) => this.#waiting[lane].push(go));
    try {
      return await work();
    } finally {
      const next = this.#waiting[lane].shift();
      if (next) next();
      else this.#free[lane]++;
    }
  }
}
