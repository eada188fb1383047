import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import type { Role } from '../../datasets/roles.ts';
import { asPrincipal } from '../../server/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { encodeTile } from './encode.ts';
import { boundsOf, tileAt } from './grid.ts';
import { layersByRole, layersOf } from './layers.ts';

let db: TestDatabase;
const roles = layersByRole(layersOf(DATASETS));
const HERE: [number, number] = [116.4, 39.9];

async function decode(role: Role, layer: string, z: number, at = HERE) {
  const seen = roles[role].get(layer)!;
  const tile = tileAt(...at, z);
  const [piece] = await asPrincipal(db.pool, { role: seen.permission, account: null, name: '' }, (tx) =>
    encodeTile(async (statement) => (await tx.query(statement)).rows, [seen], tile),
  );
  const decoded = new VectorTile(new PbfReader(piece!.bytes)).layers;
  const features = (name: string) => {
    const found = decoded[name];
    return Array.from({ length: found?.length ?? 0 }, (_, i) => found!.feature(i));
  };
  return { piece: piece!, features: features(layer), labels: features(`${layer}-label`), tile };
}

const square = (lon: number, lat: number, size: number) =>
  `SRID=4490;MULTIPOLYGON(((${lon} ${lat},${lon + size} ${lat},${lon + size} ${lat + size},${lon} ${lat + size},${lon} ${lat})))`;

beforeAll(async () => {
  db = await testDatabase();
  await db.pool.query(
    `insert into data.places (code, name, kind, capacity, geom) values
      ('p1', '第一中学', 'school', 1200, 'SRID=4490;POINT(116.4 39.9)'), ('p3', '无图', 'mall', null, null)`,
  );
  await db.pool.query(
    `insert into data.buildings (code, name, floors, height, geom)
     select 'b' || i, '楼' || i, 6, 18.5, $1::geometry from generate_series(1, 1) i`,
    [square(116.4, 39.9, 0.0005)],
  );
  // 400 sheds of about 1 m in one place, 20 m apart: all under a pixel at zoom 13
  await db.pool.query(
    `insert into data.buildings (code, geom)
     select 's' || x || '-' || y, st_multi(st_makeenvelope(116.41 + x * 2e-5, 39.91 + y * 2e-5, 116.41001 + x * 2e-5, 39.91001 + y * 2e-5, 4490))
     from generate_series(1, 20) x, generate_series(1, 20) y`,
  );
  await db.pool.query(
    `insert into data.roads (code, name, class, oneway, from_node, to_node, geom)
     select 'r' || i, '长安街', 'primary', false, 'n' || i, 'n' || i + 1,
       st_setsrid(st_makeline(st_point(116.4 + i * 0.005, 39.905), st_point(116.405 + i * 0.005, 39.905)), 4490)
     from generate_series(0, 19) i`,
  );
  await db.pool.query(
    `insert into data.regions (code, name, level, status, geom) values ('990101000000', '中心区', 'district', 'current', $1)`,
    [square(116.3, 39.8, 0.2)],
  );
});
afterAll(() => db.drop());

describe('a tile', () => {
  test('carries the record’s id, its properties and its place', async () => {
    const { features, tile, piece } = await decode('public', 'places', 14);
    expect(features.map((f) => [f.id, f.properties])).toEqual([
      [expect.any(Number), { code: 'p1', name: '第一中学', kind: 'school', capacity: 1200 }],
    ]);
    expect(piece).toMatchObject({ drawn: 1, records: 1 });
    const [w, s, e, n] = boundsOf(tile);
    const [{ x, y }] = features[0]!.loadGeometry()[0] as unknown as [{ x: number; y: number }];
    expect(w + (x / 4096) * (e - w)).toBeCloseTo(116.4, 4);
    expect(n - (y / 4096) * (n - s)).toBeCloseTo(39.9, 4);
  });

  test('holds what reaches into its buffer, on both sides of an edge', async () => {
    const [west, , , north] = boundsOf(tileAt(...HERE, 14));
    const inside = tileAt(west + 1e-6, north - 1e-3, 14);
    await db.pool.query(
      `insert into data.places (code, name, kind, geom) values ('edge', '边', 'mall', st_setsrid(st_point($1, $2), 4490))`,
      [west + 1e-5, north - 1e-3],
    );
    const east = await decode('public', 'places', 14, [west + 1e-5, north - 1e-3]);
    const beyond = await decode('public', 'places', 14, [west - 1e-5, north - 1e-3]);
    expect(beyond.tile.x).toBe(inside.x - 1);
    for (const { features } of [east, beyond]) expect(features.map((f) => f.properties.code)).toContain('edge');
  });

  test('is empty where nothing is', async () => {
    expect((await decode('public', 'places', 14, [0, 0])).piece.bytes.length).toBe(0);
  });
});

describe('the ladder', () => {
  test('draws what is under a pixel as the pixel and counts it', async () => {
    const { features, piece } = await decode('public', 'buildings', 13, [116.41, 39.91]);
    expect(piece.records).toBe(400);
    expect(features.length).toBeLessThan(60);
    expect(features.length).toBe(piece.drawn);
  });
  test('draws every polygon at the layer’s own maxzoom and beyond', async () => {
    const { features } = await decode('public', 'buildings', 16, [116.4102, 39.9102]);
    expect(features.length).toBe(400);
  });
  test('joins look-alike segments, and leaves low ranks out at low zooms', async () => {
    const joined = await decode('public', 'roads', 10);
    expect(joined.features.length).toBe(1);
    expect(joined.piece.records).toBe(20);
    expect(joined.features[0]!.loadGeometry().map((line) => line.length)).toEqual([2]);
    expect((await decode('public', 'roads', 8)).features).toEqual([]);
    expect((await decode('public', 'roads', 14)).features.length).toBeGreaterThan(0);
  });
  test('writes a region’s name once, however many tiles it spans', async () => {
    const z = 12;
    const [a, b] = [tileAt(116.3, 40, z), tileAt(116.5, 39.8, z)];
    let names = 0;
    for (let x = a.x; x <= b.x; x++)
      for (let y = a.y; y <= b.y; y++) {
        const [w, s, e, n] = boundsOf({ z, x, y });
        names += (await decode('public', 'districts', z, [(w + e) / 2, (s + n) / 2])).labels.length;
      }
    expect(names).toBe(1);
  });
  test('thins crowds of points and says how many each stands for', async () => {
    await db.pool.query(
      `insert into data.legal_entities (credit_code, name, status, region_code, geom)
       select 'c' || i, 'n', 'active', '990101001001', st_setsrid(st_point(116.4 + (i % 200) * 1e-4, 39.85 + (i / 200) * 1e-4), 4490)
       from generate_series(1, 60000) i`,
    );
    const { features, piece } = await decode('public', 'legal-entities', 12, [116.405, 39.88]);
    const stated = features.reduce((sum, f) => sum + Number(f.properties.point_count), 0);
    expect(features.length).toBeLessThan(20_000);
    expect(stated).toBe(piece.records);
    expect(piece.records).toBe(60_000);
  });
});

describe('rights', () => {
  test('a role that sees what the public sees shares its tiles', () => {
    expect(roles.planner.get('roads')!.permission).toBe('public');
  });
  test('a layer whose dataset a role may not read does not exist for it', () => {
    const secret = DATASETS.map((d) => (d.id === 'places' ? { ...d, readers: ['planner'] as const } : d));
    const seen = layersByRole(layersOf(secret));
    expect(seen.public.has('places')).toBe(false);
    expect(seen.planner.get('places')!.permission).toBe('planner');
  });
  test('hidden and masked fields are not properties; a layer asked by a hidden field is no layer', () => {
    const changed = DATASETS.map((d) =>
      d.id === 'legal-entities'
        ? { ...d, tiles: [{ ...d.tiles![0]!, properties: ['name', 'employees', 'representative'] }] }
        : d.id === 'places'
          ? { ...d, tiles: [{ ...d.tiles![0]!, where: "t.phone like '110%'" }] }
          : d,
    );
    const seen = layersByRole(layersOf(changed));
    expect(seen.public.get('legal-entities')!.properties).toEqual(['name']);
    expect(seen.planner.get('legal-entities')!.properties).toEqual(['name', 'employees']);
    expect(seen.dispatcher.get('legal-entities')!.properties).toEqual(['name', 'employees']);
    expect(seen.public.has('places')).toBe(false);
    expect(seen.planner.has('places')).toBe(true);
  });
});
