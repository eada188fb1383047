import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';
import { fillLatticeCity } from '../../test/lattice-city.ts';
import { signIn } from '../../test/sign-in.ts';
import type { IndicatorList, IndicatorValues, ZoneProfile } from './schema.ts';

let server: TestServer;
let planner: OutgoingHttpHeaders;

beforeAll(async () => {
  server = await testServer();
  await fillLatticeCity(server.db.pool, { persons: 5_000, seed: 2 });
  planner = await signIn(server.db.pool, 'planner');
});
afterAll(() => server.close());

async function ask(inputs: unknown, headers: OutgoingHttpHeaders = planner) {
  const reply = await server.app.inject({
    method: 'POST',
    url: '/api/processes/zone-profile/execution',
    headers,
    payload: { inputs } as object,
  });
  return { status: reply.statusCode, body: reply.json() };
}
const profile = async (inputs: object, headers?: OutgoingHttpHeaders): Promise<ZoneProfile> => {
  const { rows } = await server.db.pool.query('select log.reached() as reached');
  const { status, body } = await ask({ minSequence: rows[0].reached, ...inputs }, headers);
  expect(body).toMatchObject({ exact: true });
  expect(status).toBe(200);
  return body;
};
const one = async (sql: string): Promise<number> => Number((await server.db.pool.query(sql)).rows[0].n);
const totalOf = (answer: ZoneProfile, id: string) => answer.statistics.find((s) => s.id === id)!.total;

const box = (w: number, s: number, e: number, n: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ],
});
const everything = box(115.9, 39.5, 116.7, 40.1);

test('a zone that holds the city holds every placed record, and all that the districts produce', async () => {
  const answer = await profile({ zone: everything });
  expect(totalOf(answer, 'persons')).toBe(await one('select count(*) n from data.population where geom is not null'));
  expect(totalOf(answer, 'capital')).toBe(
    await one(
      "select sum(coalesce(round(capital), 0)) n from data.legal_entities where status = 'active' and geom is not null",
    ),
  );
  expect(answer.regions).toHaveLength(await one('select count(*) n from data.regions'));
  expect(answer.unplaced.find((u) => u.dataset === 'population')!.count).toBe(
    await one('select count(*) n from data.population where geom is null'),
  );
  const gdp = answer.economy.find((figure) => figure.indicator === 'gdp')!;
  const year = await one("select sum(value) n from data.economy where indicator = 'gdp' and period like '2025%'");
  expect(gdp).toMatchObject({ period: '2025', covered: 1 });
  expect(gdp.value).toBeCloseTo(year, 6);
  expect(gdp.low).toBeLessThanOrEqual(gdp.value);
});

test('a region is answered by code: its records without a point count, those of its neighbours never', async () => {
  const answer = await profile({ zone: { region: '990102' } });
  expect(totalOf(answer, 'persons')).toBe(
    await one("select count(*) n from data.population where region_code like '990102%'"),
  );
  expect(answer.unplaced).toEqual([]);
  const gdp = answer.economy.find((figure) => figure.indicator === 'gdp')!;
  const own = await one(
    "select sum(value) n from data.economy where indicator = 'gdp' and period like '2025%' and region_code = '990102000000'",
  );
  expect(gdp.value).toBeCloseTo(own, 9);
  expect(gdp.high - gdp.low).toBeLessThan(1e-9);
  expect(answer.regions.map((r) => r.level)).toContain('city');
});

test('the same ground is found in another CRS, as a feature, and as a circle', async () => {
  const zone = box(116.2, 39.7, 116.3, 39.8);
  const plain = await profile({ zone: { type: 'Feature', properties: {}, geometry: zone } });
  const { rows } = await server.db.pool.query(
    'select st_asgeojson(st_transform(st_setsrid(st_geomfromgeojson($1), 4490), 4548), 9)::json g, st_area(st_setsrid(st_geomfromgeojson($1), 4490)::geography) a',
    [JSON.stringify(zone)],
  );
  const projected = await profile({ zone: rows[0].g, crs: 'EPSG:4548' });
  expect(totalOf(projected, 'persons')).toBe(totalOf(plain, 'persons'));
  expect(Math.abs(plain.area! / rows[0].a - 1)).toBeLessThan(1e-6);
  const circle = await profile({ zone: { circle: { center: [116.3, 39.8], radius: 3000 } } });
  const near = await one(
    'select count(*) n from data.population where st_dwithin(geom::geography, st_setsrid(st_makepoint(116.3, 39.8), 4490)::geography, 2999)',
  );
  expect(totalOf(circle, 'persons')).toBeGreaterThanOrEqual(near * 0.99);
  expect(circle.area! / (Math.PI * 3000 ** 2)).toBeCloseTo(1, 3);
});

test('what cannot be answered is refused with what to do', async () => {
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [116, 39.6],
        [116.2, 39.8],
        [116.2, 39.6],
        [116, 39.8],
        [116, 39.6],
      ],
    ],
  };
  const crossing = await ask({ zone: bow });
  expect(crossing).toMatchObject({ status: 400, body: { code: 'zone-self-crossing' } });
  expect(crossing.body.at[0]).toBeCloseTo(116.1);
  expect(crossing.body.at[1]).toBeCloseTo(39.7);
  const ring = Array.from({ length: 20_000 }, (_, i) => [
    116 + Math.cos(i / 3184) / 10,
    39.8 + Math.sin(i / 3184) / 10,
  ]);
  const open = {
    type: 'Polygon',
    coordinates: [
      [
        [116, 39],
        [117, 39],
        [117, 40],
        [116, 40],
      ],
    ],
  };
  const refused: [object, string][] = [
    [{ zone: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } }, 'zone-too-detailed'],
    [{ zone: open }, 'zone-malformed'],
    [{ zone: box(500000, 4400000, 510000, 4410000) }, 'zone-malformed'],
    [{ zone: { type: 'Point', coordinates: [116, 39] } }, 'zone-malformed'],
    [{ zone: { circle: { center: [116, 39], radius: -1 } } }, 'zone-malformed'],
    [{ zone: { region: '110101' } }, 'unknown-region'],
    [{ zone: everything, crs: 'EPSG:2436' }, 'crs-ballpark'],
    [{ zone: everything, statistics: ['persons', 'unicorns'] }, 'unknown-statistic'],
  ];
  for (const [inputs, code] of refused) expect(await ask(inputs)).toMatchObject({ status: 400, body: { code } });
});

test('the public may ask about regions, not about shapes', async () => {
  expect((await ask({ zone: everything }, {})).status).toBe(401);
  expect(totalOf(await profile({ zone: { region: '990101' } }, {}), 'persons')).toBeGreaterThan(0);
});

test('an answer stands at the sequence of one’s own write', async () => {
  const before = await profile({ zone: everything, statistics: ['persons'] });
  await server.db.pool.query(
    'delete from data.population where id = (select min(id) from data.population where geom is not null)',
  );
  const after = await profile({ zone: everything, statistics: ['persons'] });
  expect(totalOf(after, 'persons')).toBe(totalOf(before, 'persons') - 1);
  expect(after.sequence).toBeGreaterThan(before.sequence);
});

test('indicators of regions, as a choropleth asks for them', async () => {
  const list = (await server.app.inject('/api/statistics')).json() as IndicatorList;
  const ids = list.map(({ id }) => id);
  for (const id of [
    'persons',
    'persons-density',
    'persons-65+',
    'household-size',
    'entities.C',
    'places.school',
    'gdp',
  ])
    expect(ids).toContain(id);
  const values = async (path: string) => (await server.app.inject(`/api/statistics/${path}`)).json() as IndicatorValues;
  const streets = await values('persons?level=street');
  expect(streets.regions).toHaveLength(24);
  expect(streets.regions.reduce((n, r) => n + r.value!, 0)).toBe(await one('select count(*) n from data.population'));
  const old = await values('persons-65%2B?level=district');
  const share = await one(
    `select 100.0 * count(*) filter (where siku.age_on(birth_date, siku.reference_date('population')) >= 65) / count(*) n
     from data.population where region_code like '990101%'`,
  );
  expect(old.regions[0]!.value).toBeCloseTo(share, 9);
  const gdp = list.find(({ id }) => id === 'gdp')!;
  expect(gdp).toMatchObject({ levels: ['district'], drawn: ['district'] });
  expect(gdp.periods.slice(0, 3)).toEqual(['2025', '2024', '2026-06']);
  expect((await values('gdp?level=district&period=2026-06')).regions.every((r) => r.value! > 0)).toBe(true);
  expect((await server.app.inject('/api/statistics/gdp?period=1999')).statusCode).toBe(400);
  expect((await server.app.inject('/api/statistics/nothing')).statusCode).toBe(404);
});

test('processes describe themselves', async () => {
  const list = (await server.app.inject({ url: '/api/processes', headers: { 'accept-language': 'zh-CN' } })).json();
  expect(list.processes.map((p: { id: string }) => p.id)).toContain('zone-profile');
  expect(list.processes.find((p: { id: string }) => p.id === 'zone-profile').title).toBe('范围画像');
  const described = (await server.app.inject('/api/processes/zone-profile')).json();
  expect(described.inputs.zone).toMatchObject({ minOccurs: 1 });
  expect(described.inputs.crs).toMatchObject({ minOccurs: 0 });
});
