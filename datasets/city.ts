import type { Text } from './dataset.ts';

/** One file of a city package and the dataset it feeds. */
export interface CityFile {
  dataset: string;
  /** Path within the package. */
  file: string;
  /** CRS of the coordinates in the file: `EPSG:4490`, `EPSG:4527`, `GCJ-02`, `BD-09`, ... Required when it has any. */
  crs?: string;
  department: Text;
  /** The day the file stands for; default that of the city. */
  asOf?: string;
  /** Sheet of a workbook; default the first. */
  sheet?: string;
}

/** `city.json` of a city package; the part without files is kept in `siku.setting` under the key `city`. */
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
