import type pg from 'pg';
import { asPrincipal, type Principal } from '../db/pool.ts';
import { badRequest } from '../errors.ts';

const MAX_FIXES = 20_000;

/** Where a unit was between two moments: a GeoJSON Feature that is an MF-JSON MovingPoint too. */
export interface Track {
  type: 'Feature';
  id: string;
  geometry: { type: 'LineString'; coordinates: [number, number][] } | null;
  temporalGeometry: {
    type: 'MovingPoint';
    datetimes: string[];
    coordinates: [number, number][];
    interpolation: 'Linear';
  };
  temporalProperties: { datetimes: string[]; speed: { type: 'Measure'; form: 'KMH'; values: (number | null)[] } }[];
  properties: { unit: string; from: string; to: string; fixes: number; truncated: boolean };
}

/** The believed fixes of a unit, in order of fix; the last hour by default. @throws Problem for times that are none */
export async function trackOf(
  pool: pg.Pool,
  principal: Principal,
  unit: string,
  query: { from?: string; to?: string },
): Promise<Track> {
  const to = query.to === undefined ? Date.now() : Date.parse(query.to);
  const from = query.from === undefined ? to - 3_600_000 : Date.parse(query.from);
  if (Number.isNaN(from) || Number.isNaN(to) || from > to)
    throw badRequest('invalid-period', '起止时间无效', 'from and to must be RFC 3339 times in order');
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const { rows } = await asPrincipal(pool, principal, (tx) =>
    tx.query<{ at: Date; lon: number; lat: number; speed: number | null }>(
      `select fixed_at as at, lon, lat, speed from live.position
       where unit = $1 and fixed_at between $2 and $3 and flag is null order by fixed_at limit ${MAX_FIXES + 1}`,
      [unit, start, end],
    ),
  );
  const kept = rows.slice(0, MAX_FIXES);
  const coordinates = kept.map((row): [number, number] => [row.lon, row.lat]);
  const datetimes = kept.map((row) => row.at.toISOString());
  return {
    type: 'Feature',
    id: unit,
    geometry: coordinates.length > 1 ? { type: 'LineString', coordinates } : null,
    temporalGeometry: { type: 'MovingPoint', datetimes, coordinates, interpolation: 'Linear' },
    temporalProperties: [{ datetimes, speed: { type: 'Measure', form: 'KMH', values: kept.map((row) => row.speed) } }],
    properties: { unit, from: start, to: end, fixes: kept.length, truncated: rows.length > MAX_FIXES },
  };
}
