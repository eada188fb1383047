import { badRequest } from '../errors.ts';
import type { Collection } from './collections.ts';

/** What items are asked for, checked. */
export interface ItemsAsk {
  limit: number;
  /** Only ids above it: the keyset of the page before. */
  after: number;
  offset: number;
  bbox: [number, number, number, number] | null;
  /** Only records that stood at some moment before or at this, ISO 8601. */
  until: string | null;
  equal: { name: string; value: string }[];
  format: 'geojson' | 'csv';
}

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 10_000;
const OWN = new Set(['limit', 'after', 'offset', 'bbox', 'bbox-crs', 'datetime', 'f', 'crs']);

function whole(name: string, text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw badRequest(
      'invalid-parameter',
      `${name} 应为 ${min} 至 ${max} 的整数`,
      `${name} must be a whole number from ${min} to ${max}`,
      { parameter: name },
    );
  return value;
}

function readBbox(text: string | undefined): ItemsAsk['bbox'] {
  if (text === undefined) return null;
  const n = text.split(',').map(Number);
  const flat = n.length === 6 ? [n[0]!, n[1]!, n[3]!, n[4]!] : n;
  const [w, s, e, north] = flat as [number, number, number, number];
  const good = flat.length === 4 && flat.every((v) => Number.isFinite(v)) && w <= e && s <= north;
  if (!good || Math.abs(w) > 180 || Math.abs(e) > 180 || Math.abs(s) > 90 || Math.abs(north) > 90)
    throw badRequest(
      'invalid-bbox',
      'bbox 应为“西,南,东,北”四个经纬度',
      'bbox must be west,south,east,north in degrees',
      { parameter: 'bbox' },
    );
  return [w, s, e, north];
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A record stands from the day of its batch on; what is asked for meets that time when it ends after it began. */
function readUntil(text: string | undefined): string | null {
  if (text === undefined) return null;
  const parts = text.split('/');
  const [from, to] = parts.length === 1 ? [parts[0]!, parts[0]!] : [parts[0]!, parts[1]!];
  const open = (part: string) => part === '' || part === '..';
  const good = (part: string) => MOMENT.test(part) && !Number.isNaN(Date.parse(part));
  if (
    parts.length > 2 ||
    !(open(from) || good(from)) ||
    !(open(to) || good(to)) ||
    (!open(from) && !open(to) && Date.parse(from) > Date.parse(to))
  )
    throw badRequest(
      'invalid-datetime',
      'datetime 应为时刻或“起/止”区间（ISO 8601）',
      'datetime must be a moment or a from/to interval in ISO 8601',
      { parameter: 'datetime' },
    );
  // A day lasts until its end.
  return open(to) ? null : to.length === 10 ? `${to}T23:59:59.999Z` : to;
}

const CHECKS: Record<string, RegExp> = {
  integer: /^-?\d{1,9}$/,
  bigint: /^-?\d{1,18}$/,
  'double precision': /^-?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/,
  numeric: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

/** Reads the query of `/items`. @throws 400 for a parameter nobody declared, so that a misspelt filter never means "all". */
export function readAsk(query: Record<string, string | string[] | undefined>, collection: Collection): ItemsAsk {
  const one = (name: string): string | undefined => {
    const value = query[name];
    if (Array.isArray(value))
      throw badRequest('repeated-parameter', `参数 ${name} 只能出现一次`, `${name} may be given once`, {
        parameter: name,
      });
    return value;
  };
  const equal: ItemsAsk['equal'] = [];
  for (const name of Object.keys(query)) {
    if (OWN.has(name)) continue;
    if (!collection.queryables.includes(name))
      throw badRequest(
        'unknown-parameter',
        `不支持按 ${name} 查询；可用字段见 /queryables`,
        `items cannot be asked for by ${name}; see /queryables`,
        { parameter: name, queryables: collection.queryables },
      );
    const value = one(name)!;
    const check = CHECKS[collection.dataset.fields[name]!.type.sql];
    if (check && !(check.test(value) && (check !== CHECKS.date || !Number.isNaN(Date.parse(value)))))
      throw badRequest('invalid-parameter', `${name} 的值不合规`, `${name} has a value of the wrong kind`, {
        parameter: name,
      });
    equal.push({ name, value });
  }
  const f = one('f') ?? 'json';
  if (!['json', 'geojson', 'csv'].includes(f))
    throw badRequest('unknown-format', 'f 可为 json 或 csv', 'f is json or csv', { parameter: 'f' });
  for (const name of ['crs', 'bbox-crs'])
    if (one(name) !== undefined && !/CRS84$/.test(one(name)!))
      throw badRequest('unknown-crs', '只支持 CRS84 坐标', 'only CRS84 is served', { parameter: name });
  return {
    limit: Math.min(MAX_LIMIT, whole('limit', one('limit'), DEFAULT_LIMIT, 1, Number.MAX_SAFE_INTEGER)),
    after: whole('after', one('after'), 0, 0, Number.MAX_SAFE_INTEGER),
    offset: whole('offset', one('offset'), 0, 0, 1_000_000),
    bbox: readBbox(one('bbox')),
    until: readUntil(one('datetime')),
    equal,
    format: f === 'csv' ? 'csv' : 'geojson',
  };
}
