import type { Geometry } from 'geojson';

/** Rows as text, many at a time and without an object for each: the cells of row r are `cells[starts[r] .. starts[r+1])`. */
export interface RowBatch {
  count: number;
  cells: string[];
  starts: number[];
  /** Number of the row's first line in the file (of the row in a sheet, of the feature in GeoJSON), from 1. */
  lines: number[];
  /** Byte at which the row begins, or -1 where the format has none (a row within a workbook). */
  offsets: number[];
  /** One a row, for formats that carry geometry. Never changed by a reader afterwards. */
  geometries: (Geometry | null)[] | null;
}

export type Format = 'csv' | 'xlsx' | 'geojson' | 'geojsonl';

/** A file opened for reading, once. */
export interface Source {
  format: Format;
  /** Null where the format fixes it. */
  encoding: string | null;
  /** CRS the file itself names. */
  crs: string | null;
  /** Column names, when the format has them apart from its rows; it may grow while features with new members come. */
  columns: string[] | null;
  batches: AsyncIterable<RowBatch>;
  /** What the reader decided or passed over, for the record. */
  notes: Note[];
}

export interface Note {
  line: number | null;
  code:
    | 'title-row'
    | 'remark-row'
    | 'total-row'
    | 'blank-row'
    | 'header-row'
    | 'other-sheets'
    | 'merged-cells'
    | 'crs-detected'
    | 'axes-by-content'
    | 'regions-not-loaded';
  text: string;
}

export interface ReadOptions {
  /** Overrules detection: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`. */
  encoding?: string;
  /** Sheet of a workbook; default the first. */
  sheet?: string;
}

export function emptyBatch(withGeometry: boolean): RowBatch {
  return { count: 0, cells: [], starts: [0], lines: [], offsets: [], geometries: withGeometry ? [] : null };
}

/** The cells of one row, as a new array. */
export function rowOf(batch: RowBatch, row: number): string[] {
  return batch.cells.slice(batch.starts[row], batch.starts[row + 1]);
}
