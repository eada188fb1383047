import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { conditionsOf, dimensionsOf, type Layout, rowsSql } from './columns.ts';
import { NONE } from './rows.ts';

/** One record as the frame needs it; the same object is filled again for each row. */
export interface FrameRow {
  id: number;
  /** Degrees, EPSG:4490; NaN when the record has no point. */
  x: number;
  y: number;
  /** 12-digit region code as a number, or -1. */
  region: number;
  /** The cell in each split, `NONE` when the record does not count there. */
  cells: Uint16Array;
  values: Float64Array;
}

/** "PGCOPY\\n\\377\\r\\n\\0", flags, length of the header extension: 19 bytes before the first tuple. */
const HEADER = 19;

/**
 * Reads the rows of a dataset by binary COPY (measured: about 1.8 million rows a second) and hands them on one by one.
 * The event loop gets its turn between chunks of 64 kB.
 * @param condition SQL over `t` of numbers only
 */
export async function copyRows(
  client: pg.ClientBase,
  layout: Layout,
  condition: string,
  take: (row: FrameRow) => void,
): Promise<number> {
  const read = rowReader(layout);
  const row: FrameRow = {
    id: 0,
    x: 0,
    y: 0,
    region: -1,
    cells: new Uint16Array(layout.splits.length),
    values: new Float64Array(layout.sums.length),
  };
  const stream = client.query(copyTo(`copy (${rowsSql(layout, condition)}) to stdout (format binary)`));
  let rest: Buffer | null = null;
  let first = true;
  let count = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    let chunk: Buffer = rest === null ? part : Buffer.concat([rest, part]);
    if (first) {
      if (chunk.length < HEADER) {
        rest = chunk;
        continue;
      }
      chunk = chunk.subarray(HEADER);
      first = false;
    }
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    let at = 0;
    for (;;) {
      const next = read(view, at, row);
      if (next < 0) break;
      at = next;
      count++;
      take(row);
    }
    rest = at === chunk.length ? null : chunk.subarray(at);
  }
  return count;
}

/**
 * Reads one tuple at `at` and returns where the next begins, or -1 when the tuple is not there whole, or is the end
 * mark (a field count of -1).
 */
function rowReader(layout: Layout): (view: DataView, at: number, row: FrameRow) => number {
  const dimensions = dimensionsOf(layout);
  const conditions = conditionsOf(layout);
  const splits = layout.splits.map((split) => ({
    condition: split.where === undefined ? -1 : conditions.indexOf(split.where),
    none: split.cells,
    dimensions: split.dimensions.map((d) => ({
      at: dimensions.findIndex((other) => other.id === d.id),
      size: d.categories.length,
    })),
  }));
  const categories = new Int32Array(dimensions.length);
  const truths = new Uint8Array(conditions.length);
  const fields = 4 + dimensions.length + conditions.length + layout.sums.length;
  return (view, start, row) => {
    const end = view.byteLength;
    let at = start + 2;
    if (at > end || view.getInt16(start) < 0) return -1;
    // The whole tuple must be there before anything of it is read.
    for (let f = 0; f < fields; f++) {
      if (at + 4 > end) return -1;
      const length = view.getInt32(at);
      at += 4 + Math.max(length, 0);
    }
    if (at > end) return -1;
    at = start + 6;
    row.id = view.getInt32(at) * 4294967296 + view.getUint32(at + 4);
    at += 8;
    const float = () => {
      const present = view.getInt32(at) > 0;
      const value = present ? view.getFloat64(at + 4) : Number.NaN;
      at += present ? 12 : 4;
      return value;
    };
    row.x = float();
    row.y = float();
    const digits = view.getInt32(at);
    at += 4;
    row.region = digits === 12 ? codeAt(view, at) : -1;
    if (digits > 0) at += digits;
    for (let d = 0; d < categories.length; d++) {
      const present = view.getInt32(at) > 0;
      categories[d] = present ? view.getInt16(at + 4) : -1;
      at += present ? 6 : 4;
    }
    for (let c = 0; c < truths.length; c++) {
      const present = view.getInt32(at) > 0;
      truths[c] = present ? view.getUint8(at + 4) : 0;
      at += present ? 5 : 4;
    }
    for (let s = 0; s < splits.length; s++) {
      const split = splits[s]!;
      let cell = 0;
      for (const d of split.dimensions) {
        const category = categories[d.at]!;
        cell = cell < 0 || category < 0 || category >= d.size ? -1 : cell * d.size + category;
      }
      const counts = split.condition < 0 || truths[split.condition] === 1;
      row.cells[s] = counts ? (cell < 0 ? split.none : cell) : NONE;
    }
    for (let v = 0; v < layout.sums.length; v++) {
      const value = float();
      row.values[v] = Number.isNaN(value) ? 0 : value;
    }
    return at;
  };
}

/** The 12 digits at `at` as a number (exact: below 2^53), or -1 when there is something else. */
function codeAt(view: DataView, at: number): number {
  let code = 0;
  for (let i = 0; i < 12; i++) {
    const digit = view.getUint8(at + i) - 48;
    if (digit < 0 || digit > 9) return -1;
    code = code * 10 + digit;
  }
  return code;
}
