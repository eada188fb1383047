import type pg from 'pg';
import { Type } from 'typebox';
import type { Dataset } from '../../datasets/dataset.ts';
import { describesPersons } from '../access/audit.ts';
import { loadedCity } from '../city.ts';
import { asPrincipal } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { badRequest } from '../errors.ts';
import type { LonLat } from '../schema.ts';
import { readCoordinate } from './coordinates.ts';
import { searchPersons } from './persons.ts';
import { readQuery } from './query.ts';
import { PersonQuery, SearchResults } from './schema.ts';
import { type Group, search, searchable } from './search.ts';

const SearchQuery = Type.Object({
  q: Type.String({ minLength: 1, maxLength: 200 }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10, description: 'results a dataset' })),
  near: Type.Optional(Type.String({ maxLength: 60, description: 'lon,lat: nearer results first' })),
  types: Type.Optional(Type.String({ maxLength: 300, description: 'dataset ids, separated by commas' })),
});

/** One box for everything but persons; persons by a POST, so that nothing of them stands in a URL. */
export function searchRoutes(app: App, deps: { pool: pg.Pool; datasets: readonly Dataset[] }): void {
  const { pool, datasets } = deps;

  app.get(
    '/api/search',
    { schema: { querystring: SearchQuery, response: { 200: SearchResults } } },
    async (request) => {
      const started = performance.now();
      const { q, limit = 10, near, types } = request.query;
      refusePersons(datasets, q);
      const query = readQuery(q);
      const from = near === undefined ? null : lonLatOf(near);
      const wanted = types?.split(',');
      // The city's extent tells longitude from latitude; it is asked for only when there is something to tell.
      const at = readCoordinate(q, null) && readCoordinate(q, (await loadedCity(pool))?.extent ?? null);
      const asked = searchable(datasets, request.principal).filter(({ id }) => wanted?.includes(id) ?? true);
      const { role } = request.principal;
      const groups: Group[] = at
        ? [coordinateGroup(at)]
        : await asPrincipal(pool, request.principal, (tx) => search(tx, asked, { role, query, limit, near: from }));
      return { query: q, groups, milliseconds: Math.round((performance.now() - started) * 10) / 10 };
    },
  );

  app.post(
    '/api/search/persons',
    { schema: { body: PersonQuery, response: { 200: SearchResults } } },
    async (request, reply) => {
      const started = performance.now();
      reply.header('cache-control', 'no-store');
      const groups = await asPrincipal(pool, request.principal, (tx) =>
        searchPersons(tx, request.principal, datasets, request.body),
      );
      return { query: '', groups, milliseconds: Math.round((performance.now() - started) * 10) / 10 };
    },
  );
}

/** A number that names a person does not belong into a URL; the answer says where it does. */
function refusePersons(datasets: readonly Dataset[], q: string): void {
  const named = datasets.filter(describesPersons).some((dataset) =>
    dataset.key.some((name) => {
      const { value, reject } = dataset.fields[name]!.type.parse(q);
      return value !== null && reject === undefined;
    }),
  );
  if (named)
    throw badRequest(
      'person-search',
      '公民身份号码请在“人员查询”中查询，不要输入到搜索框',
      'look a person up by the person search (POST /api/search/persons), never in a URL',
    );
}

function lonLatOf(text: string): LonLat {
  const [lon, lat, ...rest] = text.split(',').map(Number);
  if (rest.length > 0 || !Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon!) > 180 || Math.abs(lat!) > 90)
    throw badRequest('near', '参数 near 应为“经度,纬度”', 'near must be "longitude,latitude" in degrees', {
      parameter: 'near',
    });
  return [lon!, lat!];
}

function coordinateGroup([lon, lat]: LonLat): Group {
  return {
    dataset: 'coordinate',
    title: { zh: '坐标', en: 'Coordinate' },
    results: [
      { id: 0, title: `${lon.toFixed(6)}, ${lat.toFixed(6)}`, match: 'coordinate', score: 1, lonLat: [lon, lat] },
    ],
  };
}
