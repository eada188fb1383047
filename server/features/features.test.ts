import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { tileAt } from '../../tiles/encode/grid.ts';
import { buildApp } from '../app.ts';
import { asPrincipal } from '../db/pool.ts';
import { freePort } from '../launch/free-port.ts';
import { readAsk } from './ask.ts';
import { collectionFor } from './collections.ts';
import { itemBatches, oneItem } from './read.ts';

let server: TestServer;
const get = async (url: string) => server.app.inject(url);
const json = async (url: string) => (await get(url)).json();
const population = () => server.base.datasets.find((d) => d.id === 'population')!;
let officer: number;

beforeAll(async () => {
  server = await testServer();
  const { pool } = server.db;
  await pool.query(
    `insert into data.places (code, name, kind, capacity, phone, geom)
     select 'p' || i, '场所' || i, case when i % 2 = 0 then 'school' else 'mall' end, i, '010-' || i,
       st_setsrid(st_point(116 + i * 0.001, 39.9), 4490) from generate_series(1, 2500) i`,
  );
  await pool.query(
    `insert into data.places (code, name, kind, detail) values ('f', '=HYPERLINK("x")', 'mall', '内部')`,
  );
  await pool.query(
    `insert into data.population (id_number, name, sex, birth_date, phone, region_code, geom)
     select '9901011990010100' || i, '张三' || i, 'male', '1990-01-01', '1380000000' || i, '990101001001', 'SRID=4490;POINT(116.4 39.9)'
     from generate_series(10, 14) i`,
  );
  const { rows } = await pool.query(
    "insert into access.account (username, name, role) values ('lookup-test', '查询员', 'lookup') returning id",
  );
  officer = rows[0].id;
});
afterAll(() => server.close());

describe('items', () => {
  test('page by keyset: every record once, whatever the limit', async () => {
    const ids: number[] = [];
    let url: string | undefined = '/api/collections/places/items?limit=700';
    while (url) {
      const page: { features: { id: number }[]; links: { rel: string; href: string }[]; numberReturned: number } =
        await json(url);
      expect(page.numberReturned).toBe(page.features.length);
      ids.push(...page.features.map((f) => f.id));
      const next: string | undefined = page.links.find((l) => l.rel === 'next')?.href;
      url = next && new URL(next).pathname + new URL(next).search;
    }
    expect(ids.length).toBe(2501);
    expect(new Set(ids).size).toBe(2501);
    const all = await json('/api/collections/places/items?limit=99999');
    expect(all).toMatchObject({ numberMatched: 2501, numberReturned: 2501 });
    expect(all.links.some((l: { rel: string }) => l.rel === 'next')).toBe(false);
  });

  test('are found by box, by value and by the time they stood', async () => {
    const near = await json('/api/collections/places/items?bbox=116.0005,39.8,116.0045,40&kind=school');
    expect(near.features.map((f: { properties: { code: string } }) => f.properties.code)).toEqual(['p2', 'p4']);
    expect((await json('/api/collections/places/items?datetime=2001-01-01T00:00:00Z')).features).toEqual([]);
    expect((await json('/api/collections/places/items?datetime=2001-01-01T00:00:00Z/..&limit=3')).numberReturned).toBe(
      3,
    );
  });

  test.each([
    ['bbox=1,2,3', 'invalid-bbox'],
    ['limit=0', 'invalid-parameter'],
    ['capacity=many', 'invalid-parameter'],
    ['kin=school', 'unknown-parameter'],
    ['phone=010-1', 'unknown-parameter'],
    ['datetime=yesterday', 'invalid-datetime'],
  ])('refuse %s', async (query, code) => {
    const reply = await get(`/api/collections/places/items?${query}`);
    expect([reply.statusCode, reply.json().code]).toEqual([400, code]);
  });

  test('show the public no internal field', async () => {
    const { id } = (await json('/api/collections/places/items?code=f')).features[0];
    const item = await json(`/api/collections/places/items/${id}`);
    expect(Object.keys(item.properties)).not.toContain('detail');
    expect(Object.keys((await json('/api/collections/places/schema')).properties)).not.toContain('detail');
    expect((await get('/api/collections/places/items/999999')).json().code).toBe('not-found');
  });

  test('come as CSV in which no cell is a formula', async () => {
    const reply = await get('/api/collections/places/items?code=f&f=csv');
    expect(reply.headers['content-type']).toContain('text/csv');
    expect(reply.body).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

describe('persons', () => {
  test('are no collection of the public', async () => {
    expect((await json('/api/collections')).collections.map((c: { id: string }) => c.id)).not.toContain('population');
    expect((await get('/api/collections/population/items')).statusCode).toBe(404);
  });

  test('are audited, each one, in the transaction that reads them; masked fields stay masked', async () => {
    const lookup = { role: 'lookup' as Role, account: officer, name: '查询员' };
    const collection = collectionFor(population(), 'lookup')!;
    const got = [];
    for await (const batch of itemBatches(server.db.pool, lookup, collection, readAsk({ limit: '3' }, collection)))
      got.push(...batch.items);
    expect(got.length).toBe(3);
    expect(got[0]!.properties.id_number).toMatch(/^990101\*+\d{4}$/);
    const { rows } = await server.db.pool.query("select subject from access.audit where action = 'list' order by id");
    expect(rows.map((r) => r.subject)).toEqual(got.map((item) => item.id));
  });

  test('are not read without an account', async () => {
    const collection = collectionFor(population(), 'lookup')!;
    const nobody = { role: 'lookup' as Role, account: null, name: '' };
    await expect(oneItem(server.db.pool, nobody, collection, 1)).rejects.toThrow();
  });

  test('cannot be asked for by what says who they are: URLs are logged', () => {
    for (const role of ['lookup', 'dispatcher', 'steward'] as const) {
      const { queryables } = collectionFor(population(), role)!;
      for (const name of ['name', 'id_number', 'phone', 'birth_date', 'address'])
        expect(queryables).not.toContain(name);
    }
  });
});

test('a planner’s view decides, and nothing in a route', async () => {
  await expect(
    asPrincipal(server.db.pool, { role: 'planner', account: null, name: '' }, (tx) =>
      tx.query('select * from as_planner.population'),
    ),
  ).rejects.toThrow();
});

describe('GDAL', () => {
  const run = async (args: string[]) => (await promisify(execFile)('ogrinfo', args, { maxBuffer: 2 ** 24 })).stdout;

  test('lists the public collections and reads every item, page after page', async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const app = await buildApp({ ...server.base, config: { ...server.base.config, publicUrl, port } });
    await app.listen({ port, host: '127.0.0.1' });
    try {
      const listed = await run(['-ro', '-al', '-so', `OAPIF:${publicUrl}/api`]);
      expect(listed).toContain('Layer name: places');
      expect(listed).not.toContain('population');
      const read = await run(['-ro', '-q', '-oo', 'PAGE_SIZE=1000', `OAPIF:${publicUrl}/api`, 'places', '-geom=NO']);
      expect(read.match(/^OGRFeature/gm)?.length).toBe(2501);
    } finally {
      await app.close();
    }
  });

  test('reads a tile', async () => {
    const { x, y } = tileAt(116.5, 39.9, 14);
    const tile = await server.app.inject(`/api/tiles/places/14/${x}/${y}.mvt`);
    const folder = await mkdtemp(join(tmpdir(), 'siku-tile-'));
    try {
      await writeFile(join(folder, 'tile.mvt'), tile.rawPayload);
      const said = await run(['-ro', '-al', '-so', `MVT:${join(folder, 'tile.mvt')}`]);
      expect(said).toContain('Layer name: places');
      expect(Number(/Feature Count: (\d+)/.exec(said)?.[1])).toBeGreaterThan(15);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
