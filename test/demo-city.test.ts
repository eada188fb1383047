import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Truth } from '../datasets/demo-city/truth.ts';
import { writeDemoCity } from '../datasets/demo-city/write.ts';
import { DATASETS } from '../datasets/index.ts';
import { loadCity } from '../etl/city.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { compareFaults, districtCounts } from './seeded-faults.ts';

let db: TestDatabase;
let folder: string;
let truth: Truth;
beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'siku-demo-load-'));
  truth = await writeDemoCity({ out: join(folder, 'city'), persons: 12_000 });
  await loadCity(db.pool, DATASETS, join(folder, 'city'), { home: join(folder, 'home') });
});
afterAll(async () => {
  await db.drop();
  await rm(folder, { recursive: true });
});

test('every seeded fault is in quarantine or repaired with its reason, and no other row is', async () => {
  expect(truth.defects.length).toBeGreaterThan(400);
  expect(await compareFaults(db.pool, truth)).toEqual({ missed: [], unexpected: [] });
});

test('each district has the persons and firms its files held, less what quarantine explains, to the last one', async () => {
  const persons = await districtCounts(db.pool, 'population');
  const entities = await districtCounts(db.pool, 'legal_entities');
  for (const d of truth.districts) {
    expect(persons.get(d.code.slice(0, 6))).toBe(d.persons.accepted);
    expect(entities.get(d.code.slice(0, 6))).toBe(d.entities.accepted);
  }
});

test('a standing district is whole and no shape is broken', async () => {
  const { rows } = await db.pool.query(
    `select (select count(*)::int from data.regions where level = 'district' and status = 'current') as districts,
            (select count(*)::int from data.regions where not st_isvalid(geom)) as broken_regions,
            (select count(*)::int from data.parcels where not st_isvalid(geom)) as broken_parcels,
            (select count(*)::int from data.regions a join data.regions b on a.id < b.id and st_intersects(a.geom, b.geom)
              where a.level = 'community' and b.level = 'community' and a.status = 'current' and b.status = 'current'
                and st_area(st_intersection(a.geom, b.geom)) > 1e-12) as overlaps`,
  );
  expect(rows).toEqual([{ districts: 6, broken_regions: 0, broken_parcels: 0, overlaps: 0 }]);
});

test('nearly every person is placed at a door', async () => {
  const { rows } = await db.pool.query<{ share: number }>(
    `select avg((place_level in ('entrance', 'building', 'number'))::int)::float as share from data.population`,
  );
  expect(rows[0]!.share).toBeGreaterThan(0.99);
});
