import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DATASETS } from '../datasets/index.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { loadFile, undo } from './load.ts';
import { csvCell } from './quarantine.ts';

let db: TestDatabase;
let home: string;
beforeAll(async () => {
  db = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'siku-etl-'));
  await db.pool.query(`insert into siku.setting values ('city', '{"extent":[116,39,118,41],"asOf":"2026-10-31"}')`);
});
afterAll(async () => {
  await db.drop();
  await rm(home, { recursive: true });
});

async function load(content: string) {
  const file = join(home, 'places.csv');
  await writeFile(file, content);
  return loadFile(db.pool, DATASETS, { dataset: 'places', file, home, force: true, crs: 'EPSG:4490' });
}
const table = async () => (await db.pool.query('select * from data.places order by id')).rows;

/** Rows as departments send them: some good, some bad, some with whatever a cell can hold. */
const row = fc.tuple(
  fc.oneof(fc.constantFrom('P1', 'P2', 'P3', 'Ｐ４', ' P5', '1.5E+17', ''), fc.stringMatching(/^[A-Z]\d{1,3}$/)),
  fc.oneof(
    fc.constantFrom('一小', '二"小"', '三,小', '四\n小', '=1+1', '𬀩小学', ' 五小 ', '\\N'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  ),
  fc.constantFrom('学校', 'school', '医院', '飞船', ''),
  fc.constantFrom('116.4', '39.9', '', '0', 'x', '1e400'),
  fc.constantFrom('39.9', '116.4', '', '0', '９'),
);

test('every row ends accepted or in quarantine, exactly once; undo brings back what stood', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.array(row, { maxLength: 12 }),
      async (one, two) => {
        const csv = (rows: string[][]) =>
          [
            '场所编码,名称,类别,经度,纬度',
            ...rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')),
          ].join('\n');
        const first = await load(csv(one));
        const before = await table();
        const history = (await db.pool.query('select * from history.places order by id, until')).rows;
        for (const [rows, result] of [
          [one, first],
          [two, await load(csv(two))],
        ] as const) {
          expect(result.accepted + result.quarantined).toBe(result.read);
          const blank = rows.filter((cells) => cells.every((c) => c.trim() === '')).length;
          expect(result.read).toBeGreaterThanOrEqual(rows.length - blank - skipped(rows));
          expect(result.added + result.changed + result.unchanged).toBe(result.accepted);
          const lines = await db.pool.query('select line from etl.quarantine where batch_id = $1', [result.batch]);
          expect(lines.rowCount).toBe(result.quarantined);
        }
        const now = await table();
        const { rows: last } = await db.pool.query(`select max(id) as id from etl.batch where status = 'committed'`);
        expect((await db.pool.query('select count(*) as n from data.places')).rows[0].n).toBe(now.length);
        await undo(db.pool, DATASETS, last[0].id);
        expect(await table()).toEqual(before);
        expect((await db.pool.query('select * from history.places order by id, until')).rows).toEqual(history);
        await undo(db.pool, DATASETS, first.batch);
        expect(await table()).toEqual([]);
      },
    ),
    { numRuns: 15 },
  );
});

/** Rows that name no record and say nothing but a remark are noted, not counted. */
const skipped = (rows: string[][]) =>
  rows.filter((cells) => new Set(cells.filter((c) => c.trim() !== '')).size <= 1).length;

test('a quarantined row keeps its record from being removed', async () => {
  const header = '场所编码,名称,类别,经度,纬度\n';
  await load(`${header}P1,一小,学校,116.4,39.9\nP2,二小,学校,116.4,39.9\n`);
  const result = await load(`${header}P1,一小,飞船,116.4,39.9\n`);
  expect(result).toMatchObject({ quarantined: 1, removed: 1 });
  expect((await table()).map((r) => r.code)).toEqual(['P1']);
});

test('a loader that dies in the middle leaves nothing, and the next run works', async () => {
  const before = await table();
  const log = async () => (await db.pool.query('select count(*) as n from log.change')).rows[0].n;
  const entries = await log();
  const file = join(home, 'places.csv');
  const rows = Array.from({ length: 5000 }, (_, i) => `K${i},第${i}小学,学校,116.4,39.9`);
  await writeFile(file, `场所编码,名称,类别,经度,纬度\n${rows.join('\n')}\n`);
  for (const step of ['checking', 'committing']) {
    const killed = loadFile(db.pool, DATASETS, {
      dataset: 'places',
      file,
      home,
      force: true,
      onProgress: (progress) => {
        if (progress.step !== step) return;
        // As a crash would: the connections of the load are gone in the middle of it.
        setTimeout(() => {
          db.pool.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
               and (query ilike 'insert into data.places%' or query ilike 'insert into todo%' or query ilike 'copy etl.%')`,
          );
        }, 15);
      },
    });
    await killed.catch(() => {});
    const now = await table();
    expect([before.length, 5000]).toContain(now.length);
    if (now.length === before.length) {
      expect(now).toEqual(before);
      expect(await log()).toBe(entries);
    }
  }
  expect(await loadFile(db.pool, DATASETS, { dataset: 'places', file, home, force: true })).toMatchObject({
    accepted: 5000,
  });
  expect(await table()).toHaveLength(5000);
});

test('what a spreadsheet would run is made text', () => {
  expect(['=1+1', '+cmd', '-2', '@x', '+86 1', '正常'].map(csvCell)).toEqual([
    "'=1+1",
    "'+cmd",
    '-2',
    "'@x",
    "'+86 1",
    '正常',
  ]);
});
