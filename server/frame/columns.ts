import { type Dataset, type Dimension, type Statistic, tableName } from '../../datasets/dataset.ts';

/** A way statistics divide records: by these dimensions, of those that meet `where`. Statistics may share one. */
export interface Split {
  dimensions: (Dimension & { id: string })[];
  where: string | undefined;
  /** Combinations of categories, in row-major order; 0 without dimensions. */
  cells: number;
  /** Cells and, when there are dimensions, one place for records that fall into none of them. */
  width: number;
}

/** Where the numbers of one statistic stand among the columns of its dataset. */
export interface StatisticColumns {
  id: string;
  statistic: Statistic;
  /** Index in `Layout.splits`. */
  split: number;
  /** Index of the row's summed value in `Layout.sums`, or -1 for a count of records. */
  sum: number;
  /** First column; `splits[split].width` columns follow. */
  offset: number;
  /** First of `Layout.districts` + 1 columns that divide the total by district, or -1. The last is for no district. */
  byDistrict: number;
}

/**
 * The columns of a dataset: whole-number counts first (column 0 counts every record), then sums. They are found from
 * the declaration's statistics and dimensions, nothing here knows a dataset.
 */
export interface Layout {
  dataset: Dataset;
  table: string;
  splits: Split[];
  statistics: StatisticColumns[];
  /** SQL of the summed values. */
  sums: string[];
  /** Columns that hold counts; the others, up to `columns`, hold sums. */
  counts: number;
  columns: number;
  districts: number;
  /** The field with the region code, by which records are counted for regions; null when there is none. */
  regionField: string | null;
  hasPoint: boolean;
}

/** Datasets the frame can hold: they declare statistics, and their records have a point or a region. */
export function isCounted(dataset: Dataset): boolean {
  return (
    Object.keys(dataset.statistics ?? {}).length > 0 && (dataset.geometry === 'Point' || dataset.geometry === undefined)
  );
}

/** The field that says in which region a record counts. */
export function regionFieldOf(dataset: Dataset): string | null {
  const { placement } = dataset;
  if (placement.by !== 'geometry') return placement.region ?? null;
  if (placement.or?.region) return placement.or.region;
  return Object.entries(dataset.fields).find(([, field]) => field.refers?.dataset === 'regions')?.[0] ?? null;
}

/**
 * @param weights ids of statistics whose totals are also kept by district, to spread the districts' figures with
 * @param districts number of districts
 */
export function layoutOf(dataset: Dataset, weights: readonly string[], districts: number): Layout {
  const splits: Split[] = [];
  const sums: string[] = [];
  const splitOf = (statistic: Statistic): number => {
    const by = statistic.by ?? [];
    const known = splits.findIndex(
      (s) => s.where === statistic.where && s.dimensions.map((d) => d.id).join() === by.join(),
    );
    if (known >= 0) return known;
    const dimensions = by.map((id) => {
      const dimension = dataset.dimensions?.[id];
      if (!dimension) throw new Error(`dataset ${dataset.id}: a statistic is split by ${id}, which is not declared`);
      return { id, ...dimension };
    });
    const cells = by.length === 0 ? 0 : dimensions.reduce((n, d) => n * d.categories.length, 1);
    return splits.push({ dimensions, where: statistic.where, cells, width: cells + 1 }) - 1;
  };
  const statistics: StatisticColumns[] = Object.entries(dataset.statistics ?? {}).map(([id, statistic]) => ({
    id,
    statistic,
    split: splitOf(statistic),
    sum: statistic.measure === 'count' ? -1 : sums.push(statistic.measure.sum) - 1,
    offset: 0,
    byDistrict: -1,
  }));
  let next = 1;
  const place = (list: StatisticColumns[]) => {
    for (const s of list) {
      s.offset = next;
      next += splits[s.split]!.width;
      if (!weights.includes(s.id)) continue;
      s.byDistrict = next;
      next += districts + 1;
    }
  };
  place(statistics.filter((s) => s.sum < 0));
  const counts = next;
  place(statistics.filter((s) => s.sum >= 0));
  return {
    dataset,
    table: tableName(dataset),
    splits,
    statistics,
    sums,
    counts,
    columns: next,
    districts,
    regionField: regionFieldOf(dataset),
    hasPoint: dataset.geometry === 'Point',
  };
}

/**
 * The statement whose rows the frame is made of, for binary COPY: id, x, y, region code, one category (int2) a
 * dimension of `dimensionsOf`, one truth a condition of `conditionsOf`, one value a sum.
 * @param condition SQL over `t`; only numbers may be written into it
 */
export function rowsSql(layout: Layout, condition = 'true'): string {
  const columns = [
    't.id',
    ...(layout.hasPoint ? ['st_x(t.geom)', 'st_y(t.geom)'] : ['null::float8', 'null::float8']),
    layout.regionField === null ? 'null::text' : `t.${layout.regionField}`,
    ...dimensionsOf(layout).map((d) => `(${d.sql})::int2`),
    ...conditionsOf(layout).map((where) => `(${where})`),
    ...layout.sums.map((sql) => `(${sql})::float8`),
  ];
  return `select ${columns.join(', ')} from data.${layout.table} t where ${condition}`;
}

/** Every dimension that a split uses, once. */
export function dimensionsOf(layout: Layout): Split['dimensions'] {
  const all = layout.splits.flatMap((split) => split.dimensions);
  return all.filter((d, i) => all.findIndex((other) => other.id === d.id) === i);
}

/** Every condition that a split has, once. */
export function conditionsOf(layout: Layout): string[] {
  return [...new Set(layout.splits.flatMap((split) => (split.where === undefined ? [] : [split.where])))];
}
