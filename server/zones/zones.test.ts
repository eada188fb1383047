import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { fillLatticeCity } from '../../test/lattice-city.ts';
import { inTransaction } from '../db/pool.ts';
import { type ChangeFeed, followChanges } from '../events/changes.ts';
import { Frame } from '../frame/frame.ts';
import { Shape } from '../frame/shape.ts';
import { differencesOf } from './differences.ts';
import { ECONOMY, WEIGHTS } from './economy.ts';
import { randomPolygons } from './random-polygons.ts';

let db: TestDatabase;
let feed: ChangeFeed;
let frame: Frame;

beforeAll(async () => {
  db = await testDatabase();
  await fillLatticeCity(db.pool, { persons: 30_000, seed: 7 });
  feed = await followChanges(db.url, db.pool, 0);
  frame = Frame.start({ pool: db.pool, datasets: DATASETS, weights: WEIGHTS, held: [ECONOMY], feed });
  await frame.ready;
});
afterAll(async () => {
  frame.stop();
  await feed.stop();
  await db.drop();
});

async function caughtUp(): Promise<void> {
  const { rows } = await db.pool.query<{ reached: number }>('select log.reached() as reached');
  expect(await feed.waitFor(rows[0]!.reached, 20_000)).toBe(true);
  expect(frame.sequence).toBe(rows[0]!.reached);
}

describe('the frame answers as plain SQL does', () => {
  test('on 500 polygons with holes, several parts, and edges and corners on records', {
    timeout: 600_000,
  }, async () => {
    const polygons = await randomPolygons(db.pool, { count: 500, seed: 11 });
    expect(await differencesOf(db.pool, frame, polygons)).toEqual([]);
  });

  test('after records were changed, moved, removed and added, and not after a rollback', async () => {
    const polygons = await randomPolygons(db.pool, { count: 12, seed: 3 });
    const before = polygons.map((parts) => [...frame.layers.get('population')!.within(new Shape(parts))]);
    await expect(
      inTransaction(db.pool, async (tx) => {
        await tx.query('delete from data.population where id % 3 = 0');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await inTransaction(db.pool, async (tx) => {
      await tx.query("update data.population set birth_date = birth_date - 4000, sex = 'male' where id % 97 = 0");
      await tx.query('update data.population set geom = st_translate(geom, 0.0123, -0.0071) where id % 50 = 1');
      await tx.query('update data.population set geom = null where id % 211 = 5');
      await tx.query('delete from data.population where id % 101 = 7');
      await tx.query("update data.legal_entities set employees = employees + 3, status = 'revoked' where id % 13 = 0");
      await tx.query('delete from data.places where id % 5 = 0');
    });
    await fillLatticeCity(db.pool, { persons: 6_000, seed: 8, first: 900_000 });
    await caughtUp();
    expect(await differencesOf(db.pool, frame, polygons)).toEqual([]);
    const after = polygons.map((parts) => [...frame.layers.get('population')!.within(new Shape(parts))]);
    expect(after).not.toEqual(before);
  });

  test('after a new reference date moved everybody’s age', async () => {
    await inTransaction(db.pool, async (tx) => {
      await tx.query(
        "insert into siku.reference values ('population', '2031-05-01') on conflict (dataset) do update set day = excluded.day",
      );
      await tx.query("insert into log.change (dataset, op, row_count) values ('population', 'reference', 0)");
    });
    await caughtUp();
    expect(await differencesOf(db.pool, frame, await randomPolygons(db.pool, { count: 12, seed: 5 }))).toEqual([]);
  });
});
