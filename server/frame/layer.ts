import type pg from 'pg';
import type { Layout } from './columns.ts';
import { copyRows, type FrameRow } from './copy.ts';
import { addWithin } from './cover.ts';
import { NONE, Rows } from './rows.ts';
import type { Shape } from './shape.ts';
import { Sites } from './sites.ts';

/** A change that has been read and waits to be taken in: the rows as they stand now, and ids that may be gone. */
export interface Staged {
  rows: FrameRow[];
  ids: number[];
}

/** One dataset in the frame: its sites with their sums, its totals by region code, and what each record added. */
export class Layer {
  readonly layout: Layout;
  readonly rows: Rows;
  readonly sites: Sites;
  /** Districts by the first six digits of a code. */
  readonly #districts: ReadonlyMap<number, number>;
  /** Region codes seen, by number and by index; columns of each, with the records that have no point at the end. */
  readonly #regionIndex = new Map<number, number>();
  readonly codes: number[] = [];
  #regionColumns = new Float64Array(0);
  /** What one record adds, column by column; filled anew for each. */
  readonly #columns: Int32Array;
  readonly #by: Float64Array;
  /** Only while filling: site by point. */
  #points: PointTable | null = null;

  /** @param districts index of each district by the first six digits of its code */
  constructor(layout: Layout, districts: ReadonlyMap<number, number>) {
    this.layout = layout;
    this.#districts = districts;
    this.#columns = new Int32Array(1 + 2 * layout.statistics.length);
    this.#by = new Float64Array(1 + 2 * layout.statistics.length);
    this.rows = new Rows(layout.splits.length, layout.sums.length);
    this.sites = new Sites(layout.counts, layout.columns - layout.counts);
  }

  /** Reads the whole dataset within the caller's transaction. */
  static async read(client: pg.ClientBase, layout: Layout, districts: ReadonlyMap<number, number>): Promise<Layer> {
    const layer = new Layer(layout, districts);
    layer.#points = new PointTable(layer.sites);
    await copyRows(client, layout, 'true', (row) => layer.#put(row));
    layer.#points = null;
    layer.rows.renumber(layer.sites.build());
    return layer;
  }

  /** Reads the rows that meet a condition (of numbers only), to be taken in later in one go. */
  async stage(client: pg.ClientBase, condition: string): Promise<FrameRow[]> {
    const rows: FrameRow[] = [];
    await copyRows(client, this.layout, condition, (row) =>
      rows.push({ ...row, cells: row.cells.slice(), values: row.values.slice() }),
    );
    return rows;
  }

  /** Takes a change in at once: no question is answered in between. Ids without a row are removed. */
  take({ rows, ids }: Staged): void {
    for (const id of ids) this.#remove(id);
    for (const row of rows) {
      this.#remove(row.id);
      this.#put(row);
    }
  }

  #put(row: FrameRow): void {
    const page = this.rows.page(row.id);
    const slot = row.id % 65536;
    const placed = !Number.isNaN(row.x);
    const site = !placed ? -1 : this.#points ? this.#points.siteAt(row.x, row.y) : this.sites.at(row.x, row.y);
    const region = this.#regionOf(row.region);
    page.site[slot] = site + 1;
    page.region[slot] = region;
    for (let s = 0; s < row.cells.length; s++) page.cells[s]![slot] = row.cells[s]!;
    for (let v = 0; v < row.values.length; v++) page.values[v]![slot] = row.values[v]!;
    this.rows.size++;
    this.#add(site, region, page.cells, page.values, slot, 1);
  }

  #remove(id: number): void {
    if (!this.rows.has(id)) return;
    const page = this.rows.page(id);
    const slot = id % 65536;
    this.#add(page.site[slot]! - 1, page.region[slot]!, page.cells, page.values, slot, -1);
    page.site[slot] = -1;
    this.rows.size--;
  }

  #add(
    site: number,
    region: number,
    cells: readonly Uint16Array[],
    values: readonly Float64Array[],
    slot: number,
    sign: 1 | -1,
  ): void {
    const { columns, statistics, districts } = this.layout;
    const base = region * (columns + 1);
    const district = this.#districts.get(Math.floor(this.codes[region]! / 1e6)) ?? districts;
    const list = this.#columns;
    const by = this.#by;
    list[0] = 0;
    by[0] = sign;
    let length = 1;
    for (const s of statistics) {
      const cell = cells[s.split]![slot]!;
      if (cell === NONE) continue;
      const value = s.sum < 0 ? sign : values[s.sum]![slot]! * sign;
      list[length] = s.offset + cell;
      by[length++] = value;
      if (s.byDistrict < 0) continue;
      list[length] = s.byDistrict + district;
      by[length++] = value;
    }
    for (let i = 0; i < length; i++) this.#regionColumns[base + list[i]!]! += by[i]!;
    if (site >= 0) this.sites.add(site, list, by, length);
    else this.#regionColumns[base + columns]! += sign;
  }

  #regionOf(code: number): number {
    const known = this.#regionIndex.get(code);
    if (known !== undefined) return known;
    const index = this.codes.push(code) - 1;
    this.#regionIndex.set(code, index);
    const width = this.layout.columns + 1;
    if (this.#regionColumns.length < this.codes.length * width) {
      const bigger = new Float64Array(Math.max(64, this.codes.length * 2) * width);
      bigger.set(this.#regionColumns);
      this.#regionColumns = bigger;
    }
    return index;
  }

  /** The columns of all records whose point lies in the shape, its boundary included. */
  within(shape: Shape): Float64Array {
    const out = new Float64Array(this.layout.columns);
    addWithin(this.sites, shape, out);
    return out;
  }

  /**
   * The columns of all records, with or without a point, of the region with these leading digits (all records for
   * none); the last number is how many of them have no point.
   */
  ofRegion(digits: string): Float64Array {
    const width = this.layout.columns + 1;
    const out = new Float64Array(width);
    const divisor = 10 ** (12 - digits.length);
    const wanted = Number(digits);
    this.codes.forEach((code, index) => {
      if (digits !== '' && (code < 0 || Math.floor(code / divisor) !== wanted)) return;
      for (let c = 0; c < width; c++) out[c]! += this.#regionColumns[index * width + c]!;
    });
    return out;
  }

  /** The columns of all records that have a point. */
  placed(): Float64Array {
    const { counted, summed, nodeCounts, nodeSums } = this.sites;
    return Float64Array.from([...nodeCounts.subarray(0, counted), ...nodeSums.subarray(0, summed)]);
  }

  /** How many records of exactly this region code have no point. */
  unplacedOf(code: number): number {
    const index = this.#regionIndex.get(code);
    return index === undefined ? 0 : this.#regionColumns[(index + 1) * (this.layout.columns + 1) - 1]!;
  }

  /** The columns of all regions of a length of code, by their leading digits as a number. */
  byRegion(length: number): Map<number, Float64Array> {
    const width = this.layout.columns + 1;
    const divisor = 10 ** (12 - length);
    const out = new Map<number, Float64Array>();
    this.codes.forEach((code, index) => {
      if (code < 0) return;
      const digits = Math.floor(code / divisor);
      const sum = out.get(digits) ?? new Float64Array(width);
      out.set(digits, sum);
      for (let c = 0; c < width; c++) sum[c]! += this.#regionColumns[index * width + c]!;
    });
    return out;
  }

  bytes(): number {
    return this.sites.bytes() + this.rows.bytes() + this.#regionColumns.byteLength;
  }
}

/** Finds the site of a point while the tree is not there yet: open addressing on the bits of both doubles. */
class PointTable {
  readonly #sites: Sites;
  #slots = new Int32Array(1 << 16).fill(-1);
  readonly #pair = new Float64Array(2);
  readonly #words = new Uint32Array(this.#pair.buffer);

  constructor(sites: Sites) {
    this.#sites = sites;
  }

  siteAt(x: number, y: number): number {
    const mask = this.#slots.length - 1;
    let at = this.#hash(x, y) & mask;
    for (; this.#slots[at]! >= 0; at = (at + 1) & mask) {
      const site = this.#slots[at]!;
      if (this.#sites.x[site] === x && this.#sites.y[site] === y) return site;
    }
    const site = this.#sites.append(x, y);
    this.#slots[at] = site;
    if (this.#sites.size * 2 > this.#slots.length) this.#grow();
    return site;
  }

  #hash(x: number, y: number): number {
    // Adding zero makes -0 and 0 one point, as they are one number.
    this.#pair[0] = x + 0;
    this.#pair[1] = y + 0;
    const w = this.#words;
    let h = Math.imul(w[0]! ^ Math.imul(w[1]!, 31), 0x9e3779b1) ^ Math.imul(w[2]! ^ Math.imul(w[3]!, 17), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
    return (h ^ (h >>> 13)) >>> 0;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let site = 0; site < this.#sites.size; site++) {
      let at = this.#hash(this.#sites.x[site]!, this.#sites.y[site]!) & mask;
      while (this.#slots[at]! >= 0) at = (at + 1) & mask;
      this.#slots[at] = site;
    }
  }
}
