import type { Db } from '../db/pool.ts';
import { dimensionsOf, type Layout } from '../frame/columns.ts';
import type { MultiPolygonCoordinates } from '../frame/shape.ts';

/** The numbers of one statistic as plain SQL finds them. */
export interface Counted {
  id: string;
  total: number;
  cells: number[];
}

/** WKT in EPSG:4490; every double is written so that it is read back as it is. */
export function wktOf(parts: MultiPolygonCoordinates): string {
  const rings = (part: number[][][]) =>
    `(${part.map((ring) => `(${ring.map(([x, y]) => `${x} ${y}`).join(',')})`).join(',')})`;
  return `SRID=4490;MULTIPOLYGON(${parts.map(rings).join(',')})`;
}

/**
 * The statement that the frame replaces: one dataset's statistics, grouped by its dimensions.
 * @param condition SQL over `t` with $1, such as `WITHIN` or `OF_REGION`
 */
export function statementOf(layout: Layout, condition: string): string {
  const dimensions = dimensionsOf(layout);
  const measures = layout.statistics.map((s) => {
    const measure = s.statistic.measure === 'count' ? 'count(*)' : `sum(${s.statistic.measure.sum})`;
    const where = s.statistic.where === undefined ? '' : ` filter (where ${s.statistic.where})`;
    return `coalesce(${measure}${where}, 0)::float8`;
  });
  return `select ${[...dimensions.map((d) => `(${d.sql})::int`), ...measures].join(', ')}
from data.${layout.table} t where ${condition}${dimensions.length > 0 ? `\ngroup by ${dimensions.map((_, i) => i + 1).join(', ')}` : ''}`;
}

export const WITHIN = 'st_intersects(t.geom, $1::geometry)';
export const ofRegion = (layout: Layout) => `t.${layout.regionField} like $1 || '%'`;

/** Every statistic of a dataset by plain SQL, in the shape the frame answers in. */
export async function countBySql(db: Db, layout: Layout, condition: string, value: string): Promise<Counted[]> {
  const { rows } = await db.query<(number | null)[]>({
    text: statementOf(layout, condition),
    values: [value],
    rowMode: 'array',
  } as never);
  return foldRows(layout, rows);
}

function foldRows(layout: Layout, rows: (number | null)[][]): Counted[] {
  const dimensions = dimensionsOf(layout);
  return layout.statistics.map((s, i) => {
    const split = layout.splits[s.split]!;
    const cells = new Array<number>(split.cells).fill(0);
    let total = 0;
    for (const row of rows) {
      const value = row[dimensions.length + i]!;
      total += value;
      let cell = 0;
      for (const d of split.dimensions) {
        const category = row[dimensions.findIndex((other) => other.id === d.id)] ?? -1;
        cell = cell < 0 || category < 0 || category >= d.categories.length ? -1 : cell * d.categories.length + category;
      }
      if (split.cells > 0 && cell >= 0) cells[cell]! += value;
    }
    return { id: s.id, total, cells };
  });
}

/** Codes of the current regions that the polygons touch. */
export async function regionsBySql(db: Db, wkt: string): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>(
    `select t.code from data.regions t where t.status = 'current' and ${WITHIN} order by t.code`,
    [wkt],
  );
  return rows.map((row) => row.code);
}

/** Square metres by PostGIS. */
export async function areaBySql(db: Db, wkt: string): Promise<number> {
  const { rows } = await db.query<{ area: number }>('select st_area($1::geometry::geography) as area', [wkt]);
  return rows[0]!.area;
}
