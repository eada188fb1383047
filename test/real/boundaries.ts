import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import { loadFile } from '../../etl/load.ts';
import { testDatabase } from '../database.ts';
import type { Beijing } from './beijing.ts';
import { boundaryFiles } from './sources.ts';

interface Centre {
  code: string;
  x: number;
  y: number;
  area: number;
}

/** The same boundaries come in WGS 84 and in GCJ-02, and nothing in the numbers tells which is which. */
export function boundaries(beijing: Beijing): void {
  test('in GCJ-02, declared as such, lie on those in WGS 84 to a metre', async () => {
    const gcj = await loadedAs(beijing, 'GCJ-02');
    const byCode = new Map((await centres(beijing.pool)).map((c) => [c.code, c]));
    expect(gcj).toHaveLength(16);
    for (const { code, x, y, area } of gcj) {
      const wgs = byCode.get(code)!;
      expect(Math.abs(x - wgs.x)).toBeLessThan(1e-5);
      expect(Math.abs(y - wgs.y)).toBeLessThan(1e-5);
      expect(area / wgs.area).toBeCloseTo(1, 4);
    }
  });

  test('declared wrongly are taken at their word, half a kilometre off: the limit docs/real-city.md states', async () => {
    const wrong = await loadedAs(beijing, 'EPSG:4326');
    const byCode = new Map((await centres(beijing.pool)).map((c) => [c.code, c]));
    expect(wrong).toHaveLength(16);
    for (const { code, x, y } of wrong) {
      const wgs = byCode.get(code)!;
      const metres = Math.hypot((x - wgs.x) * 85_300, (y - wgs.y) * 111_000);
      expect(metres).toBeGreaterThan(400);
      expect(metres).toBeLessThan(800);
    }
  });
}

async function centres(pool: pg.Pool): Promise<Centre[]> {
  const { rows } = await pool.query<Centre>(
    `select code, st_x(st_centroid(geom)) as x, st_y(st_centroid(geom)) as y, st_area(geom) as area
     from data.regions where level = 'district' and status = 'current' and geom is not null`,
  );
  return rows;
}

/** The GCJ-02 file in a database of its own, loaded as if it were in `crs`. */
async function loadedAs({ data, folder }: Beijing, crs: string): Promise<Centre[]> {
  const other = await testDatabase();
  try {
    await other.pool.query(`insert into siku.setting select * from jsonb_to_record($1) as x(key text, value jsonb)`, [
      { key: 'city', value: { extent: [115, 39, 118, 41.5], asOf: '2026-10-01' } },
    ]);
    const file = await asRegions(boundaryFiles(data).gcj02, folder);
    await loadFile(other.pool, DATASETS, { dataset: 'regions', file, home: join(folder, 'home'), crs });
    return await centres(other.pool);
  } finally {
    await other.drop();
  }
}

/** The boundary file with the columns a regions file needs. */
async function asRegions(path: string, folder: string): Promise<string> {
  const collection = JSON.parse(await readFile(path, 'utf8')) as {
    features: { properties: Record<string, string> }[];
  };
  for (const f of collection.features)
    f.properties = { 区划代码: f.properties.adcode!, 名称: f.properties.name!, 级别: '区', 状态: '现行' };
  const out = join(folder, 'gcj02.geojson');
  await writeFile(out, JSON.stringify({ ...collection, crs: undefined }));
  return out;
}
