import type { Text } from '../datasets/dataset.ts';
import type { Db } from './db/pool.ts';

/** One file of a city package and the dataset it feeds. */
export interface CityFile {
  dataset: string;
  /** Path within the package. */
  file: string;
  /** CRS of coordinates in the file, such as `EPSG:4490`, `EPSG:4527`, `GCJ-02`, `BD-09`. Required when it has any. */
  crs?: string;
  department: string;
  asOf?: string;
  /** Sheet of a workbook; default the first. */
  sheet?: string;
}

/** `city.json` of a city package; the part without files is kept in `siku.setting` under `city`. */
export interface City {
  id: string;
  name: Text;
  /** 12-digit code of the city itself. */
  code: string;
  /** [west, south, east, north] in degrees, EPSG:4490. */
  extent: [number, number, number, number];
  center: [number, number];
  /** The day the files stand for, `YYYY-MM-DD`. */
  asOf: string;
  demo: boolean;
  /** Map-review number (审图号), or null: then screens say 内部使用. */
  mapReviewNumber: string | null;
  files: CityFile[];
}

export async function loadedCity(db: Db): Promise<Omit<City, 'files'> | null> {
  const { rows } = await db.query<{ value: City }>("select value from siku.setting where key = 'city'");
  return rows[0]?.value ?? null;
}
