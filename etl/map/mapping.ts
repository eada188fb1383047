import type { Dataset } from '../../datasets/dataset.ts';
import { Refusal } from '../refusal.ts';

/** What a column of the file is: a field of the dataset, part of a coordinate, a geometry as WKT, or nothing known. */
export type Target = { field: string } | { axis: 'lon' | 'lat' } | { wkt: true } | null;

export interface Mapping {
  columns: string[];
  targets: Target[];
}

const LON = ['经度', 'lon', 'lng', 'long', 'longitude', 'x', 'x坐标', '东坐标', '横坐标', 'easting', 'point_x'];
const LAT = ['纬度', 'lat', 'latitude', 'y', 'y坐标', '北坐标', '纵坐标', 'northing', 'point_y'];
const WKT = ['wkt', 'geometry', 'geom', 'the_geom', '几何', '空间坐标'];

/** A header text without what varies from one office to the next: width, blanks, marks of required columns. */
export function plainHeader(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:：_"'\u200b-\u200f\ufeff-]/g, '')
    .replace(/\(必填\)|\(选填\)|\[必填\]/g, '');
}

const withoutUnit = (header: string) => header.replace(/[([（].*?[)\]）]/g, '');

/** Header texts of the dataset, best first: titles, names, aliases. */
function namesOf(dataset: Dataset): Map<string, string> {
  const names = new Map<string, string>();
  const fields = Object.entries(dataset.fields);
  const add = (text: string, field: string) => {
    for (const key of [plainHeader(text), withoutUnit(plainHeader(text))])
      if (key !== '' && !names.has(key)) names.set(key, field);
  };
  for (const [name, field] of fields) add(field.title.zh, name);
  for (const [name] of fields) add(name, name);
  for (const [name, field] of fields) for (const alias of field.aliases ?? []) add(alias, name);
  for (const [name, field] of fields) add(field.title.en, name);
  return names;
}

/** Finds for each column what it is. A second column for the same field stays unknown, and is reported. */
export function mapColumns(dataset: Dataset, columns: readonly string[]): Mapping {
  const names = namesOf(dataset);
  const taken = new Set<string>();
  const take = (key: string, target: Target): Target => {
    if (taken.has(key)) return null;
    taken.add(key);
    return target;
  };
  const targets = columns.map((column): Target => {
    const plain = plainHeader(column);
    const bare = withoutUnit(plain);
    const field = names.get(plain) ?? names.get(bare);
    if (field !== undefined) return take(`field ${field}`, { field });
    if (dataset.geometry === undefined) return null;
    if (LON.includes(bare)) return take('lon', { axis: 'lon' });
    if (LAT.includes(bare)) return take('lat', { axis: 'lat' });
    return WKT.includes(bare) ? take('wkt', { wkt: true }) : null;
  });
  return { columns: [...columns], targets };
}

/** How many columns of a possible header are known. */
export function knownColumns(mapping: Mapping): number {
  return mapping.targets.filter((target) => target !== null).length;
}

/**
 * @throws Refusal `missing-columns` when a required field has no column, before any row is read
 */
export function requireColumns(dataset: Dataset, mapping: Mapping): void {
  const mapped = new Set(mapping.targets.flatMap((t) => (t && 'field' in t ? [t.field] : [])));
  const missing = Object.entries(dataset.fields).filter(([name, field]) => field.required && !mapped.has(name));
  if (missing.length === 0) return;
  const zh = missing.map(([, field]) => `“${field.title.zh}”`).join('、');
  const en = missing.map(([name]) => name).join(', ');
  throw new Refusal(
    'missing-columns',
    `文件缺少必填列：${zh}。文件中的列有：${mapping.columns.join('、') || '（无表头）'}`,
    `the file lacks the required columns ${en}; it has: ${mapping.columns.join(', ') || '(no header)'}`,
    { missing: missing.map(([name]) => name), columns: mapping.columns },
  );
}
