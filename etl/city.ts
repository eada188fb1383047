import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type pg from 'pg';
import type { City, CityFile } from '../datasets/city.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { inLoadingOrder } from '../datasets/index.ts';
import { datasetNamed, type Loaded, loadFile } from './load.ts';
import { Refusal } from './refusal.ts';
import type { Progress } from './stage/stage.ts';

export interface CityProgress {
  file: CityFile;
  /** Place in the list of files, from 0. */
  index: number;
  count: number;
  progress: Progress | null;
  /** There when the file is done. */
  result: Loaded | null;
}

export interface LoadCityOptions {
  home: string;
  by?: string;
  force?: boolean;
  onProgress?: (progress: CityProgress) => void;
}

/**
 * Reads `city.json` of a package.
 * @throws Refusal `city-package` naming what is wrong with it
 */
export async function readCity(dir: string, datasets: readonly Dataset[]): Promise<City> {
  const wrong = (zh: string, en: string) =>
    new Refusal('city-package', `城市数据包有误：${zh}`, `the city package is wrong: ${en}`);
  const text = await readFile(join(dir, 'city.json'), 'utf8').catch(() => {
    throw wrong(`${dir} 中没有 city.json`, `there is no city.json in ${dir}`);
  });
  let city: City;
  try {
    city = JSON.parse(text) as City;
  } catch {
    throw wrong('city.json 不是有效的 JSON', 'city.json is not JSON');
  }
  const numbers = (list: unknown, length: number) =>
    Array.isArray(list) && list.length === length && list.every((n) => Number.isFinite(n));
  if (typeof city.id !== 'string' || !city.name?.zh || !city.name.en)
    throw wrong('缺少 id 或 name', 'id or name is missing');
  if (!/^\d{12}$/.test(city.code)) throw wrong('code 应为 12 位', 'code must have 12 digits');
  if (!numbers(city.extent, 4) || city.extent[0] >= city.extent[2] || city.extent[1] >= city.extent[3])
    throw wrong('extent 应为 [西, 南, 东, 北]', 'extent must be [west, south, east, north]');
  if (!numbers(city.center, 2)) throw wrong('center 应为 [经度, 纬度]', 'center must be [lon, lat]');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(city.asOf)) throw wrong('asOf 应为日期', 'asOf must be a date');
  if (!Array.isArray(city.files)) throw wrong('缺少 files', 'files are missing');
  for (const file of city.files) {
    datasetNamed(datasets, file.dataset);
    if (!resolve(dir, file.file).startsWith(resolve(dir) + sep))
      throw wrong(`${file.file} 不在数据包内`, `${file.file} is not within the package`);
  }
  return city;
}

/**
 * Loads a whole city package, framework before registries. Files that already stand are not read again unless what
 * they are placed on changed. Several files may feed one dataset; each then adds and changes, and none removes.
 */
export async function loadCity(
  pool: pg.Pool,
  datasets: readonly Dataset[],
  dir: string,
  options: LoadCityOptions,
): Promise<Loaded[]> {
  const city = await readCity(dir, datasets);
  const { files, ...setting } = city;
  await pool.query(
    `insert into siku.setting (key, value) values ('city', $1) on conflict (key) do update set value = excluded.value`,
    [setting],
  );
  const order = inLoadingOrder(datasets).map((dataset) => dataset.id);
  const sorted = [...files].sort((a, b) => order.indexOf(a.dataset) - order.indexOf(b.dataset));
  const results: Loaded[] = [];
  let groundMoved = false;
  for (const [index, file] of sorted.entries()) {
    const report = (progress: Progress | null, result: Loaded | null) =>
      options.onProgress?.({ file, index, count: sorted.length, progress, result });
    const shared = files.filter((other) => other.dataset === file.dataset).length > 1;
    const result = await loadFile(pool, datasets, {
      dataset: file.dataset,
      file: join(dir, file.file),
      name: file.file,
      home: options.home,
      asOf: file.asOf ?? city.asOf,
      by: options.by ?? city.id,
      force: options.force,
      skipIfStanding: !groundMoved,
      ...(file.crs && { crs: file.crs }),
      ...(file.sheet && { sheet: file.sheet }),
      ...(shared && { delivery: 'increment' as const }),
      onProgress: (progress) => report(progress, null),
    });
    const moved = result.added + result.changed + result.removed > 0;
    if (moved && (file.dataset === 'regions' || file.dataset === 'addresses')) groundMoved = true;
    results.push(result);
    report(null, result);
  }
  return results;
}
