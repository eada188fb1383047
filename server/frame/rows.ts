const PAGE = 65536;
/** The record does not count in this split. */
export const NONE = 0xffff;

interface Page {
  /** Site + 1, or 0 when the record has no point; -1 when there is no record of this id. */
  site: Int32Array;
  region: Int32Array;
  cells: Uint16Array[];
  values: Float64Array[];
}

/**
 * What the frame remembers of each record, so that it can subtract what it added: site, region, one cell a split and
 * one value a sum. Found by id in pages of 65,536: ids are identity numbers, dense but for holes.
 * A record costs 8 bytes, 2 a split and 8 a sum.
 */
export class Rows {
  readonly #pages: (Page | undefined)[] = [];
  readonly #splits: number;
  readonly #sums: number;
  size = 0;

  constructor(splits: number, sums: number) {
    this.#splits = splits;
    this.#sums = sums;
  }

  /** The page that holds an id, made if need be; its slot is `id % 65536`. */
  page(id: number): Page {
    const at = Math.floor(id / PAGE);
    const known = this.#pages[at];
    if (known) return known;
    const page: Page = {
      site: new Int32Array(PAGE).fill(-1),
      region: new Int32Array(PAGE),
      cells: Array.from({ length: this.#splits }, () => new Uint16Array(PAGE)),
      values: Array.from({ length: this.#sums }, () => new Float64Array(PAGE)),
    };
    this.#pages[at] = page;
    return page;
  }

  has(id: number): boolean {
    return (this.#pages[Math.floor(id / PAGE)]?.site[id % PAGE] ?? -1) >= 0;
  }

  /** Ids of the records between two ids, both included. */
  *between(low: number, high: number): Generator<number> {
    for (let at = Math.floor(low / PAGE); at <= Math.floor(high / PAGE) && at < this.#pages.length; at++) {
      const page = this.#pages[at];
      if (!page) continue;
      for (let slot = 0; slot < PAGE; slot++) {
        const id = at * PAGE + slot;
        if (page.site[slot]! >= 0 && id >= low && id <= high) yield id;
      }
    }
  }

  /** Gives every site its new number, after sites were put into another order. */
  renumber(order: Int32Array): void {
    for (const page of this.#pages) {
      if (!page) continue;
      const { site } = page;
      for (let slot = 0; slot < PAGE; slot++) if (site[slot]! > 0) site[slot] = order[site[slot]! - 1]! + 1;
    }
  }

  bytes(): number {
    return this.#pages.filter(Boolean).length * PAGE * (8 + 2 * this.#splits + 8 * this.#sums);
  }
}
