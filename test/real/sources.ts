import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The folder of public data a real city is put together from: `SIKU_REAL_DATA`, else `../shared/data` beside the checkout. */
export function realData(): string | null {
  const folder = process.env.SIKU_REAL_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
  return existsSync(join(folder, 'beijing')) ? folder : null;
}

/** District boundaries in three forms of the same shapes; the GCJ-02 file looks like any longitude and latitude. */
export function boundaryFiles(data: string): { wgs84: string; gcj02: string; gaussKruger: string } {
  return {
    wgs84: join(data, 'beijing/counties_wgs84.geojson'),
    gcj02: join(data, 'beijing/counties_gcj02.geojson'),
    gaussKruger: join(data, 'beijing/counties_gk_4527_gbk.shp'),
  };
}

/** Taxi tracks of 2009 (set, kind, traj, car, seq, ts, lon, lat; WGS 84), for units that move. */
export function tracksFile(data: string): string {
  return join(data, 'gps/points.csv');
}

export function rowsOf(data: string, file: string): Record<string, string>[] {
  return parse(readFileSync(join(data, file)), { columns: true, bom: true, relax_column_count: true });
}
