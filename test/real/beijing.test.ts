import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Truth } from '../../datasets/demo-city/truth.ts';
import { DATASETS } from '../../datasets/index.ts';
import { loadCity } from '../../etl/city.ts';
import { loadFile } from '../../etl/load.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { compareFaults, districtCounts } from '../seeded-faults.ts';
import { assembleBeijing } from './assemble.ts';
import { boundaryFiles, realData } from './sources.ts';

const data = realData();

describe.skipIf(!data)('Beijing', () => {
  let db: TestDatabase;
  let folder: string;
  let truth: Truth;
  beforeAll(async () => {
    db = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'siku-beijing-'));
    truth = await assembleBeijing({ out: join(folder, 'city'), data: data! });
    await loadCity(db.pool, DATASETS, join(folder, 'city'), { home: join(folder, 'home') });
  });
  afterAll(async () => {
    await db.drop();
    await rm(folder, { recursive: true });
  });

  test('each district has the persons and firms its files held, less what quarantine explains', async () => {
    const persons = await districtCounts(db.pool, 'population');
    const entities = await districtCounts(db.pool, 'legal_entities');
    expect(truth.districts).toHaveLength(16);
    for (const d of truth.districts) {
      expect(persons.get(d.code.slice(0, 6)), d.name).toBe(d.persons.accepted);
      expect(entities.get(d.code.slice(0, 6)), d.name).toBe(d.entities.accepted);
    }
  });

  test('every seeded fault is found; of the real files only three hospital names need a blank removed', async () => {
    const { missed, unexpected } = await compareFaults(db.pool, truth);
    expect(missed).toEqual([]);
    expect(unexpected.filter((line) => !/医院\.csv:\d+ trimmed$/.test(line))).toEqual([]);
  });

  test('GDP stands as published: one observation a district and year', async () => {
    const { rows } = await db.pool.query<{ region_code: string; period: string; value: number }>(
      `select region_code, period, value from data.economy where indicator = 'gdp'`,
    );
    const found = new Map(rows.map((r) => [`${r.region_code} ${r.period}`, r.value]));
    expect(found.size).toBe(truth.years.length);
    for (const y of truth.years) expect(found.get(`${y.region} ${y.year}`)).toBe(y.value);
  });

  test('the boundaries in GCJ-02, declared as such, lie on those in WGS 84 to a metre', async () => {
    const other = await testDatabase();
    try {
      await other.pool.query(`insert into siku.setting select * from jsonb_to_record($1) as x(key text, value jsonb)`, [
        { key: 'city', value: { extent: [115, 39, 118, 41.5], asOf: '2026-10-01' } },
      ]);
      await loadFile(other.pool, DATASETS, {
        dataset: 'regions',
        file: await asRegions(boundaryFiles(data!).gcj02, folder),
        home: join(folder, 'home'),
        crs: 'GCJ-02',
      });
      const read = `select code, st_x(st_centroid(geom)) as x, st_y(st_centroid(geom)) as y, st_area(geom) as area
                    from data.regions where level = 'district' and status = 'current' and geom is not null`;
      const [wgs, gcj] = [await db.pool.query(read), await other.pool.query(read)];
      const byCode = new Map(wgs.rows.map((r) => [r.code, r]));
      expect(gcj.rows).toHaveLength(16);
      for (const r of gcj.rows) {
        expect(Math.abs(r.x - byCode.get(r.code).x)).toBeLessThan(1e-5);
        expect(Math.abs(r.y - byCode.get(r.code).y)).toBeLessThan(1e-5);
        expect(r.area / byCode.get(r.code).area).toBeCloseTo(1, 4);
      }
    } finally {
      await other.drop();
    }
  });
});

/** The boundary file with the columns a regions file needs. */
async function asRegions(path: string, folder: string): Promise<string> {
  const { readFile, writeFile } = await import('node:fs/promises');
  const collection = JSON.parse(await readFile(path, 'utf8')) as {
    features: { properties: Record<string, string> }[];
  };
  for (const f of collection.features)
    f.properties = { 区划代码: f.properties.adcode!, 名称: f.properties.name!, 级别: '区', 状态: '现行' };
  const out = join(folder, 'gcj02.geojson');
  await writeFile(out, JSON.stringify({ ...collection, crs: undefined }));
  return out;
}
