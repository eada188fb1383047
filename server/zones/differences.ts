import type { Db } from '../db/pool.ts';
import type { Frame } from '../frame/frame.ts';
import { type MultiPolygonCoordinates, Shape } from '../frame/shape.ts';
import { areaOf } from './geodesy.ts';
import { areaBySql, countBySql, ofRegion, regionsBySql, WITHIN, wktOf } from './oracle.ts';
import { statisticOf } from './profile.ts';

/** A number that frame and SQL do not agree on. */
export interface Difference {
  /** The polygon as WKT, or the region's code. */
  zone: string;
  what: string;
  frame: unknown;
  sql: unknown;
}

/** Relative difference of areas that is allowed: PostGIS integrates geodesics by another series. */
const AREA_TOLERANCE = 1e-6;

/**
 * Compares the frame with plain SQL on polygons, in every number. Statistics and touched regions must be equal, areas
 * within 1e-6. Both must stand at one sequence: nothing may be written meanwhile, or a difference is no finding.
 */
export async function differencesOf(
  db: Db,
  frame: Frame,
  polygons: readonly MultiPolygonCoordinates[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const parts of polygons) {
    const zone = wktOf(parts);
    const shape = new Shape(parts);
    const compare = (what: string, ours: unknown, sql: unknown) => {
      if (JSON.stringify(ours) !== JSON.stringify(sql)) found.push({ zone, what, frame: ours, sql });
    };
    for (const layer of frame.layers.values()) {
      if (!layer.layout.hasPoint) continue;
      const columns = layer.within(shape);
      const sql = await countBySql(db, layer.layout, WITHIN, zone);
      layer.layout.statistics.forEach((s, i) => {
        const { total, cells } = statisticOf(layer, s, columns);
        compare(s.id, { total, cells }, { total: sql[i]!.total, cells: sql[i]!.cells });
      });
    }
    compare(
      'regions',
      frame.regions.touching(shape).map((region) => region.code),
      await regionsBySql(db, zone),
    );
    const area = await areaBySql(db, zone);
    const ours = areaOf(parts);
    if (Math.abs(ours - area) > AREA_TOLERANCE * area) found.push({ zone, what: 'area', frame: ours, sql: area });
  }
  return found;
}

/** The same for regions by code: their totals, the records without a point included. */
export async function regionDifferencesOf(db: Db, frame: Frame): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const layer of frame.layers.values()) {
    if (layer.layout.regionField === null) continue;
    for (const { digits, current } of frame.regions.all) {
      if (!current) continue;
      const columns = layer.ofRegion(digits);
      const sql = await countBySql(db, layer.layout, ofRegion(layer.layout), digits);
      layer.layout.statistics.forEach((s, i) => {
        const { total, cells } = statisticOf(layer, s, columns);
        const [ours, theirs] = [
          JSON.stringify({ total, cells }),
          JSON.stringify({ total: sql[i]!.total, cells: sql[i]!.cells }),
        ];
        if (ours !== theirs) found.push({ zone: digits, what: s.id, frame: ours, sql: theirs });
      });
    }
  }
  return found;
}
