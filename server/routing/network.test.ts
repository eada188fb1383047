import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';
import { openRoadNetwork, type RoadNetwork } from './network.ts';
import { Search } from './search.ts';
import { openValhalla, type RouteEngine } from './valhalla/engine.ts';

let server: TestServer;
let network: RoadNetwork;
let engine: RouteEngine;
const home = mkdtempSync(join(tmpdir(), 'siku-valhalla-'));

/** A lattice of 20 by 20 streets, every third one-way, with names and a motorway. */
beforeAll(async () => {
  server = await testServer();
  await server.db.pool.query(
    `insert into data.roads (code, name, class, oneway, speed, from_node, to_node, geom)
     select 'h' || i || '-' || j, '东西' || j || '路', case when j = 10 then 'trunk' else 'secondary' end, j % 3 = 0, 50,
       i || ',' || j, i + 1 || ',' || j,
       st_setsrid(st_makeline(array[st_makepoint(113.6 + i * 0.004, 34.7 + j * 0.004),
         st_makepoint(113.602 + i * 0.004, 34.7003 + j * 0.004), st_makepoint(113.604 + i * 0.004, 34.7 + j * 0.004)]), 4490)
     from generate_series(0, 18) i, generate_series(0, 19) j
     union all
     select 'v' || i || '-' || j, '南北' || i || '路', 'tertiary', i % 3 = 1, 30, i || ',' || j, i || ',' || j + 1,
       st_setsrid(st_makeline(st_makepoint(113.6 + i * 0.004, 34.7 + j * 0.004), st_makepoint(113.6 + i * 0.004, 34.704 + j * 0.004)), 4490)
     from generate_series(0, 19) i, generate_series(0, 18) j`,
  );
  network = openRoadNetwork(server.db.url);
  engine = openValhalla(server.db.url, home, network);
});
afterAll(async () => {
  engine.stop();
  await network.stop();
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

describe('the graph from the database', () => {
  test('gives every node the seconds that plain SQL relaxation gives', async () => {
    const { graph } = await network.roads();
    const { pool } = server.db;
    const edge = 137;
    await pool.query('create table edge (a int, b int, s float8); create table label (n int primary key, s float8)');
    await pool.query('insert into edge select * from unnest($1::int[], $2::int[], $3::float8[])', [
      [...graph.from],
      [...graph.to],
      [...graph.seconds],
    ]);
    const twoWay = [...graph.oneway.keys()].filter((e) => !graph.oneway[e]);
    await pool.query('insert into edge select * from unnest($1::int[], $2::int[], $3::float8[])', [
      twoWay.map((e) => graph.to[e]!),
      twoWay.map((e) => graph.from[e]!),
      twoWay.map((e) => graph.seconds[e]!),
    ]);
    await pool.query('insert into label values ($1, 0)', [graph.from[edge]]);
    for (;;) {
      const { rowCount } = await pool.query(
        `insert into label select e.a, min(e.s + l.s) from edge e join label l on l.n = e.b group by e.a
         on conflict (n) do update set s = excluded.s where excluded.s < label.s`,
      );
      if (!rowCount) break;
    }
    const { rows } = await pool.query<{ n: number; s: number }>('select n, s from label');
    const search = new Search(graph);
    search.run({ edge, at: 0, gap: 0, lonLat: [0, 0] });
    expect(search.settledCount).toBe(rows.length);
    for (const { n, s } of rows) expect(search.at(n)).toBeCloseTo(s, 6);
  });

  test('is built anew when roads change, and answers by the old one until then', async () => {
    const before = await network.roads();
    await server.db.pool.query(`update data.roads set speed = 5 where code = 'h0-0'`);
    expect((await network.roads()).graph).toBe(before.graph);
    await network.rebuild();
    expect((await network.roads()).graph.sequence).toBeGreaterThan(before.graph.sequence);
    // The server's own network hears of it by the change log.
    await server.db.pool.query(`delete from data.roads where code = 'h18-19'`);
    const { rows } = await server.db.pool.query<{ at: number }>('select log.reached() as at');
    for (;;) {
      const reply = await server.app.inject({ url: '/api/isochrone?lon=113.63&lat=34.73&minutes=3,6' });
      if (reply.json().sequence >= rows[0]!.at) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await network.rebuild();
  });

  test('isochrones are valid for PostGIS and the larger holds the smaller', async () => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/processes/isochrone/execution',
      payload: { inputs: { lonLat: [113.63, 34.73], minutes: [4, 2] } },
    });
    const { bands } = reply.json();
    expect(bands.map((band: { minutes: number }) => band.minutes)).toEqual([2, 4]);
    const { rows } = await server.db.pool.query(
      'select st_isvalid(a) and st_isvalid(b) as valid, st_coveredby(a, b) as inside, st_area(a) > 0 as some from (select st_geomfromgeojson($1) a, st_geomfromgeojson($2) b) s',
      bands.map((band: { geometry: object }) => JSON.stringify(band.geometry)),
    );
    expect(rows[0]).toEqual({ valid: true, inside: true, some: true });
  });
});

describe('routes', () => {
  const question = { from: [113.601, 34.701], to: [113.67, 34.77] };
  test('come from our own graph while nothing else is ready, with steps in both languages', async () => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/routes',
      payload: { ...question, engine: 'graph' },
    });
    expect(reply.statusCode, reply.body).toBe(200);
    const route = reply.json();
    expect(route).toMatchObject({ engine: 'graph', geometry: { type: 'LineString' } });
    expect(route.metres).toBeGreaterThan(9000);
    expect(route.steps[0].text.zh).toMatch(/^出发，沿.+路行驶 /);
    expect(route.steps.some((step: { text: { zh: string } }) => /[左右]转/.test(step.text.zh))).toBe(true);
  });

  test('come from Valhalla once its tiles are built, near to ours in length, and keep out of an area', async () => {
    expect(await engine.ready()).toBe(true);
    const route = await engine.route([113.601, 34.701], [113.67, 34.77], []);
    expect(route).toMatchObject({ engine: 'valhalla' });
    const own = (
      await server.app.inject({ method: 'POST', url: '/api/routes', payload: { ...question, engine: 'graph' } })
    ).json();
    expect(Math.abs(route!.metres - own.metres) / own.metres).toBeLessThan(0.15);
    expect(route!.steps[0]!.text.zh).toMatch(/[一-鿿]/);
    expect(route!.steps.map((s) => s.text.zh).join()).toContain('路');
    const middle = (route!.geometry as GeoJSON.LineString).coordinates[
      Math.floor((route!.geometry as GeoJSON.LineString).coordinates.length / 2)
    ]!;
    const [x, y] = middle as [number, number];
    const wall: GeoJSON.Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [x - 0.003, y - 0.003],
          [x + 0.003, y - 0.003],
          [x + 0.003, y + 0.003],
          [x - 0.003, y + 0.003],
          [x - 0.003, y - 0.003],
        ],
      ],
    };
    const detour = await engine.route([113.601, 34.701], [113.67, 34.77], [wall]);
    const { rows } = await server.db.pool.query(
      'select st_intersects(st_geomfromgeojson($1), st_geomfromgeojson($2)) as through',
      [JSON.stringify(detour!.geometry), JSON.stringify(wall)],
    );
    expect(rows[0]).toEqual({ through: false });
  });
});
