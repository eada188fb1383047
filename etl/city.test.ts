import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Truth } from '../datasets/demo-city/truth.ts';
import { writeDemoCity } from '../datasets/demo-city/write.ts';
import { DATASETS } from '../datasets/index.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { loadCity } from './city.ts';
import type { Loaded } from './load.ts';

let db: TestDatabase;
let dir: string;
let truth: Truth;
let results: Loaded[];
const load = () => loadCity(db.pool, DATASETS, dir, { home: join(dir, 'home') });

beforeAll(async () => {
  db = await testDatabase();
  dir = await mkdtemp(join(tmpdir(), 'siku-city-'));
  await writeDemoCity({ out: dir, persons: 5000 });
  truth = JSON.parse(await readFile(join(dir, 'truth.json'), 'utf8'));
  results = await load();
}, 300_000);
afterAll(async () => {
  await db.drop();
  await rm(dir, { recursive: true });
});

test('every seeded defect is in quarantine or repaired, with its reason, and nothing else is refused', async () => {
  const { rows } = await db.pool.query<{ file: string; line: number; codes: string[] }>(
    `select b.file, q.line, array(select r ->> 'code' from jsonb_array_elements(q.reasons) r) as codes
     from etl.quarantine q join etl.batch b on b.id = q.batch_id`,
  );
  const refused = new Map(rows.map((row) => [`${row.file}:${row.line}`, row.codes]));
  const repairs = await db.pool.query<{ file: string; line: number; reason: string }>(
    `select distinct b.file, line, r.reason from etl.repair r join etl.batch b on b.id = r.batch_id, unnest(r.lines) line`,
  );
  const repaired = new Set(repairs.rows.map((row) => `${row.file}:${row.line}:${row.reason}`));
  const missed = truth.defects.filter((defect) => {
    const [fate, reason] = defect.expected.split(':') as [string, string];
    const line = defect.file.endsWith('json') ? defect.record : defect.line;
    const at = `${defect.file}:${line}`;
    const found = fate === 'repair' ? repaired.has(`${at}:${reason}`) : refused.get(at)?.includes(reason);
    if (fate === 'quarantine') refused.delete(at);
    return !found;
  });
  expect(truth.defects.length).toBeGreaterThan(300);
  expect(missed).toEqual([]);
  expect([...refused]).toEqual([]);
});

test('what stands is what the files held minus what quarantine explains, to the person', async () => {
  for (const [name, file] of Object.entries(truth.files)) {
    const { rows } = await db.pool.query<{ id: number }>('select id from etl.batch where file = $1', [name]);
    const result = results.find(({ batch }) => batch === rows[0]!.id)!;
    expect([name, result.read, result.quarantined]).toEqual([name, file.rows, file.quarantined]);
    expect([name, result.added]).toEqual([name, file.rows - file.quarantined]);
  }
  for (const district of truth.districts) {
    const { rows } = await db.pool.query(
      `select (select count(*) from data.population where region_code like $1) as persons,
         (select count(*) from data.population where region_code like $1 and household_role = 'head') as households,
         (select count(*) from data.legal_entities where region_code like $1) as entities`,
      [`${district.code.slice(0, 6)}%`],
    );
    const { persons, households, entities } = district;
    expect(rows[0]).toEqual({
      persons: persons.accepted,
      households: households.accepted,
      entities: entities.accepted,
    });
  }
});

test('addresses written five ways are found; those nobody knows are not', async () => {
  const { rows } = await db.pool.query(`select count(*) as n from data.population where geom is null`);
  const writings = truth.addressWritings['公安局_人口_2026-10.csv']!;
  expect(rows[0].n).toBeLessThanOrEqual((writings.unknown ?? 0) + 2);
  expect(rows[0].n).toBeGreaterThanOrEqual((writings.unknown ?? 0) - 5);
});

test('the same city again is not even read', async () => {
  const before = await db.pool.query('select count(*) as n from log.change');
  const again = await load();
  expect(again.every((result) => result.skipped)).toBe(true);
  expect((await db.pool.query('select count(*) as n from log.change')).rows).toEqual(before.rows);
});
